import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bridge } from '../../shared/contract/bridge'
import type { ServiceEvent } from '../../shared/contract/schemas'
import { startWebDoor, type WebDoor } from '../../electron/web/web-door'
import { createHttpBridge } from '../../renderer/api/http-bridge'
import { builtPage, type BuiltPage } from '../helpers/built-page'

const token = 'known-to-both'
let page: BuiltPage
let doors: WebDoor[]
let listeners: Set<(event: ServiceEvent) => void>

const service: Bridge = {
  call: async (name, input) => ({ ok: true, value: { name, input } }),
  cancel: () => undefined,
  subscribe(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

async function open(port = 0): Promise<{ door: WebDoor; origin: string; port: number }> {
  const door = await startWebDoor({ bridge: service, assets: page.directory, token, port })
  doors.push(door)
  const { origin, port: given } = new URL(door.url)
  return { door, origin, port: Number(given) }
}

beforeEach(() => {
  page = builtPage()
  doors = []
  listeners = new Set()
})
afterEach(async () => {
  await Promise.all(doors.map(door => door.close()))
  page.remove()
})

test('a door that is gone is a failure that says what to look at', async () => {
  const { door, origin } = await open()
  await door.close()
  expect(await createHttpBridge({ base: origin, token }).call('listRecent', {}, '1')).toMatchObject({
    ok: false,
    error: { kind: 'failure', code: 'service-unreachable', message: expect.stringContaining('store-inspector serve') as string },
  })
})

test('a wrong token is a refusal and gets no events', async () => {
  const { origin } = await open()
  const bridge = createHttpBridge({ base: origin, token: 'wrong', retryMs: 1 })
  const leave = bridge.subscribe(() => undefined)
  expect(await bridge.call('listRecent', {}, '1')).toMatchObject({ ok: false, error: { kind: 'refusal', code: 'wrong-token' } })
  expect(listeners.size).toBe(0)
  leave()
})

test('events come back when the door does', async () => {
  const { door, origin, port } = await open()
  const received: string[] = []
  const leave = createHttpBridge({ base: origin, token, retryMs: 5 }).subscribe(event => {
    if (event.kind === 'store-opened') received.push(event.storeId)
  })
  await vi.waitFor(() => expect(listeners.size).toBe(1))
  await door.close()
  await vi.waitFor(() => expect(listeners.size).toBe(0))

  await open(port)
  await vi.waitFor(() => expect(listeners.size).toBe(1))
  for (const listener of listeners) listener({ kind: 'store-opened', storeId: 'after' })
  await vi.waitFor(() => expect(received).toEqual(['after']))
  leave()
  await vi.waitFor(() => expect(listeners.size).toBe(0))
})

test('one stream serves every subscriber, and ends with the last', async () => {
  const { origin } = await open()
  const bridge = createHttpBridge({ base: origin, token })
  const leave = [bridge.subscribe(() => undefined), bridge.subscribe(() => undefined)]
  await bridge.call('listRecent', {}, '1')
  expect(listeners.size).toBe(1)
  leave.forEach(each => each())
  await vi.waitFor(() => expect(listeners.size).toBe(0))
})

test('a call waits for the event stream to open, so that its first progress is not lost', async () => {
  const asked: string[] = []
  const opening = Promise.withResolvers<Response>()
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url)
    return url === '/events' ? opening.promise : Promise.resolve(new Response('{"ok":true,"value":null}'))
  })
  const bridge = createHttpBridge({ token })
  const leave = bridge.subscribe(() => undefined)
  const reply = bridge.call('listRecent', {}, '1')
  await new Promise(setImmediate)
  expect(asked).toEqual(['/events'])

  opening.resolve(new Response(new ReadableStream()))
  await reply
  expect(asked).toEqual(['/events', '/call/listRecent'])
  leave()
  vi.unstubAllGlobals()
})
