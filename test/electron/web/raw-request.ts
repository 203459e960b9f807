import { request } from 'node:http'
import { connect, type Socket } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A client that sends exactly what it is told, also what no browser would. */
export function rawRequest(
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  const { method = 'GET', path = '/', body } = options
  const headers = { host: `127.0.0.1:${port}`, ...options.headers }
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, setHost: false, agent: false }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

export interface RawConnection {
  readonly socket: Socket
  /** Everything received, once the other side has closed. */
  readonly received: Promise<string>
}

/** Opens a connection and writes `text` as it is. */
export function rawConnection(port: number, text: string): RawConnection {
  const socket = connect({ host: '127.0.0.1', port })
  const received = new Promise<string>(resolve => {
    let all = ''
    socket.on('data', chunk => (all += chunk.toString('latin1')))
    // A reset is one of the ways to close.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(all))
  })
  socket.write(text)
  return { socket, received }
}
