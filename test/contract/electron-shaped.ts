import { EventEmitter } from 'node:events'
import type { IpcMain, IpcRenderer } from 'electron'
import type { Bridge } from '../../shared/contract/bridge'
import { answerPage, sendEvents } from '../../electron/main/ipc'
import { createDesktopBridge } from '../../electron/preload/desktop-bridge'

/** Where a message of the page comes from, as Electron's main process sees it. */
export interface Sender {
  readonly url: string
  readonly parent: object | null
}

type Handler = (event: object, ...args: unknown[]) => unknown

/**
 * Electron's IPC without Electron: what crosses it is cloned as Electron clones it, what is thrown in a handler arrives as a bare message. Ours on
 * both sides are the real functions of main and preload.
 */
export function electronShaped(service: Bridge, page: string, sender: Sender | null): { bridge: Bridge; closeWindow(): void } {
  const handlers = new Map<string, Handler>()
  const toMain = new EventEmitter()
  const toPage = new EventEmitter()
  const contents = Object.assign(new EventEmitter(), {
    send: (channel: string, event: unknown) => void toPage.emit(channel, {}, structuredClone(event)),
  })

  const ipcMain = {
    handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
    on: (channel: string, listener: Handler) => toMain.on(channel, listener),
  } as unknown as Pick<IpcMain, 'handle' | 'on'>

  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]) {
      const handler = handlers.get(channel)
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      try {
        return structuredClone(await handler({ senderFrame: sender }, ...structuredClone(args)))
      } catch (error) {
        return Promise.reject(new Error(`Error invoking remote method '${channel}': ${String(error)}`))
      }
    },
    send: (channel: string, ...args: unknown[]) => void toMain.emit(channel, { senderFrame: sender }, ...structuredClone(args)),
    on: (channel: string, listener: (...args: unknown[]) => void) => toPage.on(channel, listener),
    off: (channel: string, listener: (...args: unknown[]) => void) => toPage.off(channel, listener),
  } as unknown as IpcRenderer

  answerPage(ipcMain, service, page)
  sendEvents(contents, service)
  return { bridge: createDesktopBridge(ipcRenderer, () => ''), closeWindow: () => void contents.emit('destroyed') }
}
