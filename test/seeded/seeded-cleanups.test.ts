import { afterAll, describe, expect, test } from 'vitest'
import { buildStore } from '../../shared/store/builders/build-store'
import type { BuiltFile } from '../../shared/store/builders/built-file'
import * as faults from '../../shared/store/builders/faults'
import { checkStore } from '../../shared/store/checks/check-store'
import type { Finding } from '../../shared/store/checks/finding'
import { executePlan } from '../../shared/store/cleanup/execute'
import type { CleanupPlan, Cut } from '../../shared/store/cleanup/plan'
import { planCleanup } from '../../shared/store/cleanup/plan-cleanup'
import { undoCleanup } from '../../shared/store/cleanup/undo'
import { recognise } from '../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, inMemory } from '../helpers/built-store'
import { environmentOf, stopped } from '../helpers/cleanup-fixture'
import type { MemoryFiles } from '../helpers/memory-files'
import { type Draw, drawWith, randomSpec } from './random-spec'
import { baseOf, queuesOf, sizeOfSegments, unitsOf } from './truth'

const ROOT = `${BUILT_HOME}/store`
const seeds = process.env['SEED'] === undefined ? Array.from({ length: Number(process.env['SEEDS'] ?? 120) }, (_, at) => at + 1) : [Number(process.env['SEED'])]
const look = (files: MemoryFiles): StoreSnapshot => takeSnapshot(files, recognise(files, ROOT))

/** What happened to the store before somebody cleans it up: nothing, or what a broker or a hand left behind. */
function past({ random, between, oneOf }: Draw, files: readonly BuiltFile[]): readonly BuiltFile[] {
  const segments = faults.segmentsOf(files)
  if (segments.length < 3 || random() < 0.4) return files
  return oneOf([faults.removeHeadSegments, faults.expireHeadSegments])(between(1, segments.length - 2))(files)
}

function cutOf({ between, oneOf }: Draw, files: readonly BuiltFile[]): Cut {
  const segments = faults.segmentsOf(files)
  const any = segments[between(0, segments.length - 1)] ?? segments[0]!
  return oneOf<Cut>([
    { kind: 'dangling' },
    { kind: 'dangling', strays: true },
    { kind: 'keep-from', physicalOffset: baseOf(any) + between(0, sizeOfSegments(files) - 1) },
    { kind: 'free', sizeBytes: between(1, segments.length * sizeOfSegments(files)) },
    { kind: 'before', time: any.modifiedTime + between(-100_000, 100_000) },
  ])
}

let cleaned = 0
let refused = 0
afterAll(() => console.info(`seeded cleanups: ${cleaned} carried out and undone, ${refused} refused or empty`))

describe.each(seeds)('a cleanup drawn with seed %i', seed => {
  test('takes what the rules let go and nothing else, leaves a store without errors of its own, and is undone to the byte', () => {
    const draw = drawWith(seed * 7919)
    const built = past(draw, buildStore(randomSpec(draw, seed)))
    const files = inMemory(built)
    const before = look(files)
    const plan = planCleanup(before, { cut: cutOf(draw, built), allowPending: true, createdAt: 0 }, { files }, stopped)
    const original = files.tree()
    const environment = environmentOf(files, { seen: () => look(files).files })
    expectWithinRules(plan, built)
    if (plan.blockers.length > 0 || plan.steps.length === 0) {
      refused += 1
      expect(() => executePlan(plan, environment)).toThrow()
      expect(files.tree()).toEqual(original)
      return
    }
    cleaned += 1
    const { id } = executePlan(plan, environment)
    const after = look(files)
    expectNothingWorse(before, after)
    for (const { side, topic, queueId, minOffsetBefore, minOffsetAfter, maxOffset } of plan.effects.queues) {
      const [then, now] = [before, after].map(snapshot => snapshot[side]?.queues.find(queue => queue.topic === topic && queue.queueId === queueId))
      expect([then?.minOffset, now?.minOffset, now?.maxOffset], `${side} ${topic}/${queueId}`).toEqual([minOffsetBefore, minOffsetAfter, maxOffset])
    }
    undoCleanup(ROOT, id, environmentOf(files, { seen: () => look(files).files }))
    expect(files.tree()).toEqual(original)
  })
})

/** By the bytes alone: no file that anything living points at or lies in, never the last of a log or a queue, a head without a gap. */
function expectWithinRules({ steps, cut }: CleanupPlan, files: readonly BuiltFile[]): void {
  const gone = new Set(steps.filter(({ action }) => action === 'set-aside').map(({ path }) => path))
  const isGone = ({ path }: BuiltFile): boolean => gone.has(path.replace(/^store\//, ''))
  const segments = faults.segmentsOf(files)
  const minimum = cut.newMinOffset ?? baseOf(segments[0]!)
  const kept = segments.filter(segment => !isGone(segment))
  expect(kept).toEqual(segments.slice(segments.length - kept.length))
  expect(kept.length).toBeGreaterThan(0)
  expect(baseOf(kept[0]!)).toBe(minimum)
  for (const queue of queuesOf(files)) {
    const queueFiles = faults.queueFilesOf(files, queue)
    const keptFiles = queueFiles.filter(file => !isGone(file))
    expect(keptFiles.length).toBeGreaterThan(0)
    expect(keptFiles).toEqual(queueFiles.slice(queueFiles.length - keptFiles.length))
    const firstKept = baseOf(keptFiles[0]!) / 20
    expect(unitsOf(files, queue).filter(unit => unit.queueOffset < firstKept && unit.physicalOffset >= minimum)).toEqual([])
  }
}

/**
 * What was well is well, and nothing dangles in sight any more. But for a queue of 4.9 whose last message is gone: its last file stays,
 * for it keeps the offset counter, and that broker serves it (apache/rocketmq#8753).
 */
function expectNothingWorse(before: StoreSnapshot, after: StoreSnapshot): void {
  const key = ({ code, subject }: Pick<Finding, 'code' | 'subject'>): string => `${code} ${subject.side} ${subject.topic}/${subject.queueId}`
  const serious = (snapshot: StoreSnapshot): string[] => checkStore(snapshot).filter(({ severity }) => severity === 'error').map(key)
  const servedByOldBrokers = new Set(
    after.store.brokerVersion.assumed === '4.9' ? (after.local?.queues ?? []).filter(({ dead }) => dead).map(({ topic, queueId }) => key({ code: 'queue-dangling-visible', subject: { side: 'local', topic, queueId } })) : [],
  )
  const known = new Set(serious(before).filter(found => !found.startsWith('queue-dangling-visible')))
  expect(serious(after).filter(found => !known.has(found) && !servedByOldBrokers.has(found))).toEqual([])
}
