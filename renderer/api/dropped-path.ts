/** What the desktop's preload adds to the window for files that are dropped on it; absent in a browser. */
declare global {
  interface Window {
    readonly storeInspectorFiles?: { pathOf(file: File): string }
  }
}

/** The absolute path of a dropped file or directory, where the door can tell it. */
export const pathOfDropped: ((file: File) => string) | undefined = window.storeInspectorFiles?.pathOf
