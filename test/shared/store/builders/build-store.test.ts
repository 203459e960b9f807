import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import * as faults from '../../../../shared/store/builders/faults'
import type { StoreSpec } from '../../../../shared/store/builders/store-spec'
import { parseTieredMetadata } from '../../../../shared/store/formats/tiered-metadata'
import type { QueuePicture, StoreSnapshot, TieredQueuePicture } from '../../../../shared/store/snapshot/snapshot'
import { everything, inMemory, snapshotOf } from '../../../helpers/built-store'

const orders = { topic: 'orders', queueId: 0 }
const early = { topic: 'early', queueId: 0 }

const tidy = { expiredHidden: 0, expiredVisible: 0, inHole: 0, ahead: 0 }

function localQueue(snapshot: StoreSnapshot, { topic, queueId }: { topic: string; queueId: number }): QueuePicture {
  const queue = snapshot.local?.queues.find(each => each.topic === topic && each.queueId === queueId)
  if (queue === undefined) throw new Error(`no queue ${topic}/${queueId}`)
  return queue
}

function tieredQueue(snapshot: StoreSnapshot, { topic, queueId }: { topic: string; queueId: number }): TieredQueuePicture {
  const queue = snapshot.tiered?.queues.find(each => each.topic === topic && each.queueId === queueId)
  if (queue === undefined) throw new Error(`no tiered queue ${topic}/${queueId}`)
  return queue
}

const files = buildStore(everything)
const paths = (prefix: string): string[] => files.map(file => file.path).filter(path => path.startsWith(prefix))

describe('a built store', () => {
  test('is the same for the same spec, to the byte', () => {
    const trees = [buildStore(everything), buildStore(everything)].map(built => inMemory(built).tree())
    expect(trees[0]).toEqual(trees[1])
    expect(inMemory(buildStore({ ...everything, seed: 2 })).tree()).not.toEqual(trees[0])
  })

  test('has several segments, queue files, index files and tiered files', () => {
    expect(paths('store/commitlog/').length).toBeGreaterThan(5)
    expect(paths('store/consumequeue/orders/0/').length).toBeGreaterThan(3)
    expect(paths('store/index/').length).toBeGreaterThan(5)
    expect(paths('tiered/212d6b50_DefaultCluster/broker-a/orders/0/COMMIT_LOG/').length).toBeGreaterThan(3)
    expect(paths('tiered/212d6b50_DefaultCluster/broker-a/orders/0/CONSUME_QUEUE/').length).toBeGreaterThan(3)
  })

  test('has one size per kind of file', () => {
    const sizes = (prefix: string): Set<number> => new Set(files.filter(file => file.path.startsWith(prefix)).map(file => file.sizeBytes))
    expect([...sizes('store/commitlog/')]).toEqual([8192])
    expect([...sizes('store/consumequeue/')]).toEqual([200])
    expect([...sizes('store/index/')]).toEqual([40 + 4 * 16 + 20 * 64])
  })

  test('dangles nowhere and contradicts nothing', () => {
    const snapshot = snapshotOf(everything)
    expect(snapshot.store.kinds).toEqual(['local', 'tiered'])
    expect(snapshot.local?.unknownFiles).toEqual([])
    expect(snapshot.local?.commitLog.holes).toEqual([])
    expect(snapshot.local?.commitLog.unindexedTail).toEqual([])
    for (const queue of snapshot.local?.queues ?? []) {
      expect({ ...queue.units, irregular: queue.irregular }, queue.topic).toEqual({ ...tidy, ok: queue.maxOffset, preBlank: 0, irregular: [] })
    }
    expect(localQueue(snapshot, orders).maxOffset).toBe(60)
    expect(localQueue(snapshot, { topic: 'SCHEDULE_TOPIC_XXXX', queueId: 17 }).maxOffset).toBe(4)
    expect(snapshot.tiered?.strays).toEqual([])
    expect(snapshot.tiered?.inconsistencies).toEqual([])
    expect(tieredQueue(snapshot, orders)).toMatchObject({ minOffset: 0, maxOffset: 54, units: { ...tidy, ok: 54 }, irregular: [] })
    expect(snapshot.configs.filter(config => config.state === 'unreadable')).toEqual([])
  })

  test('has groups where the spec puts them', () => {
    const places = new Map(snapshotOf(everything).groups.map(group => [`${group.group} ${group.queueId}`, [group.committedOffset, group.place]]))
    expect(places.get('GID_all 0')).toEqual([60, 'inside'])
    expect(places.get('GID_half 1')).toEqual([30, 'inside'])
    expect(places.get('GID_far 0')).toEqual([45, 'beyond-max'])
  })

  test.each(['4.9', '5.3', '5.4'] as const)('of release %s is read as a whole', release => {
    const snapshot = snapshotOf({ ...everything, release })
    expect(snapshot.configs.filter(config => config.state === 'unreadable')).toEqual([])
    expect(snapshot.store.brokerVersion.assumed.startsWith('4.9')).toBe(release === '4.9')
    expect(localQueue(snapshot, orders).maxOffset).toBe(60)
  })

  test('of any shape has every message in its queue and nothing else', () => {
    const topic = (name: string) =>
      fc.record({ topic: fc.constant(name), queues: fc.integer({ min: 1, max: 4 }), messages: fc.integer({ min: 0, max: 80 }), bodyBytes: fc.constantFrom<[number, number]>([0, 0], [1, 900]) })
    const anySpec = fc.record({
      topics: fc.tuple(topic('a'), topic('b'.repeat(140))),
      segmentBytes: fc.constantFrom(2048, 4096, 65_536),
      queueFileBytes: fc.constantFrom(20, 60, 4000),
      seed: fc.integer(),
      tiered: fc.option(fc.record({ topics: fc.constant([{ topic: 'a', uploaded: 0.5 }]), commitLogBytes: fc.constantFrom(1500, 9000) }), { nil: undefined }),
    })
    fc.assert(
      fc.property(anySpec, ({ tiered, ...rest }) => {
        const snapshot = snapshotOf({ ...rest, ...(tiered && { tiered }) })
        for (const { topic: name, messages } of rest.topics) {
          const queues = snapshot.local?.queues.filter(queue => queue.topic === name) ?? []
          expect(queues.reduce((sum, queue) => sum + queue.units.ok, 0)).toBe(messages)
          for (const queue of queues) expect({ ...queue.units, irregular: queue.irregular, ordered: queue.ordered }).toEqual({ ...tidy, ok: queue.maxOffset, preBlank: 0, irregular: [], ordered: true })
        }
        expect(snapshot.tiered?.inconsistencies ?? []).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('refuses a record that fits no segment', () => {
    const spec: StoreSpec = { topics: [{ topic: 'a', queues: 1, messages: 1, bodyBytes: [5000, 5000] }], segmentBytes: 4096 }
    expect(() => buildStore(spec)).toThrow(/a record of \d+ bytes does not fit a segment of 4096/)
  })
})

describe('faults of the local store', () => {
  test('a log cut by hand leaves expired units, and a queue without a living one', () => {
    const snapshot = snapshotOf(everything, faults.removeHeadSegments(5))
    expect(snapshot.local?.commitLog.minOffset).toBe(5 * 8192)
    expect(localQueue(snapshot, orders).units.expiredVisible).toBeGreaterThan(0)
    expect(localQueue(snapshot, early)).toMatchObject({ dead: true, minOffset: 40, maxOffset: 40 })
  })

  test('a broker’s own retention leaves nothing visible', () => {
    const snapshot = snapshotOf(everything, faults.expireHeadSegments(5))
    expect(snapshot.local?.commitLog.minOffset).toBe(5 * 8192)
    for (const queue of snapshot.local?.queues ?? []) {
      expect(queue.units.expiredVisible, queue.topic).toBe(0)
      expect(queue.files.filter(file => file.dead), queue.topic).toEqual([])
    }
    expect(snapshot.local?.index.filter(index => index.dead)).toEqual([])
    expect(localQueue(snapshot, early)).toMatchObject({ dead: true, maxOffset: 40 })
  })

  test('a lost middle segment is a hole with units in it', () => {
    const snapshot = snapshotOf(everything, faults.removeSegment(2))
    expect(snapshot.local?.commitLog.holes).toEqual([{ start: 2 * 8192, end: 3 * 8192 }])
    expect(localQueue(snapshot, orders).units.inHole).toBeGreaterThan(0)
  })

  test('a lost queue file is a hole of ten offsets', () => {
    expect(localQueue(snapshotOf(everything, faults.removeQueueFile(orders, 1)), orders).holes).toEqual([{ start: 10, end: 20 }])
  })

  test('a segment made ahead of time holds nothing', () => {
    const segments = snapshotOf(everything, faults.preallocateSegment()).local?.commitLog.segments
    expect(segments?.slice(-2).map(segment => segment.state)).toEqual(['active', 'preallocated'])
  })

  test('units past the end of the log are ahead', () => {
    expect(localQueue(snapshotOf(everything, faults.appendAheadUnits({ topic: 'SCHEDULE_TOPIC_XXXX', queueId: 17 }, 3)), { topic: 'SCHEDULE_TOPIC_XXXX', queueId: 17 }).units).toMatchObject({ ok: 4, ahead: 3 })
  })

  test('a filler at the end of a queue is irregular, at its head it is not', () => {
    const codes = (fault: faults.Fault): string[] => localQueue(snapshotOf(everything, fault), orders).irregular.map(unit => unit.code)
    expect(codes(faults.blankQueueTail(orders))).toContain('queue-trailing-blank')
    expect(codes(faults.blankQueueHead(orders, 4))).toEqual([])
    expect(localQueue(snapshotOf(everything, faults.blankQueueHead(orders, 4)), orders)).toMatchObject({ firstOffset: 4, units: { preBlank: 4 } })
  })

  test('an empty file behind the last one changes no offset', () => {
    const queue = localQueue(snapshotOf(everything, faults.addZeroQueueFile(orders)), orders)
    expect(queue.files).toHaveLength(7)
    expect(queue.maxOffset).toBe(60)
  })

  test('a truncated configuration file is unreadable', () => {
    const snapshot = snapshotOf(everything, faults.resizeFile('store/config/topics.json', 40))
    expect(snapshot.configs.find(config => config.path === 'config/topics.json')).toMatchObject({ state: 'unreadable', backup: 'ok' })
  })

  test('an unclean stop leaves its process id', () => {
    expect(snapshotOf(everything, faults.killBroker(4242)).store.abort).toMatchObject({ pid: 4242 })
  })

  test('a flipped bit in a body ends the log there until the chain goes on', () => {
    const [last] = faults.segmentsOf(files).slice(-1)
    const bodyOfFirstRecord = 100
    const end = snapshotOf(everything, faults.flipBit(last?.path ?? '', bodyOfFirstRecord)).local?.commitLog
    expect(end?.end).toMatchObject({ kind: 'damage', path: last?.path.slice('store/'.length), reason: 'body-crc' })
    expect(end?.maxOffset).toBe(Number(last?.path.slice(-20)))
  })

  test('that would do nothing are refused', () => {
    expect(() => buildStore(everything, faults.removeSegment(99))).toThrow('not 100')
    expect(() => buildStore(everything, faults.removeFile('store/nothing'))).toThrow('the store has no store/nothing')
    expect(() => buildStore(everything, faults.overwrite('store/lock', 3, new Uint8Array(2)))).toThrow(RangeError)
  })
})

describe('faults of the tiered store', () => {
  test('lost files with rows are ghosts', () => {
    const queue = tieredQueue(snapshotOf(everything, faults.loseTieredFiles(orders, 'COMMIT_LOG', 0, 2)), orders)
    expect(queue.commitLog.segments.slice(0, 3).map(segment => segment.state)).toEqual(['ghost', 'ghost', 'ok'])
    expect(queue.units.expiredVisible).toBeGreaterThan(0)
  })

  test('files that go with their rows leave hidden units at the head', () => {
    const queue = tieredQueue(snapshotOf(everything, faults.removeTieredFiles(orders, 'COMMIT_LOG', 0, 2)), orders)
    expect(queue.commitLog.minOffset).toBeGreaterThan(0)
    expect(queue.units).toMatchObject({ expiredVisible: 0, inHole: 0 })
    expect(queue.units.expiredHidden).toBe(queue.minOffset)
  })

  test('files that go with their rows in the middle leave a hole', () => {
    const queue = tieredQueue(snapshotOf(everything, faults.removeTieredFiles(orders, 'COMMIT_LOG', 1, 1)), orders)
    expect(queue.commitLog.holes).toHaveLength(1)
    expect(queue.units.inHole).toBeGreaterThan(0)
  })

  test('a file without a row is a stray', () => {
    expect(snapshotOf(everything, faults.addTieredStray(orders, 'COMMIT_LOG', 1_000_000, new Uint8Array(10))).tiered?.strays).toHaveLength(1)
  })

  test('leave metadata that reads', () => {
    const [metadata] = buildStore(everything, faults.removeTieredFiles(orders, 'CONSUME_QUEUE', 0, 1)).filter(file => file.path.endsWith('Metadata.json'))
    const parsed = parseTieredMetadata(new TextDecoder().decode(metadata?.bytes))
    expect(parsed.ok && parsed.metadata.queues).toHaveLength(4)
  })
})
