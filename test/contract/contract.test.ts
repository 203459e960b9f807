import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CallError, createClient } from '../../shared/contract/client'
import type { ServiceEvent } from '../../shared/contract/schemas'
import { wires, type TestedBridge } from './bridges'
import { manyRecentStores } from './fake-handlers'

describe.each(Object.entries(wires))('over the wire %s', (_, connect) => {
  let tested: TestedBridge
  beforeEach(async () => {
    tested = await connect()
  })
  afterEach(() => tested.close())

  /** Resolves with the first event that fits. */
  const nextEvent = (fits: (event: ServiceEvent) => boolean): Promise<ServiceEvent> =>
    new Promise(resolve => {
      const stop = tested.bridge.subscribe(event => {
        if (!fits(event)) return
        stop()
        resolve(event)
      })
    })
  const call = (name: string, input: unknown, callId = 'call-1') => tested.bridge.call(name, input, callId)

  test('a value arrives as it was given, whatever its letters', async () => {
    const path = '/数据/ßtore "quoted" \\ \u0000 \u2028 🚀'
    expect(await call('openDirectory', { path })).toEqual({ ok: true, value: { storeId: 'store-1', root: path, brokerName: '订单-broker' } })
  })

  test('a reply of megabytes arrives whole', async () => {
    expect(await call('listRecent', {})).toEqual({ ok: true, value: manyRecentStores })
  })

  test('an input of megabytes arrives whole', async () => {
    const path = `/${'存储'.repeat(500_000)}`
    expect(await call('openDirectory', { path })).toMatchObject({ ok: true, value: { root: path } })
  })

  test.each(['nonsense', 'constructor', '__proto__', 'listRecent ', '../listRecent', '查询'])('there is no operation "%s"', async name => {
    expect(await call(name, {})).toMatchObject({ ok: false, error: { kind: 'usage', code: 'unknown-operation', message: `there is no operation "${name}"` } })
  })

  test.each([
    ['a member is missing', {}],
    ['a member has the wrong type', { path: 7 }],
    ['a member is empty', { path: '' }],
    ['it is nothing', null],
    ['it is text', 'path'],
  ])('an input is refused when %s', async (_, input) => {
    const reply = await call('openDirectory', input)
    expect(reply).toMatchObject({ ok: false, error: { kind: 'usage', code: 'invalid-input' } })
    expect(tested.bugs).toEqual([])
  })

  test('a refusal keeps its code, its place and its blockers', async () => {
    expect(await call('closeStore', { storeId: '甲' })).toEqual({
      ok: false,
      error: {
        kind: 'refusal',
        code: 'cleanup-blocked',
        message: '存储 甲 is in use',
        path: '/data/store/commitlog',
        blockers: [{ code: 'store-in-use', message: 'process 4242 holds the lock' }],
      },
    })
  })

  test('a failure keeps its code and its path', async () => {
    expect(await call('inUse', { storeId: 's' })).toEqual({
      ok: false,
      error: { kind: 'failure', code: 'EACCES', message: 'cannot read s: permission denied', path: '/data/store/lock' },
    })
  })

  test('a bug becomes a reply and is reported where it happened', async () => {
    expect(await call('forgetRecent', { recentId: 'r' })).toMatchObject({ ok: false, error: { kind: 'bug', code: 'internal' } })
    expect(tested.bugs).toEqual(['forgetRecent'])
  })

  test('an answer that does not fit the contract is a bug, not a value', async () => {
    expect(await call('listOpen', {})).toMatchObject({ ok: false, error: { kind: 'bug' } })
    expect(tested.bugs).toEqual(['listOpen'])
  })

  test('a call says how far it is, and stops when asked', async () => {
    const progress = nextEvent(event => event.kind === 'progress')
    const reply = call('refreshStore', { storeId: '甲' }, 'call-7')
    expect(await progress).toEqual({ kind: 'progress', callId: 'call-7', stage: 'reading-queues', done: 1, total: 3 })

    tested.bridge.cancel('call-of-another')
    tested.bridge.cancel('call-7')
    expect(await reply).toEqual({ ok: false, error: { kind: 'cancelled', code: 'cancelled', message: 'stopped on request' } })
  })

  test('a call id is not taken twice at a time, and is free again afterwards', async () => {
    const progress = nextEvent(event => event.kind === 'progress')
    const reply = call('refreshStore', { storeId: 's' }, 'call-8')
    await progress
    expect(await call('listRecent', {}, 'call-8')).toMatchObject({ ok: false, error: { kind: 'usage', code: 'call-id-in-use' } })
    tested.bridge.cancel('call-8')
    await reply
    expect(await call('listRecent', {}, 'call-8')).toMatchObject({ ok: true })
  })

  test('events reach every subscriber until it leaves', async () => {
    const stayed: ServiceEvent[] = []
    const left: ServiceEvent[] = []
    tested.bridge.subscribe(event => stayed.push(event))
    const leave = tested.bridge.subscribe(event => left.push(event))
    await call('listRecent', {})

    const first = nextEvent(event => event.kind === 'store-opened' && event.storeId === '第一')
    tested.events.publish({ kind: 'store-opened', storeId: '第一' })
    await first
    leave()
    const second = nextEvent(event => event.kind === 'store-opened' && event.storeId === 'second')
    tested.events.publish({ kind: 'store-opened', storeId: 'second' })
    await second

    expect(stayed.map(event => event.kind === 'store-opened' && event.storeId)).toEqual(['第一', 'second'])
    expect(left.map(event => event.kind === 'store-opened' && event.storeId)).toEqual(['第一'])
  })

  describe('the typed client', () => {
    test('gives the value', async () => {
      expect(await createClient(tested.bridge).call('openDirectory', { path: '/s' })).toMatchObject({ root: '/s' })
    })

    test('throws what the service said', async () => {
      const thrown = await createClient(tested.bridge).call('inUse', { storeId: 's' }).catch((error: unknown) => error)
      expect(thrown).toBeInstanceOf(CallError)
      expect(thrown).toMatchObject({ error: { kind: 'failure', code: 'EACCES' } })
    })

    test('stops a call by a signal once it has begun', async () => {
      const stop = new AbortController()
      const stages: string[] = []
      const onProgress = ({ stage }: { stage: string }): void => {
        stages.push(stage)
        stop.abort()
      }
      const call = createClient(tested.bridge).call('refreshStore', { storeId: 's' }, { signal: stop.signal, onProgress })
      await expect(call).rejects.toMatchObject({ error: { kind: 'cancelled' } })
      expect(stages).toEqual(['reading-queues'])
    })

    test('does not begin a call whose signal has already gone off', async () => {
      const call = createClient(tested.bridge).call('forgetRecent', { recentId: 'r' }, { signal: AbortSignal.abort() })
      await expect(call).rejects.toMatchObject({ error: { kind: 'cancelled' } })
      expect(tested.bugs).toEqual([])
    })
  })
})
