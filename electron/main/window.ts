import { BrowserWindow, nativeTheme } from 'electron'
import { confine } from './security'

/** Opens the window on `page`. Its place, size and state are remembered by Electron under its name. */
export function openWindow(page: string, preload: string): BrowserWindow {
  const window = new BrowserWindow({
    name: 'main',
    windowStatePersistence: true,
    width: 1440,
    height: 900,
    minWidth: 640,
    minHeight: 480,
    show: false,
    // What is seen until the page has painted; its own two backgrounds.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0F141A' : '#F3F5F8',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium fetches its dictionaries from the network.
      spellcheck: false,
    },
  })
  confine(window.webContents, page)
  // Whether closing would interrupt anything is asked natively, see index.ts; a page cannot keep its window open.
  window.webContents.on('will-prevent-unload', event => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  void window.loadURL(page)
  return window
}
