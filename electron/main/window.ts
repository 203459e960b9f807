import { BrowserWindow, nativeTheme } from 'electron'
import { confine } from './security'
import { windowOptions } from './window-options'

/** Opens the window on `page`; it shows once the page has painted. */
export function openWindow(page: string, preload: string): BrowserWindow {
  const window = new BrowserWindow(windowOptions(preload, nativeTheme.shouldUseDarkColors))
  confine(window.webContents, page)
  // Whether closing would interrupt anything is asked natively, see desktop.ts; a page cannot keep its window open.
  window.webContents.on('will-prevent-unload', event => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  void window.loadURL(page)
  return window
}
