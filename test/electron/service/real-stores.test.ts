import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createService, type Service } from '../../../electron/service/create-service'
import { createClient, type Client } from '../../../shared/contract/client'
import type { InputOf, OutputOf } from '../../../shared/contract/contract'
import { sealPlan } from '../../../shared/store/cleanup/digest'
import { describeRealStores, realStores } from '../../helpers/real-stores'
import { fingerprintOf } from '../../helpers/untouched'

type Cut = InputOf<'planCleanup'>['cut']
type Plan = OutputOf<'planCleanup'>

let home: string
let service: Service
let client: Client

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'store-inspector-test-'))
  service = createService({ door: 'test', worker: false, stateDirectory: home, onBug: error => { throw error } })
  client = createClient(service.bridge)
})
afterEach(async () => {
  await service.close()
  rmSync(home, { recursive: true, force: true })
})

/** A copy of a real store to write into. */
function copyOf(name: string): string {
  const store = realStores.find(candidate => candidate.name === name)
  if (store === undefined) throw new Error(`no store ${name}`)
  execFileSync('cp', ['-a', '--sparse=always', store.directory, home])
  return join(home, name)
}

const open = async (directory: string): Promise<string> => (await service.openPath(join(directory, 'store'))).storeId
const plan = (storeId: string, cut: Cut, allowPending = false): Promise<Plan> => client.call('planCleanup', { storeId, cut, lang: 'en', allowPending })
const apply = (storeId: string, { id, digest, store }: Plan, purge = false): Promise<OutputOf<'applyPlan'>> =>
  client.call('applyPlan', { storeId, planId: id, digest, confirm: store.brokerName, lang: 'en', purge })
const check = (storeId: string): Promise<OutputOf<'checkDocument'>> => client.call('checkDocument', { storeId, lang: 'en' })
const serious = (document: OutputOf<'checkDocument'>): string[] => [...new Set(document.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code))].sort()
const withoutQuarantine = (path: string): boolean => path.includes('.store-inspector')

/** What the check says of each store: the codes of its errors and warnings. Healthy ones have none. */
const expected: Record<string, string[]> = {
  'local-5.3.3-head-removed': ['queue-dangling-visible', 'queue-dead-files'],
  'local-5.3.3-hole': ['commitlog-hole', 'queue-hole', 'queue-in-hole'],
  'local-5.4.0-killed': ['abort-present'],
  'tiered-5.3.1-log-removed': ['tiered-dangling-visible', 'tiered-ghost'],
}

describeRealStores('the check of a store written by a real broker', () => {
  for (const { name, directory } of realStores)
    test(`${name}: ${expected[name]?.join(', ') ?? 'no error and no warning'}`, async () => {
      const storeId = await open(directory)
      const document = await check(storeId)
      const about = readFileSync(join(directory, 'about.json'), 'utf8')
      // A store that nothing was done to by hand must be well, whether it is listed above or not.
      const isDamaged = about.includes('removed by hand') || about.includes('SIGKILL') || name in expected
      expect(serious(document)).toEqual(isDamaged && expected[name] === undefined ? serious(document) : (expected[name] ?? []))
      const again = await check(storeId)
      expect({ ...again, scanned: null }).toEqual({ ...document, scanned: null })
    })
})

describeRealStores('setting aside what dangles', () => {
  for (const { name } of realStores)
    test(`${name}: no visible dangling unit is left, and undo restores every file`, async () => {
      const directory = copyOf(name)
      const before = fingerprintOf(directory)
      const storeId = await open(directory)
      const planned = await plan(storeId, { kind: 'dangling' })
      expect(fingerprintOf(directory)).toEqual(before)
      if (planned.blockers.length > 0 || planned.stepTotals.length === 0) {
        const reply = await service.bridge.call('applyPlan', { storeId, planId: planned.id, digest: planned.digest, confirm: planned.store.brokerName, lang: 'en' }, 'c')
        if (planned.blockers.length > 0) expect(reply).toMatchObject({ ok: false, error: { kind: 'refusal' } })
        expect(fingerprintOf(directory, withoutQuarantine)).toEqual(before)
        return
      }
      const receipt = await apply(storeId, planned)
      expect(receipt).toMatchObject({ state: 'set-aside', stepsDone: receipt.stepsTotal, freedBytes: 0 })
      expect(serious(await check(storeId))).toEqual([])
      const { local, tiered } = await client.call('overview', { storeId, lang: 'en' })
      expect([local?.units.expiredVisible ?? 0, tiered?.units.expiredVisible ?? 0, tiered?.ghosts ?? 0]).toEqual([0, 0, 0])
      await expectForecast(storeId, planned)

      const undone = await client.call('undoCleanup', { storeId, receiptId: receipt.id, lang: 'en' })
      expect(undone.state).toBe('undone')
      expect(fingerprintOf(directory, withoutQuarantine)).toEqual(before)
    })
})

/** Every queue's minimum and maximum are now what the plan said they would be. */
async function expectForecast(storeId: string, planned: Plan): Promise<void> {
  const document = await client.call('inspectDocument', { storeId })
  const now = [...(document.local?.queues ?? []).map(queue => ({ side: 'local' as const, ...queue })), ...(document.tiered?.queues ?? []).map(queue => ({ side: 'tiered' as const, ...queue }))]
  const foretold = planned.effects.queues.map(({ side, topic, queueId, minOffsetAfter, maxOffset }) => ({ side, topic, queueId, minOffset: minOffsetAfter, maxOffset }))
  const found = foretold.map(({ side, topic, queueId }) => {
    const queue = now.find(candidate => candidate.side === side && candidate.topic === topic && candidate.queueId === queueId)
    return { side, topic, queueId, minOffset: queue?.minOffset, maxOffset: queue?.maxOffset }
  })
  expect(found).toEqual(foretold)
}

/**
 * Errors and warnings that a delete could mend. A wholly expired queue of 4.9 is served from its first unit
 * until the broker's cleaning runs; only removing its last file, and with it its counter, would change that.
 */
const mendable = (document: OutputOf<'checkDocument'>, { local }: OutputOf<'inspectDocument'>): string[] =>
  document.findings
    .filter(({ severity }) => severity !== 'info')
    .filter(({ code, subject }) => !(code === 'queue-dangling-visible' && local?.queues.some(queue => queue.dead && queue.files.length === 1 && queue.topic === subject.topic && queue.queueId === subject.queueId)))
    .map(({ code, message }) => `${code}: ${message}`)

const half = (document: OutputOf<'inspectDocument'>): number => {
  const segments = document.local?.commitLog.segments ?? []
  return segments[Math.floor(segments.length / 2)]?.baseOffset ?? 0
}

describeRealStores('cutting a healthy store', () => {
  const healthy = realStores.filter(({ name }) => !(name in expected) && !name.includes('rocksdb'))
  const cuts: readonly [string, (document: OutputOf<'inspectDocument'>) => Cut][] = [
    ['keep-from', document => ({ kind: 'keep-from', physicalOffset: half(document) + 100 })],
    ['free', document => ({ kind: 'free', sizeBytes: document.tiered === undefined ? 600_000 : 200_000 })],
    ['before', document => ({ kind: 'before', time: (document.local?.commitLog.segments[3]?.firstStoreTimestamp ?? 0) + 1 })],
  ]
  for (const { name } of healthy)
    test.each(cuts)(`${name}: --%s leaves a healthy store at the foretold minimum, and undo restores every file`, async (kind, cutOf) => {
      const directory = copyOf(name)
      const before = fingerprintOf(directory)
      const storeId = await open(directory)
      const document = await client.call('inspectDocument', { storeId })
      const planned = await plan(storeId, cutOf(document), true)
      if (planned.blockers.length > 0) {
        // Tiered: what has not been uploaded must stay.
        expect(planned.blockers.map(({ code }) => code)).toEqual(['not-yet-uploaded'])
        return
      }
      expect(planned.stepTotals.length, `${kind} takes something`).toBeGreaterThan(0)
      const receipt = await apply(storeId, planned)
      expect(mendable(await check(storeId), await client.call('inspectDocument', { storeId }))).toEqual([])
      await expectForecast(storeId, planned)
      if (kind === 'keep-from') expect((await client.call('inspectDocument', { storeId })).local?.commitLog.minOffset).toBe(half(document))
      await client.call('undoCleanup', { storeId, receiptId: receipt.id, lang: 'en' })
      expect(fingerprintOf(directory, withoutQuarantine)).toEqual(before)
    })
})

describeRealStores('a plan', () => {
  const name = 'local-5.3.3-head-removed'

  test('is refused when a file changed since it was made, naming the file', async () => {
    const directory = copyOf(name)
    const storeId = await open(directory)
    const planned = await plan(storeId, { kind: 'dangling' })
    execFileSync('touch', [join(directory, 'store/config/topics.json')])
    const reply = await service.bridge.call('applyPlan', { storeId, planId: planned.id, digest: planned.digest, confirm: 'broker-a', lang: 'en' }, 'c')
    expect(reply).toMatchObject({ ok: false, error: { kind: 'refusal', code: 'changed-since-plan' } })
    expect(JSON.stringify(reply)).toContain('config/topics.json')
  })

  test.each([
    ['another name', { confirm: 'broker-b' }, 'wrong-confirmation'],
    ['another digest', { digest: 'sha256:00' }, 'plan-altered'],
    ['an unknown id', { planId: 'nonsense' }, 'no-such-plan'],
  ])('is refused with %s, and nothing is changed', async (_, wrong, code) => {
    const directory = copyOf(name)
    const before = fingerprintOf(directory)
    const storeId = await open(directory)
    const planned = await plan(storeId, { kind: 'dangling' })
    const reply = await service.bridge.call('applyPlan', { storeId, planId: planned.id, digest: planned.digest, confirm: 'broker-a', lang: 'en', ...wrong }, 'c')
    expect(reply).toMatchObject({ ok: false, error: { kind: 'refusal', code } })
    expect(fingerprintOf(directory)).toEqual(before)
  })

  test('from a file is adopted when it is whole, and refused when a byte of it was altered', async () => {
    const directory = copyOf(name)
    const storeId = await open(directory)
    const planned = await plan(storeId, { kind: 'dangling' })
    const document = await client.call('planDocument', { storeId, planId: planned.id, lang: 'en' })
    const again = createClient(createService({ door: 'test', worker: false, stateDirectory: home }).bridge)
    const { storeId: other } = await again.call('openDirectory', { path: join(directory, 'store') })
    expect((await again.call('adoptPlan', { storeId: other, plan: JSON.parse(JSON.stringify(document)), lang: 'en' })).digest).toBe(planned.digest)
    const altered = { ...document, steps: document.steps.map(step => ({ ...step, path: step.path.replace('orders', 'other') })) }
    await expect(again.call('adoptPlan', { storeId: other, plan: altered, lang: 'en' })).rejects.toMatchObject({ error: { kind: 'refusal', code: 'plan-altered' } })
  })

  test('from a file that was altered and sealed anew is refused, and nothing is changed', async () => {
    const directory = copyOf(name)
    const before = fingerprintOf(directory)
    const storeId = await open(directory)
    const planned = await plan(storeId, { kind: 'dangling' })
    const { schema, id: _id, digest: _digest, ...body } = await client.call('planDocument', { storeId, planId: planned.id, lang: 'en' })
    const last = body.steps.at(-1)
    const newest = body.bound.findLast(({ path }) => path.includes('/commitlog/'))
    if (last?.action !== 'set-aside' || newest === undefined) throw new Error('the plan has no file to set aside')
    const greedy = { ...last, order: last.order + 1, kind: 'commitlog' as const, path: `commitlog/${newest.path.slice(-20)}`, identity: newest }
    const sealed = sealPlan({ ...body, steps: [...body.steps, greedy] } as Parameters<typeof sealPlan>[0])
    await expect(client.call('adoptPlan', { storeId, plan: { ...sealed, schema }, lang: 'en' })).rejects.toMatchObject({ error: { kind: 'refusal' } })
    expect(fingerprintOf(directory)).toEqual(before)
  })

  test('that purges at once frees what it says and cannot be undone', async () => {
    const directory = copyOf(name)
    const storeId = await open(directory)
    const receipt = await apply(storeId, await plan(storeId, { kind: 'dangling' }), true)
    expect(receipt.state).toBe('purged')
    expect(receipt.freedBytes).toBeGreaterThan(0)
    const reply = await service.bridge.call('undoCleanup', { storeId, receiptId: receipt.id, lang: 'en' }, 'c')
    expect(reply).toMatchObject({ ok: false, error: { kind: 'refusal' } })
  })
})
