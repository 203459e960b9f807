import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import {
  addFile, addTieredStray, addZeroQueueFile, expireHeadSegments, loseTieredFiles, preallocateSegment, queueFilesOf, removeHeadSegments, removeQueueFile,
  removeSegment, removeTieredFiles, resizeFile, segmentsOf, type Fault,
} from '../../../../shared/store/builders/faults'
import type { StoreSpec } from '../../../../shared/store/builders/store-spec'
import { join, nameOf, parentOf } from '../../../../shared/store/bytes/store-files'
import { isSealed } from '../../../../shared/store/cleanup/digest'
import { executePlan } from '../../../../shared/store/cleanup/execute'
import type { CleanupPlan, Cut } from '../../../../shared/store/cleanup/plan'
import { planCleanup } from '../../../../shared/store/cleanup/plan-cleanup'
import { requireSafePlan, STAGES } from '../../../../shared/store/cleanup/plan-shape'
import { undoCleanup } from '../../../../shared/store/cleanup/undo'
import { Failure } from '../../../../shared/store/errors'
import { decodeUnit, UNIT_BYTES } from '../../../../shared/store/formats/consume-queue-unit'
import { parseTieredFileName } from '../../../../shared/store/formats/tiered-file-name'
import type { InUse } from '../../../../shared/store/in-use'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, inMemory } from '../../../helpers/built-store'
import { environmentOf, stopped } from '../../../helpers/cleanup-fixture'
import type { MemoryFiles } from '../../../helpers/memory-files'

const ROOT = `${BUILT_HOME}/store`
const look = (files: MemoryFiles): StoreSnapshot => takeSnapshot(files, recognise(files, ROOT))
const planFor = (files: MemoryFiles, cut: Cut, inUse: InUse = stopped, allowPending = true): CleanupPlan =>
  planCleanup(look(files), { cut, allowPending, createdAt: 1_767_600_000_000 }, { files }, inUse)
const environment = (files: MemoryFiles) => environmentOf(files, { seen: () => look(files).files })
const codes = ({ blockers }: CleanupPlan): string[] => blockers.map(({ code }) => code)
const paths = ({ steps }: CleanupPlan, kind?: string): string[] => steps.filter(step => kind === undefined || step.kind === kind).map(({ path }) => path)

const spec: StoreSpec = {
  topics: [
    { topic: 'orders', queues: 2, messages: 120 },
    { topic: 'early', queues: 1, messages: 20, during: [0, 0.3] },
  ],
  groups: [{ group: 'G', topic: 'orders', consumed: 0.5 }],
}
const store = (...faults: readonly Fault[]): MemoryFiles => inMemory(buildStore(spec, ...faults))
const bases = segmentsOf(buildStore(spec)).map(file => Number(nameOf(file.path)))
const keepFrom = (segment: number): Cut => ({ kind: 'keep-from', physicalOffset: bases[segment]! })

describe('a cut', () => {
  test('keep-from is rounded down to the base of a segment, which stays', () => {
    const plan = planFor(store(), { kind: 'keep-from', physicalOffset: bases[2]! + 1 })
    expect(plan.cut).toMatchObject({ newMinOffset: bases[2], requested: bases[2]! + 1 })
    expect(plan.kept).toContainEqual({ path: `commitlog/${String(bases[2]).padStart(20, '0')}`, reason: 'straddles-the-cut' })
  })

  test('before takes segments whose newest record is older, one millisecond decides', () => {
    const files = store()
    const newest = look(files).local!.commitLog.segments[1]!.lastStoreTimestamp!
    expect(planFor(files, { kind: 'before', time: newest }).cut.newMinOffset).toBe(bases[1])
    expect(planFor(files, { kind: 'before', time: newest + 1 }).cut.newMinOffset).toBe(bases[2])
  })

  test('free takes the fewest head segments, counting the queue and index files that go with them', () => {
    const files = store()
    const enough = planFor(files, keepFrom(2)).effects.allocatedBytes
    expect(planFor(files, { kind: 'free', sizeBytes: enough }).cut.newMinOffset).toBe(bases[2])
    expect(planFor(files, { kind: 'free', sizeBytes: enough + 1 }).cut.newMinOffset).toBe(bases[3])
  })

  test('dangling leaves the log as it is', () => {
    const plan = planFor(store(removeHeadSegments(3)), { kind: 'dangling' })
    expect(plan.cut.newMinOffset).toBe(bases[3])
    expect(new Set(plan.steps.map(({ kind }) => kind))).toEqual(new Set(['consume-queue', 'index']))
  })

  test('of a healthy store finds nothing dangling and nothing in the way', () => {
    for (const files of [store(), store(expireHeadSegments(3))]) expect(planFor(files, { kind: 'dangling' })).toMatchObject({ steps: [], blockers: [] })
  })
})

describe('what stands in the way', () => {
  test.each<[string, readonly Fault[], Cut, string]>([
    ['a missing segment that would stay', [removeSegment(2)], { kind: 'dangling' }, 'hole'],
    ['a missing queue file that would stay', [removeQueueFile({ topic: 'orders', queueId: 0 }, 3)], keepFrom(1), 'hole'],
    ['a segment of another length', [resizeFile(`store/commitlog/${'0'.repeat(20)}`, 100)], keepFrom(1), 'wrong-size'],
    ['a queue file of another length', [resizeFile(queueFilesOf(buildStore(spec), { topic: 'orders', queueId: 1 })[1]!.path, 100)], keepFrom(1), 'wrong-size'],
    ['a stray file in the log', [addFile('store/commitlog/notes.txt', 'x')], keepFrom(1), 'stray-file'],
    ['a cut past the active segment', [], { kind: 'keep-from', physicalOffset: 2 ** 40 }, 'would-touch-active-segment'],
    ['more bytes than there are before the active segment', [], { kind: 'free', sizeBytes: 2 ** 40 }, 'would-touch-active-segment'],
    ['a cut into a preallocated segment', [preallocateSegment()], { kind: 'keep-from', physicalOffset: bases.at(-1)! + 8192 }, 'would-touch-active-segment'],
    ['a log without a segment', [removeHeadSegments(bases.length)], { kind: 'dangling' }, 'would-empty-log'],
    ['a DLedger log', [addFile('store/dledger-n0/data/00000000000000000000', 'x')], { kind: 'dangling' }, 'layout-not-supported'],
    ['controller epochs', [addFile('store/epochFileCheckpoint', '0')], { kind: 'dangling' }, 'layout-not-supported'],
  ])('%s', (_, faults, cut, code) => {
    const files = store(...faults)
    const plan = planFor(files, cut)
    expect(codes(plan)).toContain(code)
    expect(paths(plan)).not.toContain(`commitlog/${String(bases.at(-1)).padStart(20, '0')}`)
    expect(() => executePlan(plan, environment(files))).toThrow(expect.objectContaining({ code: codes(plan)[0] }))
  })

  test('a folder that nobody could list, whatever is cut', () => {
    const files = store()
    const closed = `${ROOT}/consumequeue/early`
    const list = files.list.bind(files)
    files.list = directory => {
      if (directory === closed) throw new Failure('EACCES', `cannot list the directory ${closed}`, closed)
      return list(directory)
    }
    for (const cut of [keepFrom(2), { kind: 'dangling' }] as const) expect(planFor(files, cut).blockers).toEqual([{ code: 'wrong-size', message: '', path: 'consumequeue/early', facts: { sizeBytes: 0, error: 'EACCES' } }])
    const { local, unreadFolders } = look(files)
    expect(unreadFolders).toEqual([{ side: 'local', path: 'consumequeue/early', error: 'EACCES' }])
    expect(new Set(local?.queues.map(({ topic }) => topic))).toEqual(new Set(['orders']))
  })
  test('but not damage that goes with the cut', () => {
    expect(codes(planFor(store(removeSegment(1)), keepFrom(2)))).toEqual([])
    expect(codes(planFor(store(removeQueueFile({ topic: 'orders', queueId: 0 }, 1)), keepFrom(5)))).toEqual([])
  })

  test.each<[InUse, readonly string[]]>([
    [{ state: 'in-use', reasons: [{ code: 'lock-held', pid: 7 }], abort: true }, ['store-in-use']],
    [{ state: 'free', reasons: [], abort: true }, ['abort-present']],
    [{ state: 'unknown', reasons: [{ code: 'system-not-supported' }], abort: false }, ['liveness-unknown']],
  ])('a broker: %o', (inUse, wanted) => expect(codes(planFor(store(), keepFrom(1), inUse))).toEqual(wanted))

  test('delayed messages that were not delivered, until it is said that they may go', () => {
    const files = inMemory(buildStore({ topics: [...spec.topics, { topic: 'later', queues: 1, messages: 30, delayLevel: 3 }] }))
    const cut: Cut = { kind: 'free', sizeBytes: 20_000 }
    const plan = planFor(files, cut, stopped, false)
    expect(plan.blockers).toMatchObject([{ code: 'pending-messages', facts: { delayed: plan.effects.delayedMessages } }])
    expect(plan.effects.delayedMessages).toBeGreaterThan(0)
    expect(codes(planFor(files, cut))).toEqual([])
  })

  test('local messages that the tiered store does not have yet', () => {
    const built = buildStore({ ...spec, tiered: { topics: [{ topic: 'orders', uploaded: 0.3 }] } })
    const plan = planFor(inMemory(built), { kind: 'keep-from', physicalOffset: Number(nameOf(segmentsOf(built).at(-1)!.path)) })
    expect(plan.blockers).toMatchObject([{ code: 'not-yet-uploaded', facts: { topic: 'orders' } }, { code: 'not-yet-uploaded' }])
  })
})

describe('the tiered store', () => {
  const queue = { topic: 'orders', queueId: 0 }
  const tieredSpec: StoreSpec = { ...spec, tiered: { topics: [{ topic: 'orders' }] } }
  const tiered = (...faults: readonly Fault[]): MemoryFiles => inMemory(buildStore(tieredSpec, ...faults))

  test('ghosts at the head lose their rows and the queue files below the first record left', () => {
    const files = tiered(loseTieredFiles(queue, 'COMMIT_LOG', 0, 2))
    const plan = planFor(files, { kind: 'dangling' })
    expect(codes(plan)).toEqual([])
    expect(paths(plan).slice(0, 2)).toEqual(['config/tieredStoreMetadata.json', 'config/tieredStoreMetadata.json.bak'])
    const first = plan.cut.queues!.find(({ queueId }) => queueId === 0)!.newMinOffset
    for (const path of paths(plan, 'tiered-consume-queue')) expect(parseTieredFileName(nameOf(path))!.baseOffset / UNIT_BYTES + 10).toBeLessThanOrEqual(first)
    executePlan(plan, environment(files))
    const after = look(files).tiered!.queues.find(({ topic, queueId }) => topic === 'orders' && queueId === 0)!
    expect(after).toMatchObject({ minOffset: first, realMinOffset: first, units: { expiredVisible: 0 } })
  })

  test('ghosts at the head of the queue lose their rows, so that nobody is served zeros', () => {
    const files = tiered(loseTieredFiles(queue, 'CONSUME_QUEUE', 0, 1))
    const plan = planFor(files, { kind: 'dangling' })
    expect(codes(plan)).toEqual([])
    expect(plan.steps.map(({ kind }) => kind)).toEqual(['tiered-metadata', 'tiered-metadata'])
    executePlan(plan, environment(files))
    const after = look(files).tiered!.queues.find(({ topic, queueId }) => topic === 'orders' && queueId === 0)!
    expect(after).toMatchObject({ minOffset: 10, realMinOffset: 10, consumeQueue: { holes: [] } })
    expect(after.consumeQueue.segments.map(({ state }) => state)).not.toContain('ghost')
  })

  test('queue files left behind by an expiry of the log alone are dangling', () => {
    const plan = planFor(tiered(removeTieredFiles(queue, 'COMMIT_LOG', 0, 2)), { kind: 'dangling' })
    expect(new Set(plan.steps.map(({ kind }) => kind))).toEqual(new Set(['tiered-metadata', 'tiered-consume-queue']))
  })

  test('a missing segment in the middle is in the way', () => {
    for (const fault of [loseTieredFiles(queue, 'COMMIT_LOG', 1, 1), removeTieredFiles(queue, 'COMMIT_LOG', 1, 1)])
      expect(codes(planFor(tiered(fault), { kind: 'dangling' }))).toEqual(['hole'])
  })

  test('a log whose files are all gone keeps its rows: nothing tells where it could begin', () => {
    const rows = tieredRows(tiered(), 'COMMIT_LOG')
    const plan = planFor(tiered(loseTieredFiles(queue, 'COMMIT_LOG', 0, rows)), { kind: 'dangling' })
    expect(plan.cut.queues).toEqual([])
    expect(plan.kept.map(({ reason }) => reason)).toContain('last-tiered-segment')
  })

  test('strays go only when asked for', () => {
    const fault = addTieredStray(queue, 'COMMIT_LOG', 999_999, new Uint8Array(10))
    expect(planFor(tiered(fault), { kind: 'dangling' }).steps).toEqual([])
    expect(planFor(tiered(fault), { kind: 'dangling', strays: true }).steps).toMatchObject([{ kind: 'tiered-stray', queueId: 0 }])
  })

  test('metadata that cannot be read is in the way', () => {
    const unreadable: Fault = files => files.map(file => (file.path.endsWith('tieredStoreMetadata.json') ? { ...file, bytes: file.bytes.subarray(0, 100), sizeBytes: 100 } : file))
    expect(codes(planFor(tiered(unreadable), { kind: 'dangling' }))).toEqual(['metadata-unreadable'])
    const absent: Fault = files => files.filter(file => !file.path.endsWith('tieredStoreMetadata.json'))
    expect(codes(planFor(tiered(absent, loseTieredFiles(queue, 'COMMIT_LOG', 0, 1)), { kind: 'dangling' }))).toContain('metadata-unreadable')
  })

  const tieredRows = (files: MemoryFiles, type: string): number => Object.keys(files.tree()).filter(path => path.includes(`/orders/0/${type}/`)).length
})

test('a file of zeros behind the last written one does not doom it', () => {
  const early = { topic: 'early', queueId: 0 }
  const files = store(addZeroQueueFile(early))
  const written = queueFilesOf(buildStore(spec), early).at(-1)!.path
  const plan = planFor(files, keepFrom(bases.length - 1))
  expect(paths(plan).map(path => `store/${path}`)).not.toContain(written)
  expect(plan.kept).toContainEqual({ path: written.slice('store/'.length), reason: 'dead-queue-keeps-its-counter' })
})

describe('any cut of any store', () => {
  const anySpec: fc.Arbitrary<StoreSpec> = fc.record({
    seed: fc.integer({ min: 1, max: 1000 }),
    topics: fc.tuple(
      fc.record({ topic: fc.constant('orders'), queues: fc.integer({ min: 1, max: 4 }), messages: fc.integer({ min: 1, max: 150 }) }),
      fc.record({ topic: fc.constant('early'), queues: fc.integer({ min: 1, max: 2 }), messages: fc.integer({ min: 1, max: 40 }), during: fc.constantFrom([0, 0.2] as const, [0.1, 0.5] as const) }),
    ),
    groups: fc.array(fc.record({ group: fc.constantFrom('A', 'B'), topic: fc.constantFrom('orders', 'early'), consumed: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 2 }),
    tiered: fc.constantFrom({ topics: [] }, { topics: [{ topic: 'orders' }] }, { topics: [{ topic: 'orders', uploaded: 0.6 }] }),
  })
  const anyCut = (log: { readonly first: number; readonly last: number; readonly from: number; readonly to: number }): fc.Arbitrary<Cut> =>
    fc.oneof(
      fc.constant<Cut>({ kind: 'dangling' }),
      fc.integer({ min: log.first, max: log.last }).map((physicalOffset): Cut => ({ kind: 'keep-from', physicalOffset })),
      fc.integer({ min: log.from, max: log.to }).map((time): Cut => ({ kind: 'before', time })),
      fc.integer({ min: 0, max: log.last - log.first }).map((sizeBytes): Cut => ({ kind: 'free', sizeBytes })),
    )

  test('keeps every rule, tells the truth about messages, and is carried out and undone', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(anySpec, fc.nat(6), fc.boolean(), fc.gen(), (built, gone, byHand, pick) => {
        const whole = buildStore(built)
        const count = Math.min(gone, segmentsOf(whole).length - 1)
        const files = inMemory(count === 0 ? whole : (byHand ? removeHeadSegments(count) : expireHeadSegments(count))(whole))
        const before = look(files)
        const { commitLog } = before.local!
        const cut = pick(() => anyCut({ first: commitLog.minOffset, last: commitLog.segments.at(-1)!.endOffset - 1, from: Date.UTC(2026, 0, 5, 8), to: Date.UTC(2026, 0, 5, 9) }))
        const plan = planFor(files, cut)
        expect(isSealed(plan)).toBe(true)
        requireSafePlan(plan)
        keepsTheRules(files, before, plan)
        tellsTheTruth(files, before, plan)
        if (plan.blockers.length > 0 || plan.steps.length === 0) return

        const tree = files.tree()
        const receipt = executePlan(plan, environment(files))
        const after = look(files)
        for (const { units, topic, queueId } of after.local!.queues) expect({ topic, queueId, visible: units.expiredVisible }).toEqual({ topic, queueId, visible: 0 })
        for (const { side, topic, queueId, minOffsetAfter, maxOffset } of plan.effects.queues) {
          const queues: readonly { topic: string; queueId: number; minOffset: number; maxOffset: number }[] = after[side]!.queues
          expect(queues.find(queue => queue.topic === topic && queue.queueId === queueId)).toMatchObject({ minOffset: minOffsetAfter, maxOffset })
        }
        expect(undoCleanup(ROOT, receipt.id, environment(files)).state).toBe('undone')
        expect(files.tree()).toEqual(tree)
      }),
      { numRuns: 150 },
    )
  })

  function keepsTheRules(files: MemoryFiles, { local, tiered }: StoreSnapshot, { steps, cut }: CleanupPlan): void {
    const order = steps.map(step => STAGES.indexOf(step.kind))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    const gone = new Set(steps.filter(({ action }) => action === 'set-aside').map(step => join(step.base, step.path)))
    const active = local!.commitLog.segments.findLast(({ state }) => state === 'active')!
    expect(gone.has(active.absolutePath)).toBe(false)
    // Every queue file on disk, unit by unit: it goes exactly when all its units, and those of the files before it, lie below the cut.
    for (const queue of local!.queues) {
      const lastWritten = queue.files.findLastIndex(file => unitsOf(files, file.absolutePath).length > 0)
      let head = true
      for (const [index, file] of queue.files.entries()) {
        head = head && index < lastWritten && unitsOf(files, file.absolutePath).every(unit => unit.physicalOffset < cut.newMinOffset!)
        expect(gone.has(file.absolutePath), file.path).toBe(head)
      }
    }
    const ascending = (kind: string): void => {
      const byDirectory = Map.groupBy(steps.filter(step => step.kind === kind), step => (kind === 'commitlog' ? '' : parentOf(step.path)))
      for (const [, each] of byDirectory) expect(each.map(({ path }) => nameOf(path))).toEqual(each.map(({ path }) => nameOf(path)).toSorted())
    }
    for (const kind of ['consume-queue', 'index', 'commitlog']) ascending(kind)
    for (const { commitLog, consumeQueue } of tiered?.queues ?? [])
      for (const { segments } of [commitLog, consumeQueue]) if (segments.length > 0) expect(segments.every(({ absolutePath }) => gone.has(absolutePath))).toBe(false)
  }

  function tellsTheTruth(files: MemoryFiles, { local, tiered }: StoreSnapshot, { effects, cut }: CleanupPlan): void {
    if (tiered?.queues.length !== 0 && cut.kind !== 'keep-from' && cut.kind !== 'free') return
    const { minOffset } = local!.commitLog
    const removed = local!.queues.flatMap(({ topic, files: queueFiles }) =>
      queueFiles.flatMap(file => unitsOf(files, file.absolutePath)).filter(unit => unit.physicalOffset >= minOffset && unit.physicalOffset < cut.newMinOffset!).map(unit => ({ topic, ...unit })),
    )
    expect(effects.messages).toBe(removed.length)
    const byTopic = Map.groupBy(removed, ({ topic }) => topic)
    expect(Object.fromEntries(effects.topics.map(({ topic, messages, bytes }) => [topic, [messages, bytes]]))).toEqual(
      Object.fromEntries([...byTopic].map(([topic, units]) => [topic, [units.length, units.reduce((sum, unit) => sum + unit.sizeBytes, 0)]])),
    )
  }

  function unitsOf(files: MemoryFiles, path: string): { readonly physicalOffset: number; readonly sizeBytes: number }[] {
    const source = files.open(path)
    const bytes = new Uint8Array(source.sizeBytes)
    source.readInto(bytes, 0)
    const view = new DataView(bytes.buffer)
    const units = []
    for (let at = 0; at + UNIT_BYTES <= bytes.length; at += UNIT_BYTES) {
      const unit = decodeUnit(view, at)
      if (unit.kind === 'message') units.push(unit)
    }
    return units
  }
})
