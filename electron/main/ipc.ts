import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import type { Bridge } from '../../shared/contract/bridge'
import type { Reply } from '../../shared/contract/schemas'
import { channels } from '../preload/channels'
import { isOfPage } from './page-address'

const untrusted: Reply = { ok: false, error: { kind: 'refusal', code: 'untrusted-sender', message: 'only the main frame of the own page may ask' } }
const malformed: Reply = { ok: false, error: { kind: 'usage', code: 'invalid-request', message: 'a call is a name, an input and a call id' } }

/** Answers the page's calls. A sender that is not the main frame of `page` gets a refusal and reaches nothing. */
export function answerPage(ipc: Pick<IpcMain, 'handle' | 'on'>, bridge: Bridge, page: string): void {
  ipc.handle(channels.call, async (event, name: unknown, input: unknown, callId: unknown): Promise<Reply> => {
    if (!isTrusted(event, page)) return untrusted
    if (typeof name !== 'string' || typeof callId !== 'string') return malformed
    return bridge.call(name, input, callId)
  })
  ipc.on(channels.cancel, (event, callId: unknown) => {
    if (isTrusted(event, page) && typeof callId === 'string') bridge.cancel(callId)
  })
}

/** Sends the service's events to a window until it is gone. */
export function sendEvents(target: EventTargetContents, bridge: Bridge): void {
  const unsubscribe = bridge.subscribe(event => target.send(channels.event, event))
  target.once('destroyed', unsubscribe)
}

/** As much of Electron's WebContents as events need. */
export interface EventTargetContents {
  send(channel: string, event: unknown): void
  once(event: 'destroyed', listener: () => void): unknown
}

/** `senderFrame` is null when the frame has navigated or gone since it asked. */
function isTrusted(event: Pick<IpcMainInvokeEvent | IpcMainEvent, 'senderFrame'>, page: string): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isOfPage(frame.url, page)
}
