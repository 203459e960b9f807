import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { removeHeadSegments } from '../../../../shared/store/builders/faults'
import type { GroupSpec } from '../../../../shared/store/builders/store-spec'
import { consumedUpTo } from '../../../../shared/store/cleanup/consumed-up-to'
import { planCleanup } from '../../../../shared/store/cleanup/plan-cleanup'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { unitsOf } from '../../../seeded/truth'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import { stopped } from '../../../helpers/cleanup-fixture'

function looked(groups: readonly GroupSpec[], ...faults: Parameters<typeof buildStore>[1][]) {
  const built = buildStore({ ...everything, groups }, ...faults)
  const files = inMemory(built)
  const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
  return { built, files, snapshot, upTo: consumedUpTo({ ...snapshot, tiered: undefined! }, files) }
}

describe('how far every group has read', () => {
  test('is the earliest next message of any group, and names whose it is', () => {
    const { built, upTo } = looked([{ group: 'GID_half', topic: 'orders', consumed: 0.5 }, { group: 'GID_most', topic: 'logs', consumed: 0.9 }])
    const next = [0, 1].map(queueId => unitsOf(built, { topic: 'orders', queueId })[Math.floor(60 * 0.5)]?.physicalOffset ?? Infinity)
    expect(upTo).toMatchObject({ physicalOffset: Math.min(...next), groups: 2, heldBackBy: { group: 'GID_half', topic: 'orders', queueId: next[0]! < next[1]! ? 0 : 1, unread: 30 } })
  })

  test('is the end of the log when all has been read, and without groups', () => {
    for (const groups of [[], [{ group: 'GID_all', topic: 'orders', consumed: 1 }, { group: 'GID_far', topic: 'logs', consumed: 1.5 }]])
      expect(looked(groups)).toMatchObject({ upTo: { heldBackBy: null, groups: groups.length } })
  })

  test('does not wait for messages that are gone already', () => {
    const { snapshot, upTo } = looked([{ group: 'GID_none', topic: 'orders', consumed: 0 }], removeHeadSegments(3))
    expect(upTo?.physicalOffset).toBeGreaterThanOrEqual(snapshot.local!.commitLog.minOffset)
    expect(upTo?.heldBackBy?.group).toBe('GID_none')
  })

  test('is a cut at which no group loses what it has not read', () => {
    const { files, snapshot, upTo } = looked([{ group: 'GID_a', topic: 'orders', consumed: 0.6 }, { group: 'GID_b', topic: 'logs', consumed: 0.7 }])
    const local = { ...snapshot, tiered: undefined! }
    const lostAt = (physicalOffset: number) => planCleanup(local, { cut: { kind: 'keep-from', physicalOffset }, allowPending: true, createdAt: 0 }, { files }, stopped).effects.unread
    const size = snapshot.local!.commitLog.segmentSizeBytes!
    expect(lostAt(upTo!.physicalOffset)).toEqual([])
    expect(lostAt(upTo!.physicalOffset + size)).not.toEqual([])
  })
})

test('a tiered store alone has no log to cut', () => {
  const { snapshot, files } = looked([])
  expect(consumedUpTo({ ...snapshot, local: undefined! }, files)).toBeNull()
})
