import type { BrowserWindowConstructorOptions } from 'electron'

/** A window whose page has a browser's rights and the preload's few functions, nothing more. */
export function windowOptions(preload: string, isDark: boolean): BrowserWindowConstructorOptions {
  return {
    // Electron keeps place, size and state of a named window.
    name: 'main',
    windowStatePersistence: true,
    width: 1440,
    height: 900,
    minWidth: 640,
    minHeight: 480,
    show: false,
    // What is seen until the page has painted; its own two backgrounds.
    backgroundColor: isDark ? '#0F141A' : '#F3F5F8',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium fetches its dictionaries from the network.
      spellcheck: false,
    },
  }
}
