import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { removeHeadSegments } from '../../../../shared/store/builders/faults'
import type { StoreSpec } from '../../../../shared/store/builders/store-spec'
import { measureSpace } from '../../../../shared/store/messages/measure-space'
import { unwatched } from '../../../../shared/store/progress'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import { describeRealStores, realStores } from '../../../helpers/real-stores'
import { chooseByteSources } from '../../../../electron/host/byte-sources'
import { createStoreFiles } from '../../../../electron/host/node-store-files'
import { join } from 'node:path'
import { queuesOf, unitsOf } from '../../../seeded/truth'

function measured(spec: StoreSpec = everything, ...faults: Parameters<typeof buildStore>[1][]) {
  const built = buildStore(spec, ...faults)
  const files = inMemory(built)
  const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
  return { built, files, snapshot, space: measureSpace(files, snapshot, unwatched) }
}

describe('space', () => {
  test('by topic and queue is the sum of the sizes in the units that point into the log', () => {
    for (const faults of [[], [removeHeadSegments(3)]]) {
      const { built, snapshot, space } = measured(everything, ...faults)
      const { minOffset } = snapshot.local!.commitLog
      for (const queue of queuesOf(built)) {
        const units = unitsOf(built, queue).filter(({ physicalOffset }) => physicalOffset >= minOffset)
        const found = space.topics.find(({ topic }) => topic === queue.topic)?.queues.find(({ queueId }) => queueId === queue.queueId)
        expect(found, `${queue.topic}/${queue.queueId}`).toMatchObject({ messages: units.length, bytes: units.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) })
      }
      expect(space.topics.map(({ bytes }) => bytes)).toEqual(space.topics.map(({ bytes }) => bytes).toSorted((a, b) => b - a))
    }
  })

  test('by tag has the names of the records; without tags is one of them, and what units do not tell', () => {
    const { space } = measured()
    const tagsOf = (topic: string) => Object.fromEntries(space.topics.find(found => found.topic === topic)!.tags.map(({ tag, messages }) => [String(tag), messages]))
    expect(Object.keys(tagsOf('orders')).sort()).toEqual(['open', 'paid'])
    expect(tagsOf('orders')['open']! + tagsOf('orders')['paid']!).toBe(120)
    expect(tagsOf('logs')).toEqual({ '': 60 })
    expect(tagsOf('SCHEDULE_TOPIC_XXXX')).toEqual({ null: 4 })
  })

  test('of its parts is what they take on disk, and what of it is dead', () => {
    const { snapshot, space } = measured(everything, removeHeadSegments(5))
    const dead = snapshot.local!.queues.flatMap(queue => queue.files).filter(file => file.dead)
    expect(dead.length).toBeGreaterThan(0)
    expect(space.parts.consumeQueue.deadBytes).toBe(dead.reduce((sum, { allocatedBytes }) => sum + allocatedBytes, 0))
    expect(space.parts.commitLog.bytes).toBe(snapshot.local!.commitLog.segments.reduce((sum, { allocatedBytes }) => sum + allocatedBytes, 0))
    expect(space.parts.tiered.bytes).toBeGreaterThan(0)
  })
})

describeRealStores('the space of a store written by a real broker', () => {
  const files = createStoreFiles(chooseByteSources())
  test.each(realStores.map(({ name, directory }) => [name, directory]))('%s: every live unit is in a topic, and in a tag', (_, directory) => {
    const snapshot = takeSnapshot(files, recognise(files, join(directory, 'store')))
    const { topics } = measureSpace(files, snapshot, unwatched)
    const units = (snapshot.local?.queues ?? []).filter(({ kind }) => kind === 'simple').reduce((sum, queue) => sum + queue.units.ok, 0)
    const batches = new Set((snapshot.local?.queues ?? []).filter(({ kind }) => kind === 'batch').map(({ topic }) => topic))
    expect(topics.filter(({ topic }) => !batches.has(topic)).reduce((sum, { messages }) => sum + messages, 0)).toBe(units)
    for (const { tags, messages, bytes } of topics) expect([tags.reduce((sum, tag) => sum + tag.messages, 0), tags.reduce((sum, tag) => sum + tag.bytes, 0)]).toEqual([messages, bytes])
  })
})
