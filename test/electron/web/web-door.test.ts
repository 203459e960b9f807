import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Bridge } from '../../../shared/contract/bridge'
import type { ServiceEvent } from '../../../shared/contract/schemas'
import { startWebDoor, type WebDoor, type WebDoorLimits } from '../../../electron/web/web-door'
import { builtPage, type BuiltPage } from '../../helpers/built-page'
import { rawConnection, rawRequest } from './raw-request'

const token = 'a-token-that-only-this-test-knows'
const bearer = { authorization: `Bearer ${token}` }
const json = { 'content-type': 'application/json' }

let page: BuiltPage
let door: WebDoor
let calls: string[]
let listeners: Set<(event: ServiceEvent) => void>

const bridge: Bridge = {
  call: async name => {
    calls.push(name)
    return { ok: true, value: name }
  },
  cancel: callId => void calls.push(`cancel ${callId}`),
  subscribe(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

async function start(limits: Partial<WebDoorLimits> = {}): Promise<number> {
  door = await startWebDoor({ bridge, assets: page.directory, token, limits })
  return Number(new URL(door.url).port)
}

beforeEach(() => {
  page = builtPage()
  calls = []
  listeners = new Set()
})
afterEach(async () => {
  await door.close()
  page.remove()
})

const asCall = (headers: Record<string, string> = bearer, body = '{"input":{},"callId":"1"}') => ({
  method: 'POST',
  path: '/call/environment',
  headers: { ...json, ...headers },
  body,
})

describe('whoever knows the token', () => {
  test('gets the page, its files and an answer', async () => {
    const port = await start()
    expect(door.url).toBe(`http://127.0.0.1:${port}/#token=${token}`)
    expect(await rawRequest(port)).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(await rawRequest(port, { path: '/assets/index-4f2a.js' })).toMatchObject({ status: 200, body: 'export {}' })
    expect(await rawRequest(port, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
    expect(await rawRequest(port, asCall())).toMatchObject({ status: 200, body: '{"ok":true,"value":"environment"}' })
    expect(await rawRequest(port, { method: 'POST', path: '/cancel/a%2Fb', headers: bearer })).toMatchObject({ status: 204 })
    expect(calls).toEqual(['environment', 'cancel a/b'])
  })

  test('may come as localhost and from the page itself', async () => {
    const port = await start()
    const headers = { ...bearer, host: `localhost:${port}`, origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' }
    expect(await rawRequest(port, asCall(headers))).toMatchObject({ status: 200 })
  })

  test('gets events, and leaves no subscription behind', async () => {
    const port = await start()
    const { socket, received } = rawConnection(port, `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    await once(socket, 'data')
    for (const listener of listeners) listener({ kind: 'store-opened', storeId: '甲' })
    await once(socket, 'data')
    expect(listeners.size).toBe(1)
    socket.end()
    expect(Buffer.from(await received, 'latin1').toString('utf8')).toContain('data: {"kind":"store-opened","storeId":"甲"}\n\n')
    await vi.waitFor(() => expect(listeners.size).toBe(0))
  })
})

describe('without the right token', () => {
  test.each([
    ['none', {}],
    ['an empty one', { authorization: '' }],
    ['a wrong one', { authorization: 'Bearer wrong' }],
    ['one letter too few', { authorization: `Bearer ${token.slice(0, -1)}` }],
    ['one letter too many', { authorization: `Bearer ${token}x` }],
    ['another scheme', { authorization: `Basic ${token}` }],
    ['the token in a cookie', { cookie: `token=${token}` }],
  ])('%s: calls, cancellations and events are refused', async (_, headers) => {
    const port = await start()
    for (const asked of [asCall(headers), { method: 'POST', path: '/cancel/1', headers }, { path: '/events', headers }]) {
      expect(await rawRequest(port, asked)).toMatchObject({ status: 401, body: expect.stringContaining('"code":"wrong-token"') as string })
    }
    expect(calls).toEqual([])
    expect(listeners.size).toBe(0)
  })

  test('the token in the address opens nothing', async () => {
    const port = await start()
    expect(await rawRequest(port, { ...asCall({}), path: `/call/environment?token=${token}` })).toMatchObject({ status: 401 })
  })

  test('guessing is slowed down, and the right token is not', async () => {
    const port = await start({ wrongTokensPerMinute: 3 })
    const statuses: number[] = []
    for (let guess = 0; guess < 5; guess += 1) statuses.push((await rawRequest(port, asCall({ authorization: `Bearer ${guess}` }))).status)
    expect(statuses).toEqual([401, 401, 401, 429, 429])
    expect(await rawRequest(port, asCall())).toMatchObject({ status: 200 })
  })
})

describe('a foreign page', () => {
  test.each([
    ['a name that resolves to 127.0.0.1', (port: number) => `rebound.example:${port}`],
    ['no port', () => '127.0.0.1'],
    ['another port', (port: number) => `127.0.0.1:${port + 1}`],
    ['the address of all interfaces', (port: number) => `0.0.0.0:${port}`],
    ['a trailing dot', (port: number) => `localhost.:${port}`],
    ['nothing', () => ''],
  ])('asking under %s gets neither page nor answer', async (_, hostOf) => {
    const port = await start()
    const host = hostOf(port)
    for (const asked of [{ headers: { host } }, asCall({ ...bearer, host }), { path: '/events', headers: { ...bearer, host } }]) {
      expect(await rawRequest(port, asked)).toMatchObject({ status: 403, body: expect.stringContaining('"code":"wrong-host"') as string })
    }
    expect(calls).toEqual([])
  })

  test.each([
    ['another origin', (port: number) => ({ origin: `http://evil.example:${port}` })],
    ['the null origin of a sandboxed frame', () => ({ origin: 'null' })],
    ['another port', (port: number) => ({ origin: `http://127.0.0.1:${port + 1}` })],
    ['https', (port: number) => ({ origin: `https://127.0.0.1:${port}` })],
    ['the other name of this machine', (port: number) => ({ origin: `http://localhost:${port}` })],
    ['a cross-site request without an origin', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['another port of this machine, without an origin', () => ({ 'sec-fetch-site': 'same-site' })],
  ])('with %s gets no answer even with the token', async (_, headersOf) => {
    const port = await start()
    expect(await rawRequest(port, asCall({ ...bearer, ...headersOf(port) }))).toMatchObject({ status: 403 })
    expect(calls).toEqual([])
  })

  test('gets no permission from a preflight', async () => {
    const port = await start()
    const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
    const answer = await rawRequest(port, { method: 'OPTIONS', path: '/call/environment', headers })
    expect(answer.status).toBe(403)
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
  })

  test('cannot send a call as a plain form', async () => {
    const port = await start()
    expect(await rawRequest(port, asCall({ ...bearer, 'content-type': 'text/plain' }))).toMatchObject({ status: 415 })
    expect(calls).toEqual([])
  })
})

describe('every answer', () => {
  test.each([
    ['the page', {}],
    ['a script', { path: '/assets/index-4f2a.js' }],
    ['a reply', asCall()],
    ['a cancellation', { method: 'POST', path: '/cancel/1', headers: bearer }],
    ['a refusal', asCall({})],
    ['nothing found', { path: '/nothing' }],
  ])('(%s) forbids framing, sniffing, referrers and foreign content, and never carries the token', async (_, asked) => {
    const port = await start()
    const { headers, body } = await rawRequest(port, asked)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    const policy = String(headers['content-security-policy'])
    for (const directive of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]) {
      expect(policy.split('; ')).toContain(directive)
    }
    expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).toEqual([])
    expect(JSON.stringify(headers) + body).not.toContain(token)
  })

  test('leaves nothing on the terminal', async () => {
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
    const port = await start()
    await rawRequest(port, asCall())
    await rawRequest(port, asCall({}))
    expect(written.map(spy => spy.mock.calls)).toEqual([[], []])
  })
})

describe('a path', () => {
  test.each([
    '/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/..%5csecret.txt', '/assets/..%252f..%252fsecret.txt',
    '//etc/passwd', '/assets/link.txt', '/assets', '/assets/', '/index.html/', '/index.html%00.js', '/%', 'http://127.0.0.1/index.html',
  ])('%s leads to no file', async path => {
    const port = await start()
    expect(await rawRequest(port, { path })).toMatchObject({ status: 404, body: expect.not.stringContaining('secret') as string })
  })

  test.each([
    ['GET', '/call/environment', 405],
    ['POST', '/events', 404],
    ['POST', '/call', 404],
    ['POST', '/call/', 404],
    ['POST', '/call/environment/more', 404],
    ['POST', '/call/%ff', 400],
    ['DELETE', '/index.html', 405],
    ['POST', '/', 405],
  ])('%s %s is answered %i', async (method, path, status) => {
    const port = await start()
    expect(await rawRequest(port, { method, path, headers: { ...bearer, ...json } })).toMatchObject({ status })
    expect(calls).toEqual([])
  })
})

describe('a body', () => {
  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no call id', '{"input":{}}'],
    ['an empty call id', '{"input":{},"callId":""}'],
    ['an endless call id', `{"input":{},"callId":"${'x'.repeat(129)}"}`],
  ])('with %s is refused', async (_, body) => {
    const port = await start()
    expect(await rawRequest(port, asCall(bearer, body))).toMatchObject({ status: 400, body: expect.stringContaining('"kind":"usage"') as string })
    expect(calls).toEqual([])
  })

  test('that says it is too large is not waited for', async () => {
    const port = await start({ maxBodyBytes: 1000 })
    const head = `POST /call/environment HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`
    const { received } = rawConnection(port, `${head}Content-Length: 1001\r\n\r\n`)
    expect(await received).toMatch(/^HTTP\/1.1 413 [^]*"code":"body-too-large"/)
  })

  test('that grows too large is cut off', async () => {
    const port = await start({ maxBodyBytes: 1000 })
    const head = `POST /call/environment HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`
    const { received } = rawConnection(port, `${head}Transfer-Encoding: chunked\r\n\r\n3e9\r\n${'x'.repeat(1001)}\r\n`)
    expect(await received).toMatch(/^HTTP\/1.1 413 [^]*"code":"body-too-large"/)
    expect(calls).toEqual([])
  })
})

describe('a client that is slow or greedy', () => {
  test('is let go when its headers do not come to an end', async () => {
    const port = await start({ headersTimeoutMs: 100, requestTimeoutMs: 100 })
    const { received } = rawConnection(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `)
    expect(await received).toMatch(/^HTTP\/1.1 408 /)
  })

  test('is let go when its body does not come to an end', async () => {
    const port = await start({ headersTimeoutMs: 100, requestTimeoutMs: 100 })
    const head = `POST /call/environment HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`
    const { received } = rawConnection(port, `${head}Content-Length: 100\r\n\r\n{`)
    await received
    expect(calls).toEqual([])
  })

  test('is let go when its headers are too large', async () => {
    const port = await start()
    const { received } = rawConnection(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`)
    expect(await received).toMatch(/^HTTP\/1.1 431 /)
  })

  test('has no more connections than there are', async () => {
    const port = await start({ maxConnections: 2 })
    const open = [rawConnection(port, ''), rawConnection(port, '')]
    await Promise.all(open.map(({ socket }) => once(socket, 'connect')))
    const third = rawConnection(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
    expect(await third.received).toBe('')
    open.forEach(({ socket }) => socket.destroy())
    await Promise.all(open.map(({ received }) => received))
  })

  test('asks no more often than it may', async () => {
    const port = await start({ requestsPerSecond: 1 / 1000 })
    expect(await rawRequest(port, asCall())).toMatchObject({ status: 429, body: expect.stringContaining('"code":"too-many-requests"') as string })
    expect(calls).toEqual([])
  })
})

describe('the door', () => {
  test('has a new token of 256 bits every time', async () => {
    const tokens = new Set<string>()
    for (let time = 0; time < 3; time += 1) {
      door = await startWebDoor({ bridge, assets: page.directory })
      tokens.add(new URL(door.url).hash)
      if (time < 2) await door.close()
    }
    expect(tokens.size).toBe(3)
    for (const hash of tokens) expect(Buffer.from(hash.replace('#token=', ''), 'base64url')).toHaveLength(32)
  })

  test.runIf(process.platform === 'linux')('listens on 127.0.0.1 and on no other address', async () => {
    const port = await start()
    const [error] = (await once(connect({ host: '127.0.0.2', port }), 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNREFUSED')
  })

  test('says which port is taken', async () => {
    await start()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const opening = startWebDoor({ bridge, assets: page.directory, port })
    await expect(opening).rejects.toMatchObject({ name: 'Failure', code: 'EADDRINUSE', message: expect.stringContaining(`127.0.0.1:${port}`) as string })
    other.close()
  })

  test('says what is missing when the page is not built', async () => {
    await start()
    await expect(startWebDoor({ bridge, assets: `${page.directory}/assets` })).rejects.toMatchObject({ code: 'not-built' })
    await expect(startWebDoor({ bridge, assets: `${page.directory}/none` })).rejects.toMatchObject({ code: 'not-built' })
  })

  test('closes at once, also on those who listen to events', async () => {
    const port = await start()
    const { socket, received } = rawConnection(port, `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    await once(socket, 'data')
    await door.close()
    await received
    await vi.waitFor(() => expect(listeners.size).toBe(0))
  })
})
