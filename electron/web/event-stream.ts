import type { ServerResponse } from 'node:http'
import type { Bridge } from '../../shared/contract/bridge'

const heartbeatMs = 15_000
/** A page that does not read is let go before its unread events fill the memory; it comes back by itself. */
const maxUnreadBytes = 8 * 2 ** 20

/** Sends the service's events as server-sent events until the client leaves. Subscribed before the first byte goes out. */
export function streamEvents(response: ServerResponse, bridge: Bridge, headers: Readonly<Record<string, string>>): void {
  const send = (text: string): void => {
    response.write(text)
    if (response.writableLength > maxUnreadBytes) response.destroy()
  }
  const unsubscribe = bridge.subscribe(event => send(`data: ${JSON.stringify(event)}\n\n`))
  const heartbeat = setInterval(() => send(':\n\n'), heartbeatMs)
  response.once('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
  response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' })
  send(':\n\n')
}
