import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bridge } from '../../shared/contract/bridge'
import type { Reply } from '../../shared/contract/schemas'
import { Failure } from '../../shared/store/errors'
import { listAssets, type Assets } from './assets'
import { streamEvents } from './event-stream'
import { pageHeaders } from './page-headers'
import { createRateLimit } from './rate-limit'
import { readCallBody } from './request-body'
import { checkOrigin, checkSameSite } from './request-origin'
import { createToken, tokenCheck } from './token'
import { TurnedAway } from './turned-away'

export interface WebDoorLimits {
  /** A reviewed plan of a very large store comes in as one body. */
  readonly maxBodyBytes: number
  readonly headersTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly maxConnections: number
  readonly requestsPerSecond: number
  readonly wrongTokensPerMinute: number
}

const usualLimits: WebDoorLimits = {
  maxBodyBytes: 64 * 2 ** 20,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 60_000,
  maxConnections: 64,
  requestsPerSecond: 400,
  wrongTokensPerMinute: 20,
}

export interface WebDoorOptions {
  readonly bridge: Bridge
  /** The directory of the built page, `out/renderer`. */
  readonly assets: string
  /** 0 or absent: any free port. */
  readonly port?: number | undefined
  readonly token?: string | undefined
  readonly limits?: Partial<WebDoorLimits> | undefined
}

export interface WebDoor {
  /** With the token in the fragment, which browsers send neither to the server nor to another page. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the page and the contract on 127.0.0.1 to whoever knows the token.
 *
 *   GET  /…                the built page
 *   POST /call/NAME        {input, callId} → Reply
 *   POST /cancel/CALL_ID   → 204
 *   GET  /events           server-sent ServiceEvents
 *
 * @throws Failure when the page is not built or the port is taken
 */
export async function startWebDoor(options: WebDoorOptions): Promise<WebDoor> {
  const limits = { ...usualLimits, ...options.limits }
  const token = options.token ?? createToken()
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: Math.min(1000, limits.headersTimeoutMs),
    maxHeaderSize: 16 * 1024,
  })
  server.maxConnections = limits.maxConnections
  const answer = createAnswer(options.bridge, listAssets(options.assets), token, limits)
  const port = await listen(server, options.port ?? 0)
  server.on('request', (request, response) => void answer(request, response, port))

  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function createAnswer(bridge: Bridge, assets: Assets, token: string, limits: WebDoorLimits) {
  const isToken = tokenCheck(token)
  const mayAsk = createRateLimit(2 * limits.requestsPerSecond, limits.requestsPerSecond, Date.now)
  const mayGuess = createRateLimit(limits.wrongTokensPerMinute, limits.wrongTokensPerMinute / 60, Date.now)

  function checkToken(request: IncomingMessage): void {
    if (isToken(request.headers.authorization)) return
    if (!mayGuess()) throw new TurnedAway(429, 'too-many-requests', 'too many requests with a wrong token')
    throw new TurnedAway(401, 'wrong-token', 'the token is missing or wrong; open the address that "store-inspector serve" printed')
  }

  async function route(request: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
    if (!mayAsk()) throw new TurnedAway(429, 'too-many-requests', `more than ${limits.requestsPerSecond} requests a second`)
    checkOrigin(request.headers, port)
    const path = request.url?.split('?', 1)[0] ?? ''
    const [, area, written, ...rest] = path.split('/')
    const asks = `${request.method} ${area}`

    if (area !== 'call' && area !== 'cancel' && area !== 'events') return sendAsset(request, response, assets, path)
    checkSameSite(request.headers)
    checkToken(request)
    if (asks === 'GET events' && written === undefined) return streamEvents(response, bridge, pageHeaders)
    if (!written || rest.length > 0) throw new TurnedAway(404, 'not-found', 'nothing answers here')
    const argument = decode(written)
    if (asks === 'POST call') {
      const { input, callId } = await readCallBody(request, limits.maxBodyBytes)
      return sendReply(response, 200, await bridge.call(argument, input, callId))
    }
    if (asks === 'POST cancel') {
      bridge.cancel(argument)
      return void response.writeHead(204, pageHeaders).end()
    }
    throw new TurnedAway(405, 'not-allowed', `${request.method} is not how to ask this`)
  }

  return async (request: IncomingMessage, response: ServerResponse, port: number): Promise<void> => {
    try {
      await route(request, response, port)
    } catch (error) {
      if (response.headersSent || response.destroyed) return void response.destroy()
      const away = error instanceof TurnedAway ? error : new TurnedAway(500, 'internal', error instanceof Error ? error.message : String(error))
      // What is left of a refused request is not waited for.
      if (!request.complete) response.setHeader('connection', 'close')
      sendReply(response, away.status, away.reply)
    }
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new TurnedAway(400, 'invalid-request', 'the address is not properly encoded')
  }
}

async function sendAsset(request: IncomingMessage, response: ServerResponse, assets: Assets, path: string): Promise<void> {
  const asset = assets.get(path)
  if (!asset) throw new TurnedAway(404, 'not-found', 'nothing answers here')
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new TurnedAway(405, 'not-allowed', `${request.method} is not how to ask this`)
  const body = await asset.read()
  response.writeHead(200, { ...pageHeaders, 'content-type': asset.contentType, 'content-length': body.byteLength })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function sendReply(response: ServerResponse, status: number, reply: Reply): void {
  const body = Buffer.from(JSON.stringify(reply), 'utf8')
  response.writeHead(status, { ...pageHeaders, 'content-type': 'application/json; charset=utf-8', 'content-length': body.byteLength })
  response.end(body)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new Failure(cause.code ?? 'EIO', `cannot listen on 127.0.0.1:${port}: ${cause.message}`, undefined, { cause })),
    )
    server.listen({ host: '127.0.0.1', port }, () => resolve((server.address() as AddressInfo).port))
  })
}
