import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chooseByteSources } from '../../../../electron/host/byte-sources'
import { createCleanupFiles } from '../../../../electron/host/node-cleanup-files'
import { createStoreFiles } from '../../../../electron/host/node-store-files'
import { checkStore } from '../../../../shared/store/checks/check-store'
import { isSealed } from '../../../../shared/store/cleanup/digest'
import type { CleanupEnvironment } from '../../../../shared/store/cleanup/environment'
import { executePlan } from '../../../../shared/store/cleanup/execute'
import { requireSafePlan } from '../../../../shared/store/cleanup/plan-shape'
import { planCleanup } from '../../../../shared/store/cleanup/plan-cleanup'
import { purgeCleanup } from '../../../../shared/store/cleanup/purge'
import { undoCleanup } from '../../../../shared/store/cleanup/undo'
import type { CleanupPlan, Cut } from '../../../../shared/store/cleanup/plan'
import { unwatched } from '../../../../shared/store/progress'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import type { QueuePicture, StoreSnapshot } from '../../../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { describeRealStores, realStores } from '../../../helpers/real-stores'
import { copyOfStore } from '../../../helpers/store-copy'
import { fingerprintOf } from '../../../helpers/untouched'
import { stopped } from '../../../helpers/cleanup-fixture'

const files = createStoreFiles(chooseByteSources())
const cleanup = createCleanupFiles()
const look = (directory: string): StoreSnapshot => takeSnapshot(files, recognise(files, join(directory, 'store')))
const plan = (snapshot: StoreSnapshot, cut: Cut): CleanupPlan => planCleanup(snapshot, { cut, allowPending: true, createdAt: 1_757_000_000_000 }, { files }, stopped)
const withoutQuarantine = (directory: string): Record<string, string> => fingerprintOf(directory, path => path.includes('.store-inspector'))

function environmentOf(directory: string): CleanupEnvironment {
  return {
    files,
    cleanup,
    watch: unwatched,
    liveness: () => stopped,
    seen: () => look(directory).files,
    now: () => 1_757_000_100_000,
    checkAfter: () => {
      const summary = { error: 0, warning: 0, info: 0 }
      for (const { severity } of checkStore(look(directory))) summary[severity] += 1
      return summary
    },
    freeBytes: () => undefined,
    hold: () => () => undefined,
    options: { assumeStopped: false, tool: 'test' },
  }
}

/** Cuts that fit a store: what dangles; the middle of its log; half of its segments by time and by size. */
function cutsFor({ local, tiered }: StoreSnapshot): Cut[] {
  const segments = local?.commitLog.segments.filter(({ state }) => state === 'full' || state === 'active') ?? []
  const middle = segments[Math.floor(segments.length / 2)]
  if (middle === undefined) return [{ kind: 'dangling' }]
  return [
    { kind: 'dangling' },
    ...(tiered === undefined ? [] : [{ kind: 'dangling' as const, strays: true }]),
    { kind: 'keep-from', physicalOffset: middle.baseOffset + 17 },
    { kind: 'before', time: (middle.firstStoreTimestamp ?? 0) + 1 },
    { kind: 'free', sizeBytes: segments[0]!.allocatedBytes + 1 },
  ]
}

describeRealStores('a cleanup of a store written by a real broker', () => {
  for (const { name, directory } of realStores)
    for (const cut of cutsFor(look(directory))) {
      const title = cut.kind === 'dangling' && cut.strays === true ? 'dangling with strays' : cut.kind
      test(`${name}, ${title}: keeps what a plan must keep, leaves nothing dangling in sight, is undone bit for bit`, () => {
        const copy = copyOfStore(directory)
        const before = withoutQuarantine(copy)
        const snapshot = look(copy)
        const made = plan(snapshot, cut)
        expect(withoutQuarantine(copy)).toEqual(before)
        expect(isSealed(made)).toBe(true)
        requireSafePlan(made)
        keepsWhatItMust(snapshot, made)
        if (made.blockers.length > 0 || made.steps.length === 0) {
          expect(() => executePlan(made, environmentOf(copy))).toThrow()
          expect(fingerprintOf(copy)).toEqual(before)
          return
        }

        const receipt = executePlan(made, environmentOf(copy))
        const after = look(copy)
        expect(receipt).toMatchObject({ state: 'set-aside', stepsDone: made.steps.length, setAsideBytes: made.effects.setAsideBytes })
        const reached = [...(after.local?.queues.filter(queue => !isShownByTheBroker(after, queue)) ?? []), ...(made.cut.queues === undefined ? [] : (after.tiered?.queues ?? []))]
        for (const { topic, queueId, units } of reached) expect({ topic, queueId, visible: units.expiredVisible }).toEqual({ topic, queueId, visible: 0 })
        for (const forecast of made.effects.queues) {
          const queues: readonly { topic: string; queueId: number; minOffset: number; maxOffset: number }[] = after[forecast.side]?.queues ?? []
          const queue = queues.find(({ topic, queueId }) => topic === forecast.topic && queueId === forecast.queueId)
          expect({ ...forecast, minOffsetAfter: queue?.minOffset, maxOffset: queue?.maxOffset }).toEqual(forecast)
        }
        expect(after.local?.commitLog.minOffset ?? null).toBe(made.cut.newMinOffset)
        expect(plan(after, cut.kind === 'free' ? { kind: 'keep-from', physicalOffset: made.cut.newMinOffset! } : cut).steps.length, 'steps of a second plan').toBe(0)

        expect(undoCleanup(made.store.root, receipt.id, environmentOf(copy)).state).toBe('undone')
        expect(withoutQuarantine(copy)).toEqual(before)

        const again = executePlan(plan(look(copy), cut), environmentOf(copy))
        const purged = purgeCleanup(made.store.root, again.id, environmentOf(copy))
        expect(purged).toMatchObject({ state: 'purged', freedBytes: made.steps.reduce((sum, step) => sum + step.allocatedBytes, 0) })
      })
    }
})

/**
 * A wholly expired queue keeps its last file. 4.9 shows all of it and every version shows a batch queue's: the broker's own
 * retention leaves the same, and only losing the offset counter would mend it.
 */
const isShownByTheBroker = ({ store }: StoreSnapshot, { dead, kind }: QueuePicture): boolean => dead && (kind === 'batch' || store.brokerVersion.assumed.startsWith('4.'))

function keepsWhatItMust({ local, tiered }: StoreSnapshot, { steps, cut }: CleanupPlan): void {
  const gone = new Set(steps.filter(({ action }) => action === 'set-aside').map(step => join(step.base, step.path)))
  for (const queue of local?.queues ?? []) {
    const lastWritten = queue.files.findLast(file => file.lastPhysicalOffset !== null) ?? queue.files.at(-1)
    if (lastWritten !== undefined) expect(gone.has(lastWritten.absolutePath), lastWritten.path).toBe(false)
    for (const file of queue.files) if (gone.has(file.absolutePath)) expect(file.lastPhysicalOffset).toBeLessThan(cut.newMinOffset!)
  }
  for (const segment of local?.commitLog.segments ?? []) if (segment.state !== 'full') expect(gone.has(segment.absolutePath), segment.path).toBe(false)
  for (const { commitLog, consumeQueue } of tiered?.queues ?? [])
    for (const { segments } of [commitLog, consumeQueue]) {
      const rows = segments.filter(({ state }) => state !== 'stray')
      if (rows.length > 0) expect(rows.every(({ absolutePath }) => gone.has(absolutePath)), rows[0]!.path).toBe(false)
    }
}
