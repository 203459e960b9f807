import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import {
  addFile, addTieredStray, addZeroQueueFile, loseTieredFiles, overwrite, preallocateSegment, removeFile, removeQueueFile, removeSegment, removeTieredFiles, resizeFile, segmentsOf,
  tieredFilesOf, type Fault,
} from '../../../../shared/store/builders/faults'
import { encodeUnit } from '../../../../shared/store/builders/encode-unit'
import type { StoreSpec } from '../../../../shared/store/builders/store-spec'
import { nameOf } from '../../../../shared/store/bytes/store-files'
import { checkStore } from '../../../../shared/store/checks/check-store'
import type { Finding, FindingCode } from '../../../../shared/store/checks/finding'
import { contentDigest, sealPlan } from '../../../../shared/store/cleanup/digest'
import { executePlan } from '../../../../shared/store/cleanup/execute'
import { mendingsOf, type Mending } from '../../../../shared/store/cleanup/mending'
import type { CleanupPlan, Cut, Repair, Step } from '../../../../shared/store/cleanup/plan'
import { planCleanup } from '../../../../shared/store/cleanup/plan-cleanup'
import { requireSafePlan } from '../../../../shared/store/cleanup/plan-shape'
import { undoCleanup } from '../../../../shared/store/cleanup/undo'
import { Refusal } from '../../../../shared/store/errors'
import { foretellStart } from '../../../../shared/store/forecast/foretell-start'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import { bodyOf, environmentOf, ROOT as SMALL_ROOT, smallPlan, smallStore, stopped, TOPICS } from '../../../helpers/cleanup-fixture'
import type { MemoryFiles } from '../../../helpers/memory-files'

const ROOT = `${BUILT_HOME}/store`
const spec: StoreSpec = everything
const orders = { topic: 'orders', queueId: 0 }
const whole = buildStore(spec)
const segments = segmentsOf(whole)
const METADATA_FILE = 'store/config/tieredStoreMetadata.json'
const TOPICS_FILE = 'store/config/topics.json'
const tail = tieredFilesOf(whole, orders, 'CONSUME_QUEUE').at(-1)!

const look = (files: MemoryFiles): StoreSnapshot => takeSnapshot(files, recognise(files, ROOT))
const planFor = (files: MemoryFiles, cut: Cut): CleanupPlan => planCleanup(look(files), { cut, allowPending: true, createdAt: 1_767_600_000_000 }, { files }, stopped)
const findingsIn = (files: MemoryFiles): readonly Finding[] => checkStore(look(files))
const environment = (files: MemoryFiles) => environmentOf(files, { seen: () => look(files).files })
const codes = ({ blockers }: CleanupPlan): string[] => blockers.map(({ code }) => code)

/** Cuts a file short without its end being a whole number of units. */
const loseBytes = (path: string, count: number): Fault => files => resizeFile(path, files.find(file => file.path === path)!.sizeBytes - count)(files)
const breakText = (path: string): Fault => resizeFile(path, 40)

const mendable: readonly (readonly [what: string, code: FindingCode, fault: Fault, repair: Repair, actions: readonly Step['action'][]])[] = [
  ['a hole in the log', 'commitlog-hole', removeSegment(1), { kind: 'repair', code: 'commitlog-hole' }, ['set-aside']],
  ['units that point into the hole', 'queue-in-hole', removeSegment(1), { kind: 'repair', code: 'commitlog-hole' }, ['set-aside']],
  ['a segment that lost its end', 'commitlog-wrong-size', loseBytes(segments[1]!.path, 100), { kind: 'repair', code: 'commitlog-wrong-size' }, ['set-aside']],
  ['a file among the segments', 'commitlog-stray-file', addFile('store/commitlog/notes.txt', 'notes'), { kind: 'repair', code: 'commitlog-stray-file', place: 'commitlog/notes.txt' }, ['set-aside']],
  ['a file among queue files', 'queue-stray-file', addFile('store/consumequeue/orders/0/copy.bak', 'copy'), { kind: 'repair', code: 'queue-stray-file', place: 'consumequeue/orders/0/copy.bak' }, ['set-aside']],
  ['a configuration that cannot be read', 'config-unreadable', breakText(TOPICS_FILE), { kind: 'repair', code: 'config-unreadable', place: 'config/topics.json' }, ['restore']],
  ['tiered metadata that cannot be read', 'tiered-metadata-unreadable', breakText(METADATA_FILE), { kind: 'repair', code: 'tiered-metadata-unreadable' }, ['restore']],
  ['a gap between tiered rows of the log', 'tiered-hole', removeTieredFiles(orders, 'COMMIT_LOG', 1, 1), { kind: 'repair', code: 'tiered-hole', place: 'orders/0' }, ['rewrite', 'set-aside']],
  ['tiered units that point into the gap', 'tiered-in-hole', removeTieredFiles(orders, 'COMMIT_LOG', 1, 1), { kind: 'repair', code: 'tiered-hole', place: 'orders/0' }, ['rewrite', 'set-aside']],
  ['a gap between tiered rows of the queue', 'tiered-hole', removeTieredFiles(orders, 'CONSUME_QUEUE', 1, 1), { kind: 'repair', code: 'tiered-hole', place: 'orders/0' }, ['rewrite', 'set-aside']],
  ['a tiered row in the middle without its file', 'tiered-ghost', loseTieredFiles(orders, 'COMMIT_LOG', 1, 1), { kind: 'repair', code: 'tiered-ghost', place: 'orders/0' }, ['rewrite', 'set-aside']],
  ['a tiered file shorter than its row', 'tiered-size-mismatch', loseBytes(tieredFilesOf(whole, orders, 'COMMIT_LOG')[1]!.path, 50), { kind: 'repair', code: 'tiered-size-mismatch', place: 'orders/0' }, ['rewrite', 'set-aside']],
  ['half a unit at the end of a tiered queue', 'tiered-misaligned', loseBytes(tail.path, 7), { kind: 'repair', code: 'tiered-misaligned', place: 'orders/0' }, ['shorten']],
  ['a tiered file that no row knows', 'tiered-stray', addTieredStray(orders, 'COMMIT_LOG', 999_999, new Uint8Array(10)), { kind: 'repair', code: 'tiered-stray', place: 'orders/0' }, ['set-aside']],
]

function both(...faults: readonly Fault[]): Fault {
  return files => faults.reduce<ReturnType<Fault>>((store, fault) => fault(store), [...files])
}

const mendingAt = (files: MemoryFiles, code: FindingCode): Mending | undefined => {
  const snapshot = look(files)
  const finding = checkStore(snapshot).find(found => found.code === code)
  return finding && mendingsOf(snapshot)(finding)
}

describe('a repair', () => {
  test.each(mendable)('mends %s (%s), and its undo gives every byte back', (_, code, fault, repair, actions) => {
    const files = inMemory(buildStore(spec, fault))
    expect(mendingAt(files, code)).toEqual({ cut: repair })
    const plan = planFor(files, repair)
    requireSafePlan(plan)
    expect(codes(plan)).toEqual([])
    expect(new Set(plan.steps.map(({ action }) => action))).toEqual(new Set(actions))
    expect(plan.cut).toMatchObject({ kind: 'repair', repair: { code: repair.code, place: repair.place ?? null } })

    const before = files.tree()
    const errors = findingsIn(files).filter(({ severity }) => severity === 'error').map(found => found.code)
    const receipt = executePlan(plan, environment(files))
    expect(findingsIn(files).filter(found => found.code === code)).toEqual([])
    expect(findingsIn(files).filter(found => found.severity === 'error' && !errors.includes(found.code))).toEqual([])
    for (const { side, topic, queueId, minOffsetAfter, maxOffset } of plan.effects.queues) {
      const queues: readonly { topic: string; queueId: number; minOffset: number; maxOffset: number }[] = look(files)[side]!.queues
      expect(queues.find(queue => queue.topic === topic && queue.queueId === queueId)).toMatchObject({ minOffset: minOffsetAfter, maxOffset })
    }
    undoCleanup(ROOT, receipt.id, environment(files))
    expect(files.tree()).toEqual(before)
  })

  test('of a hole tells what is lost: the messages below it that could still be read, and nothing of what the hole took', () => {
    const files = inMemory(buildStore(spec, removeSegment(1)))
    const { queues } = look(files).local!
    const end = Number(nameOf(segments[2]!.path))
    const lost = queues.flatMap(({ runs }) => runs.filter(({ unitClass, physical }) => unitClass === 'ok' && physical!.start < end))
    const plan = planFor(files, { kind: 'repair', code: 'commitlog-hole' })
    expect(plan.cut.newMinOffset).toBe(end)
    expect(plan.effects.messages).toBe(lost.reduce((sum, { queueOffsets }) => sum + queueOffsets.end - queueOffsets.start, 0))
    const blank = 8
    expect(plan.effects.topics.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(segments[0]!.sizeBytes - blank)
    expect(plan.steps.filter(({ kind }) => kind === 'commitlog').map(({ path }) => path)).toEqual([segments[0]!.path.slice('store/'.length)])
  })

  test('of a hole tells which groups lose what they have not read', () => {
    const files = inMemory(buildStore({ ...spec, tiered: { topics: [] } }, removeSegment(segments.length - 2)))
    const { effects } = planFor(files, { kind: 'repair', code: 'commitlog-hole' })
    const after = (queueId: number): number => effects.queues.find(queue => queue.topic === 'orders' && queue.queueId === queueId)!.minOffsetAfter
    const half = look(files).groups.filter(({ group, topic }) => group === 'GID_half' && topic === 'orders')
    const readable = look(files).local!.queues.filter(({ topic }) => topic === 'orders').map(({ queueId, runs }) => ({ queueId, end: Math.max(...runs.filter(({ unitClass, queueOffsets }) => unitClass === 'ok' && queueOffsets.start < after(queueId)).map(({ queueOffsets }) => queueOffsets.end)) }))
    expect(effects.unread.filter(({ group }) => group === 'GID_half')).toEqual(
      half.map(({ queueId, committedOffset }) => ({ group: 'GID_half', topic: 'orders', queueId, messages: Math.min(after(queueId), readable.find(queue => queue.queueId === queueId)!.end) - committedOffset })),
    )
  })

  test('of holes takes the part behind the last of them', () => {
    const plan = planFor(inMemory(buildStore(spec, both(removeSegment(3), removeSegment(1)))), { kind: 'repair', code: 'commitlog-hole' })
    expect(codes(plan)).toEqual([])
    expect(plan.cut.newMinOffset).toBe(Number(nameOf(segments[4]!.path)))
  })

  test('of one tiered queue leaves the damage of another to its own', () => {
    const other = { topic: 'orders', queueId: 1 }
    const files = inMemory(buildStore(spec, both(removeTieredFiles(orders, 'COMMIT_LOG', 1, 1), removeTieredFiles(other, 'COMMIT_LOG', 1, 1))))
    const plan = planFor(files, { kind: 'repair', code: 'tiered-hole', place: 'orders/1' })
    expect(codes(plan)).toEqual([])
    expect(plan.cut.queues!.map(({ queueId }) => queueId)).toEqual([1])
    expect(planFor(files, { kind: 'repair', code: 'tiered-hole' }).cut.queues!.map(({ queueId }) => queueId)).toEqual([0, 1])
  })

  test('of half a unit leaves off nothing but that', () => {
    const files = inMemory(buildStore(spec, loseBytes(tail.path, 7)))
    const path = `${BUILT_HOME}/${tail.path}`
    const before = files.text(path)
    executePlan(planFor(files, { kind: 'repair', code: 'tiered-misaligned' }), environment(files))
    expect(files.text(path)).toBe(before.slice(0, before.length - 13))
  })

  test.each<[string, Repair['code']]>([['commitlog-hole', 'commitlog-hole'], ['tiered-hole', 'tiered-hole'], ['tiered-misaligned', 'tiered-misaligned'], ['config-unreadable', 'config-unreadable'], ['tiered-stray', 'tiered-stray']])(
    'of a store that has no %s has nothing to do',
    (_, code) => expect(planFor(inMemory(whole), { kind: 'repair', code })).toMatchObject({ steps: [], blockers: [], effects: { messages: 0 } }),
  )
})

describe('other damage', () => {
  test('is in the way of a cut where the cut leaves it', () => {
    const stray = addFile('store/commitlog/notes.txt', 'notes')
    expect(codes(planFor(inMemory(buildStore(spec, both(removeSegment(1), stray))), { kind: 'repair', code: 'commitlog-hole' }))).toEqual(['stray-file'])
    const short = loseBytes(segments[3]!.path, 100)
    const files = inMemory(buildStore(spec, both(short, removeSegment(1))))
    expect(codes(planFor(files, { kind: 'repair', code: 'commitlog-hole' }))).toEqual(['wrong-size'])
    expect(codes(planFor(files, { kind: 'repair', code: 'commitlog-wrong-size' }))).toEqual([])
  })

  test('is not in the way of moving a file out that stops the broker', () => {
    const files = inMemory(buildStore(spec, both(addFile('store/commitlog/notes.txt', 'notes'), removeSegment(1), removeQueueFile(orders, 1))))
    expect(codes(planFor(files, { kind: 'repair', code: 'commitlog-stray-file' }))).toEqual([])
  })

  test('a hole of a queue is in the way of every cut that leaves it', () => {
    expect(codes(planFor(inMemory(buildStore(spec, both(removeSegment(1), removeQueueFile({ topic: 'logs', queueId: 0 }, 1)))), { kind: 'repair', code: 'commitlog-hole' }))).toEqual(['hole'])
  })
})

describe('a broker that would not have started', () => {
  test.each(mendable.filter(([, code]) => code === 'commitlog-wrong-size' || code.endsWith('-stray-file')))('starts after the repair of %s', (_, _code, fault, repair) => {
    const files = inMemory(buildStore(spec, fault))
    const starts = (): string => {
      const snapshot = look(files)
      return foretellStart(snapshot, checkStore(snapshot), { configuration: new Map(), now: 0 }).starts
    }
    expect(starts()).toBe('no')
    executePlan(planFor(files, repair), environment(files))
    expect(starts()).toBe('yes')
  })
})

describe('what no plan mends says why', () => {
  const lastSegment = segments.at(-1)!
  test.each<[string, FindingCode, Fault, string]>([
    ['a hole below a segment that is made ahead of time', 'commitlog-hole', both(preallocateSegment(), preallocateBehind(), removeFile(behind(1))), 'never-the-newest'],
    ['the newest segment of another size', 'commitlog-wrong-size', loseBytes(lastSegment.path, 100), 'never-the-newest'],
    ['a damaged record', 'record-corrupt', overwrite(segments[1]!.path, 4, new Uint8Array(4)), 'bytes-gone'],
    ['a file whose name leads elsewhere on another system', 'commitlog-stray-file', addFile('store/commitlog/a\\b', 'notes'), 'left-to-you'],
    ['a missing queue file', 'queue-hole', removeQueueFile(orders, 1), 'put-back'],
    ['a configuration without a .bak', 'config-unreadable', both(removeFile(`${TOPICS_FILE}.bak`), breakText(TOPICS_FILE)), 'no-backup'],
    ['a tiered file longer than its row, which costs nobody a message', 'tiered-size-mismatch', addBytes(tieredFilesOf(whole, orders, 'COMMIT_LOG')[1]!.path, 50), 'put-back'],
    ['the last tiered row without its file', 'tiered-ghost', files => loseTieredFiles(orders, 'COMMIT_LOG', tieredFilesOf(files, orders, 'COMMIT_LOG').length - 1, 1)(files), 'at-next-start'],
    ['half a unit behind units that point elsewhere', 'tiered-misaligned', both(overwrite(tail.path, lastUnitAt(), encodeUnit(10 ** 9, 200, 0n)), addBytes(tail.path, 7)), 'more-is-wrong'],
    ['a group past the end of its queue', 'offset-beyond-max', files => [...files], 'not-rebuilt'],
  ])('%s', (_, code, fault, reason) => {
    const files = inMemory(buildStore(spec, fault))
    expect(mendingAt(files, code)).toEqual({ reason })
  })

  test('half a unit behind units that point elsewhere has no plan either', () => {
    const files = inMemory(buildStore(spec, both(overwrite(tail.path, lastUnitAt(), encodeUnit(10 ** 9, 200, 0n)), addBytes(tail.path, 7))))
    expect(planFor(files, { kind: 'repair', code: 'tiered-misaligned' }).steps).toEqual([])
  })

  test('every finding of a damaged store has a plan with steps, or a reason', () => {
    for (const [, , fault] of mendable) {
      const files = inMemory(buildStore(spec, both(fault, addZeroQueueFile(orders))))
      const snapshot = look(files)
      const mendingOf = mendingsOf(snapshot)
      for (const finding of checkStore(snapshot)) {
        const mending = mendingOf(finding)
        if ('cut' in mending && mending.cut.kind === 'repair') expect(planFor(files, mending.cut).steps.length, finding.code).toBeGreaterThan(0)
      }
    }
  })

  function behind(number: number): string {
    return `store/commitlog/${String(Number(nameOf(lastSegment.path)) + number * lastSegment.sizeBytes).padStart(20, '0')}`
  }
  function preallocateBehind(): Fault {
    return files => [...files, { ...files.find(({ path }) => path === behind(1))!, path: behind(2) }]
  }
  function addBytes(path: string, count: number): Fault {
    return files => files.map(file => (file.path === path ? { ...file, bytes: new Uint8Array([...file.bytes, ...new Uint8Array(count).fill(1)]), sizeBytes: file.sizeBytes + count } : file))
  }
  function lastUnitAt(): number {
    return tail.sizeBytes - 20
  }
})

describe('apply refuses a repair', () => {
  const repairPlan = (files: MemoryFiles): CleanupPlan => smallPlan(files, ['repair'])
  const codeOf = (act: () => unknown): string => {
    try {
      act()
    } catch (error) {
      if (error instanceof Refusal) return `${error.code} ${String(error.details.facts?.['reason'] ?? '')}`.trim()
      throw error
    }
    return 'nothing refused'
  }

  test('whose .bak was written since', () => {
    const files = smallStore()
    const plan = repairPlan(files)
    files.touch(`${TOPICS}.bak`, '{"topicConfigTable":{},"more":1}')
    expect(codeOf(() => executePlan(plan, environmentOf(files)))).toBe('changed-since-plan')
  })

  test.each<[string, (files: MemoryFiles) => Partial<Step>, number, string]>([
    ['of a file whose .bak is not reviewed', () => ({ path: 'config/delayOffset.json' }), 0, 'plan-invalid not-reviewed'],
    ['of a file that is no configuration', () => ({ path: 'checkpoint' }), 0, 'plan-invalid not-reviewed'],
    ['that moves a queue file out as a stray', () => ({ path: 'consumequeue/orders/0/00000000000000000080' }), 1, 'plan-invalid place'],
    ['that leaves off more than half a unit', () => ({ keptBytes: 0 }), 2, 'plan-invalid place'],
    ['that leaves off a part that is no half unit', () => ({ keptBytes: 15 }), 2, 'plan-invalid place'],
  ])('%s', (_, change, number, code) => {
    const files = smallStore()
    const plan = repairPlan(files)
    const changed = plan.steps.map((step, index) => (index === number ? ({ ...step, ...change(files) } as Step) : step))
    expect(codeOf(() => executePlan(sealPlan(bodyOf(files, changed)), environmentOf(files)))).toBe(code)
    expect(files.tree()).toEqual(smallStore().tree())
  })

  test('whose content is not what was reviewed', () => {
    const files = smallStore()
    const plan = repairPlan(files)
    const other = plan.steps.map(step => (step.action === 'restore' ? { ...step, digestAfter: contentDigest('something else') } : step))
    expect(codeOf(() => executePlan(sealPlan(bodyOf(files, other)), environmentOf(files)))).toBe('changed-since-plan')
    expect(files.text(TOPICS)).toBe(smallStore().text(TOPICS))
  })

  test('undo refuses where the broker has written the file again', () => {
    const files = smallStore()
    const { id } = executePlan(repairPlan(files), environmentOf(files))
    files.touch(TOPICS, '{"topicConfigTable":{"new":{}}}')
    expect(codeOf(() => undoCleanup(SMALL_ROOT, id, environmentOf(files)))).toBe('undo-blocked content-rewritten')
  })
})
