import { physicalOffset, queueOffset } from '../../../../shared/store/offsets'
import { range } from '../../../../shared/store/range'
import type {
  CommitLogPicture, GroupPosition, IndexPicture, LocalSnapshot, QueueFilePicture, QueuePicture, SegmentPicture, StoreIdentity, StoreSnapshot, StrayEntry,
  TieredFlatFile, TieredQueuePicture, TieredSegmentPicture, TieredSnapshot, UnitClass, UnitRun,
} from '../../../../shared/store/snapshot/snapshot'

/**
 * Small snapshots made by hand. The healthy one: four segments of 1,000 bytes from 1000 on, the log ends at 4800, and one
 * queue, orders/0, of three files with ten units each. A test changes what it is about.
 */
export interface Parts {
  readonly store?: Partial<StoreIdentity>
  readonly log?: Partial<CommitLogPicture>
  readonly local?: Partial<LocalSnapshot>
  readonly queue?: Partial<QueuePicture>
  readonly tiered?: TieredSnapshot
  readonly groups?: readonly GroupPosition[]
  readonly groupsBeyond?: StoreSnapshot['groupsBeyond']
  readonly configs?: StoreSnapshot['configs']
  readonly unreadFolders?: StoreSnapshot['unreadFolders']
}

export function snapshotOf({ store = {}, log = {}, local = {}, queue = {}, tiered, groups = [], groupsBeyond = [], configs = [], unreadFolders = [] }: Parts = {}): StoreSnapshot {
  return {
    store: { ...identity, ...store },
    local: {
      commitLog: { ...healthyLog(), ...log },
      queues: [queueOf(queue)],
      index: [],
      unknownFiles: [],
      compactionMismatches: [],
      queueSizesNotAsConfigured: [],
      batchTopicMismatches: [],
      epochs: null, checkpoint: null,
      ...local,
    },
    ...(tiered === undefined ? {} : { tiered }),
    groups,
    groupsBeyond,
    configs,
    files: [],
    otherFiles: [],
    unreadFolders,
    scanned: { files: 0, bytes: 0, units: 0, records: 0 },
  }
}

/** A tiered root opened without the broker's root. */
export const tieredAlone = (tiered: TieredSnapshot): StoreSnapshot => {
  const { local: _local, ...rest } = snapshotOf({ tiered })
  return rest
}

const identity: StoreIdentity = {
  root: '/data/store', kinds: ['local'], brokerName: 'broker-a', brokerNameFrom: 'broker.conf', clusterName: 'DefaultCluster',
  consumeQueueLayout: 'simple', traits: [], brokerVersion: { assumed: '5.3', from: 'default' }, configurationPath: null, abort: null, foundBy: [], quarantines: [],
}

const onDisk = { allocatedBytes: 4096, modifiedTime: 1_700_000_000_000 }

export function healthyLog(): CommitLogPicture {
  return {
    directories: ['/data/store/commitlog'], segmentSizeBytes: 1000, configuredSegmentSizeBytes: null,
    minOffset: physicalOffset(1000), maxOffset: physicalOffset(4800),
    segments: [1000, 2000, 3000, 4000].map(base => segmentAt(base, { state: base === 4000 ? 'active' : 'full' })),
    holes: [], end: { kind: 'zeros' }, unindexedTail: [],
  }
}

export const segmentAt = (base: number, changes: Partial<SegmentPicture> = {}): SegmentPicture => ({
  path: `commitlog/${digits(base)}`, absolutePath: `/data/store/commitlog/${digits(base)}`, baseOffset: physicalOffset(base), endOffset: physicalOffset(base + 1000),
  sizeBytes: 1000, ...onDisk, state: 'full', firstStoreTimestamp: 1, lastStoreTimestamp: 2, damage: null, error: null, ...changes,
})

export const queueOf = (changes: Partial<QueuePicture> = {}): QueuePicture => ({
  topic: 'orders', queueId: 0, kind: 'simple', fileSizeBytes: 200, firstOffset: queueOffset(0), minOffset: queueOffset(0), maxOffset: queueOffset(30),
  minReason: 'first-unit', writtenEnd: queueOffset(30), estimatedBytes: 3000, firstPhysicalOffset: physicalOffset(1000), lastPhysicalOffset: physicalOffset(4700),
  units: unitCounts({ ok: 30 }), runs: [runOf('ok', 0, 30, 1000, 4800)], dead: false, holes: [],
  files: [queueFileAt(0), queueFileAt(10), queueFileAt(20)], ordered: true, irregular: [], ...changes,
})

export const unitCounts = (counts: Partial<QueuePicture['units']>): QueuePicture['units'] => ({
  ok: 0, expiredHidden: 0, expiredVisible: 0, inHole: 0, ahead: 0, preBlank: 0, ...counts,
})

/** Ten units from this queue offset on. */
export const queueFileAt = (start: number, changes: Partial<QueueFilePicture> = {}): QueueFilePicture => ({
  path: `consumequeue/orders/0/${digits(start * 20)}`, absolutePath: `/data/store/consumequeue/orders/0/${digits(start * 20)}`, baseOffset: start * 20, sizeBytes: 200,
  ...onDisk, startOffset: queueOffset(start), endOffset: queueOffset(start + 10), firstPhysicalOffset: physicalOffset(1000 + start * 100),
  lastPhysicalOffset: physicalOffset(1000 + start * 100 + 900), dead: false, state: 'ok', error: null, ...changes,
})

export const runOf = (unitClass: UnitClass, start: number, end: number, physicalStart: number, physicalEnd: number): UnitRun => ({
  unitClass, queueOffsets: range(queueOffset(start), queueOffset(end)), physical: range(physicalOffset(physicalStart), physicalOffset(physicalEnd)),
})

export const strayAt = (path: string, place: StrayEntry['place'], changes: Partial<StrayEntry> = {}): StrayEntry => ({
  path, absolutePath: `/data/store/${path}`, kind: 'file', sizeBytes: 12, place, stopsBroker: true, ...changes,
})

export const indexFileUpTo = (end: number, changes: Partial<IndexPicture> = {}): IndexPicture => ({
  path: `index/2026010100000${String(end).padStart(4, '0')}`, absolutePath: `/data/store/index/${end}`, sizeBytes: 420, ...onDisk,
  beginPhysicalOffset: physicalOffset(end - 100), endPhysicalOffset: physicalOffset(end), beginTimestamp: 1, endTimestamp: 2, entries: 3, dead: false, error: null, ...changes,
})

// ───────────────────────────── tiered ─────────────────────────────

/** One queue, orders/0: a log of three rows of 100 bytes, a consume queue of two rows of 200 bytes from queue offset 0 on. */
export const tieredOf = (changes: Partial<TieredSnapshot> = {}, queue: Partial<TieredQueuePicture> = {}): TieredSnapshot => ({
  root: '/data/tiered', clusterRoot: '/data/tiered/212d6b50_DefaultCluster', metadataPath: '/data/store/config/tieredStoreMetadata.json', metadata: 'ok',
  queues: [tieredQueueOf(queue)], index: null, ownTimes: [], strays: [], inconsistencies: [], ...changes,
})

export const tieredQueueOf = (changes: Partial<TieredQueuePicture> = {}): TieredQueuePicture => ({
  topic: 'orders', queueId: 0,
  commitLog: flatFileOf(tieredSegmentAt('COMMIT_LOG', 0), tieredSegmentAt('COMMIT_LOG', 100), tieredSegmentAt('COMMIT_LOG', 200, { last: true })),
  consumeQueue: flatFileOf(tieredSegmentAt('CONSUME_QUEUE', 0, { sizeBytes: 200, fileSizeBytes: 200 }), tieredSegmentAt('CONSUME_QUEUE', 200, { sizeBytes: 200, fileSizeBytes: 200, last: true })),
  firstRecordOffset: queueOffset(0), firstOffset: queueOffset(0), minOffset: queueOffset(0), realMinOffset: queueOffset(0), maxOffset: queueOffset(20),
  units: unitCounts({ ok: 20 }), runs: [runOf('ok', 0, 20, 0, 300)], irregular: [], ...changes,
})

export function flatFileOf(...segments: readonly TieredSegmentPicture[]): TieredFlatFile {
  const last = segments.at(-1)
  return { minOffset: segments[0]?.baseOffset ?? 0, maxOffset: last === undefined ? 0 : last.baseOffset + (last.fileSizeBytes ?? 0), holes: [], segments }
}

export const tieredSegmentAt = (type: 'COMMIT_LOG' | 'CONSUME_QUEUE' | 'INDEX', base: number, changes: Partial<TieredSegmentPicture> = {}): TieredSegmentPicture => {
  const path = `212d6b50_DefaultCluster/broker-a/orders/0/${type}/00000000${digits(base)}`
  return {
    path, absolutePath: `/data/tiered/${path}`, baseOffset: base, sizeBytes: 100, fileSizeBytes: 100, ...onDisk, state: 'ok', last: false,
    beginTimestamp: 1, endTimestamp: 2, ...changes,
  }
}

const digits = (value: number): string => String(value).padStart(20, '0')
