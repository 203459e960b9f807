import type { DesktopBridge } from '../../shared/contract/bridge'

declare global {
  interface Window {
    /** What the preload gives the page; absent in a browser. */
    readonly storeInspector?: DesktopBridge<File>
  }
}

/** The wire through Electron's preload, where there is one. */
export const electronBridge = (): DesktopBridge<File> | undefined => window.storeInspector
