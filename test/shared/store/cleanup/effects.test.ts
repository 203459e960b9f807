import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { encodeTimerCheckpoint, encodeTimerUnit } from '../../../../shared/store/builders/encode-timers'
import { addFile, segmentsOf, type Fault } from '../../../../shared/store/builders/faults'
import type { StoreSpec } from '../../../../shared/store/builders/store-spec'
import { nameOf } from '../../../../shared/store/bytes/store-files'
import type { CleanupPlan } from '../../../../shared/store/cleanup/plan'
import { planCleanup } from '../../../../shared/store/cleanup/plan-cleanup'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, inMemory } from '../../../helpers/built-store'
import { stopped } from '../../../helpers/cleanup-fixture'

/** A plan that keeps the log from its segment number `segment` on; `newMin` is where that begins. */
function planFrom(segment: number, spec: StoreSpec, ...faults: readonly Fault[]): CleanupPlan & { readonly newMin: number } {
  const built = buildStore(spec, ...faults)
  const newMin = Number(nameOf(segmentsOf(built)[segment]!.path))
  const files = inMemory(built)
  const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
  return { ...planCleanup(snapshot, { cut: { kind: 'keep-from', physicalOffset: newMin }, createdAt: 0 }, { files }, stopped), newMin }
}

test('a file system that is mounted read-only is found when planning, and named by its directory', () => {
  const files = inMemory(buildStore({ topics: [{ topic: 'orders', queues: 1, messages: 100 }] }))
  const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
  const log = `${BUILT_HOME}/store/commitlog`
  const { blockers } = planCleanup(snapshot, { cut: { kind: 'keep-from', physicalOffset: 8192 }, createdAt: 0 }, { files, isReadOnly: directory => directory === log }, stopped)
  expect(blockers).toEqual([expect.objectContaining({ code: 'read-only-file-system', path: log })])
})

describe('unread messages', () => {
  const spec = (consumed: number, tiered = false): StoreSpec => ({
    topics: [{ topic: 'orders', queues: 1, messages: 100 }],
    groups: [{ group: 'G', topic: 'orders', consumed }],
    ...(tiered && { tiered: { topics: [{ topic: 'orders' }] } }),
  })

  test('are those removed at or after a group’s position', () => {
    const nothingRead = planFrom(2, spec(0))
    const removed = nothingRead.effects.messages
    expect(nothingRead.effects.unread).toEqual([{ group: 'G', topic: 'orders', queueId: 0, messages: removed }])
    expect(planFrom(2, spec(0.1)).effects.unread).toMatchObject([{ messages: removed - 10 }])
    expect(planFrom(2, spec(1)).effects.unread).toEqual([])
  })

  test('are not lost while the tiered store has them', () => expect(planFrom(2, spec(0, true)).effects).toMatchObject({ unread: [], messages: planFrom(2, spec(0)).effects.messages }))
})

describe('messages the broker itself still needs', () => {
  const pendingOf = ({ blockers }: CleanupPlan) => blockers.find(({ code }) => code === 'pending-messages')?.facts

  test('half messages past the position of the transaction check', () => {
    const spec = (consumed: number): StoreSpec => ({
      topics: [{ topic: 'RMQ_SYS_TRANS_HALF_TOPIC', queues: 1, messages: 60 }],
      groups: [{ group: 'CID_RMQ_SYS_TRANS', topic: 'RMQ_SYS_TRANS_HALF_TOPIC', consumed }],
    })
    const plan = planFrom(1, spec(0))
    expect(pendingOf(plan)).toEqual({ delayed: 0, timer: 0, half: plan.effects.messages, revive: 0 })
    expect(planFrom(1, spec(1)).blockers).toEqual([])
  })

  test('acknowledgements of POP consumers that were not looked at', () => {
    const plan = planFrom(1, { topics: [{ topic: 'rmq_sys_REVIVE_LOG_DefaultCluster', queues: 2, messages: 60 }] })
    expect(pendingOf(plan)).toEqual({ delayed: 0, timer: 0, half: 0, revive: plan.effects.messages })
  })

  describe('timers', () => {
    const spec: StoreSpec = { topics: [{ topic: 'rmq_sys_wheel_timer', queues: 1, messages: 60 }] }
    const NOW = 1_767_700_000_000
    /** `timercheck`: delivered up to `NOW`, and the next message of the queue. */
    const check = (queueOffset: number): Fault => addFile('store/config/timercheck', encodeTimerCheckpoint({ readTime: NOW, flushedEnd: 0, queueOffset }))
    const log = (units: readonly { readonly physical: number; readonly dueIn: number; readonly flags?: number }[]): Fault => {
      const bytes = new Uint8Array(52 * 100)
      for (const [index, { physical, dueIn, flags }] of units.entries())
        bytes.set(encodeTimerUnit({ previous: -1, flags: flags ?? 1, writeTime: NOW - 1000, delay: dueIn + 1000, physicalOffset: physical, sizeBytes: 120 }), index * 52)
      return addFile(`store/timerlog/${'0'.repeat(20)}`, bytes)
    }
    const { newMin, effects } = planFrom(1, spec)

    test('that are not due and whose message would go are pending', () => {
      const plan = planFrom(1, spec, check(60), log([{ physical: 0, dueIn: 1 }, { physical: 0, dueIn: 0 }, { physical: 200, dueIn: 500, flags: 3 }, { physical: 200, dueIn: 500, flags: 5 }, { physical: newMin, dueIn: 500 }]))
      expect(plan.effects.timerMessages).toBe(2)
      expect(pendingOf(plan)).toMatchObject({ timer: 2 })
    })

    test('that have not reached the timer log are pending too', () => expect(planFrom(1, spec, check(5), log([])).effects.timerMessages).toBe(effects.messages - 5))

    test('are all pending when nothing tells how far the broker came', () => expect(effects.timerMessages).toBe(effects.messages))
  })
})
