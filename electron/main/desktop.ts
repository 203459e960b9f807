import { app, dialog, ipcMain, Menu, type BrowserWindow, type MessageBoxOptions, type OpenDialogOptions } from 'electron'
import type { OutputOf } from '../../shared/contract/contract'
import type { Reply } from '../../shared/contract/schemas'
import { createService } from '../service/create-service'
import { desktopWords } from './desktop-words'
import { answerPage, sendEvents } from './ipc'
import { menuTemplate } from './menu'
import { watchChanges } from './running-changes'
import { openWindow } from './window'

export interface Desktop {
  /** Shows the window, and in it the store of `directory` if one is given. */
  show(directory?: string): Promise<void>
  /** Lets a running change finish its step, then lets go of every store. */
  close(): Promise<void>
}

/** The window, the menu and the native dialogs around one service. The app must be ready. */
export function startDesktop(page: string, preload: string): Desktop {
  const words = desktopWords(app.getPreferredSystemLanguages())
  const service = createService({ door: 'desktop', worker: true, watch: true, chooseDirectory, onBug })
  const changes = watchChanges(service.bridge)
  let window: BrowserWindow | undefined
  let lastCall = 0

  const ask = (name: string, input: unknown): Promise<Reply> => service.bridge.call(name, input, `desktop-${(lastCall += 1)}`)
  const tell = (options: MessageBoxOptions) => (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))

  async function open(name: string, input: unknown): Promise<void> {
    showWindow()
    const reply = await ask(name, input)
    if (!reply.ok && reply.error.kind !== 'cancelled') await tell({ type: 'warning', message: words.cannotOpen, detail: reply.error.message })
  }

  async function showMenu(): Promise<void> {
    const recent = await ask('listRecent', {})
    const template = menuTemplate(
      { words, platform: process.platform, isDevelopment: !app.isPackaged, recent: recent.ok ? (recent.value as OutputOf<'listRecent'>) : [] },
      {
        chooseDirectory: () => void open('chooseDirectory', {}),
        openSample: () => void open('openSample', {}),
        openRecent: recentId => void open('openRecent', { recentId }),
      },
    )
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  async function chooseDirectory(): Promise<string | null> {
    const options = { title: words.chooseFolder, properties: ['openDirectory', 'showHiddenFiles'] } satisfies OpenDialogOptions
    const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    return filePaths[0] ?? null
  }

  function showWindow(): void {
    if (window) {
      if (window.isMinimized()) window.restore()
      return window.focus()
    }
    const opened = openWindow(page, preload)
    sendEvents(opened.webContents, service.bridge)
    opened.on('close', event => {
      if (!changes.isRunning()) return
      event.preventDefault()
      void closeAnyway(opened)
    })
    opened.once('closed', () => (window = undefined))
    opened.webContents.on('render-process-gone', () => {
      void tell({ type: 'error', message: words.pageGone }).then(() => opened.reload())
    })
    window = opened
  }

  /** A change that is running is worth a question; stopping it takes until its step is done. */
  async function closeAnyway(opened: BrowserWindow): Promise<void> {
    const { response } = await dialog.showMessageBox(opened, {
      type: 'question',
      message: words.stillRunning,
      detail: words.stillRunningDetail,
      buttons: [words.keepRunning, words.stopAndClose],
      defaultId: 0,
      cancelId: 0,
    })
    if (response !== 1) return
    await changes.stop()
    opened.close()
  }

  answerPage(ipcMain, changes.bridge, page)
  service.bridge.subscribe(event => {
    if (event.kind === 'store-opened') void showMenu()
  })
  void showMenu()

  return {
    async show(directory) {
      if (directory === undefined) showWindow()
      else await open('openDirectory', { path: directory })
    },
    async close() {
      await changes.stop()
      await service.close()
    },
  }
}

/** A defect of ours is told whole; there is no other log. */
function onBug(error: unknown, name: string): void {
  process.stderr.write(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}
