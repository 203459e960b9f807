import type { FileFacts } from '../bytes/store-files'
import type { PhysicalOffset, QueueOffset } from '../offsets'
import type { Range } from '../range'
import type { LogRecovery } from './log-recovery'

/**
 * The picture of a store: what `takeSnapshot` found in O(files) work. A plain value; checks, `inspect/1` and the screens are
 * derived from it and from nothing else.
 *
 * Paths are relative to the root they belong to (`/` as separator); a commitlog directory outside the root keeps its
 * absolute path. Byte counts are bytes, times are epoch milliseconds.
 */
export interface StorePicture {
  readonly store: StoreIdentity
  readonly local?: LocalSnapshot
  readonly tiered?: TieredSnapshot
  readonly groups: readonly GroupPosition[]
  /** Committed offsets that no queue can reach. */
  readonly groupsBeyond: readonly PositionBeyond[]
  readonly configs: readonly ConfigFile[]
  /** Files of the broker's own store that are no segment, queue or index file, by absolute path in path order. */
  readonly otherFiles: readonly SeenFile[]
  /** Folders that could not be listed; nothing in them is part of the picture, nor are the queues they belong to. */
  readonly unreadFolders: readonly UnreadFolder[]
  readonly scanned: { readonly files: number; readonly bytes: number; readonly units: number; readonly records: number }
}

/** A picture with what plans are made from. It stays in the thread that took it. */
export interface StoreSnapshot extends StorePicture {
  /** Every file of the store (set-aside files excluded), by absolute path in path order: what a plan is bound to. */
  readonly files: readonly SeenFile[]
}

export interface SeenFile extends FileFacts {
  readonly path: string
}

export interface UnreadFolder {
  readonly side: StoreKind
  readonly path: string
  /** Why, such as `EACCES`. */
  readonly error: string
}

export type StoreKind = 'local' | 'tiered'

export type StoreTrait =
  | 'batch-queues'
  | 'lmq'
  | 'compaction'
  | 'dledger'
  | 'controller'
  | 'timer'
  | 'multi-path'
  | 'queue-ext'

export interface StoreIdentity {
  /** Absolute path of storePathRootDir, or of the tiered root when only that was found. */
  readonly root: string
  readonly kinds: readonly StoreKind[]
  /** From broker.conf, else from the tiered metadata, else the root folder's name. */
  readonly brokerName: string
  readonly brokerNameFrom: 'broker.conf' | 'tiered-metadata' | 'folder'
  readonly clusterName: string | null
  readonly consumeQueueLayout: 'simple' | 'rocksdb' | 'combined'
  readonly traits: readonly StoreTrait[]
  readonly brokerVersion: { readonly assumed: string; readonly from: 'files' | 'default' | 'option' }
  /** Absolute path of broker.conf when one was found or given. */
  readonly configurationPath: string | null
  /** `abort` exists; its text when readable (5.x: the broker's pid in its own pid namespace). */
  readonly abort: { readonly path: string; readonly pid: number | null; readonly modifiedTime: number } | null
  /** How the parts were found, in plain facts for `--verbose`: code and the path concerned. */
  readonly foundBy: readonly { readonly code: string; readonly path: string }[]
  /** Absolute directories of ours (`.store-inspector`) that exist. */
  readonly quarantines: readonly string[]
}

// ───────────────────────────── local ─────────────────────────────

export interface LocalSnapshot {
  readonly commitLog: CommitLogPicture
  readonly queues: readonly QueuePicture[]
  readonly index: readonly IndexPicture[]
  /** Files in places where a broker keeps none, whether harmless or not. */
  readonly unknownFiles: readonly StrayEntry[]
  /** Files of a compaction topic that lack their pair (store-format L18): the broker does not start. */
  readonly compactionMismatches: readonly { readonly path: string; readonly missing: string }[]
  /** Queue files that agree with each other and not with broker.conf: with that configuration the broker does not start. */
  readonly queueSizesNotAsConfigured: readonly { readonly kind: 'simple' | 'batch'; readonly path: string; readonly sizeBytes: number; readonly configuredBytes: number; readonly files: number }[]
  /** Topics whose queue directory does not fit `queue.type` of topics.json (L19): the broker does not start. */
  readonly batchTopicMismatches: readonly { readonly topic: string; readonly directory: 'consumequeue' | 'batchconsumequeue'; readonly queueType: string }[]
  /** Null without an epoch file. */
  readonly epochs: EpochPicture | null
  /** Times of the checkpoint file; null when absent or short. */
  readonly checkpoint: { readonly physicMsgTimestamp: number; readonly logicsMsgTimestamp: number; readonly indexMsgTimestamp: number } | null
}

/** Which master of a group of brokers wrote from where on. */
export interface EpochPicture {
  readonly path: string
  /** In the order of the file; none when it cannot be read. */
  readonly entries: readonly { readonly epoch: number; readonly startOffset: number }[]
  /** Why it cannot be read. */
  readonly trouble: string | null
  readonly backup: 'ok' | 'absent' | 'unreadable'
}

export interface CommitLogPicture {
  /** Absolute directories, in the order the broker knows them. */
  readonly directories: readonly string[]
  /** Observed, cross-checked with broker.conf; null without a single segment. */
  readonly segmentSizeBytes: number | null
  /** What broker.conf says, when there is one and it says so. */
  readonly configuredSegmentSizeBytes: number | null
  /** Base of the first segment; 0 without one. */
  readonly minOffset: PhysicalOffset
  /** End of the last valid record; 0 without a segment. */
  readonly maxOffset: PhysicalOffset
  /** Ascending by base offset, over all directories. */
  readonly segments: readonly SegmentPicture[]
  readonly holes: readonly Range<PhysicalOffset>[]
  /** What stands at `maxOffset` in the active segment. `damage`: neither zeros nor a blank. */
  readonly end: LogEnd
  /** How a broker's start reads the log's end; only where it was followed, and then `maxOffset` is the broker's own. */
  readonly recovery?: LogRecovery
  /** Records past the last indexed one, per queue: what a broker dispatches when it starts. */
  readonly unindexedTail: readonly UnindexedTail[]
}

export interface UnindexedTail {
  readonly topic: string
  readonly queueId: number
  /** Queue offset of the first record. */
  readonly from: QueueOffset
  /** One past that of the last. */
  readonly end: QueueOffset
  /** Fewer than from `from` to `end` where some are missing. */
  readonly messages: number
}

export type LogEnd =
  | { readonly kind: 'zeros' | 'blank' | 'end-of-file' | 'empty-log' }
  | {
      readonly kind: 'damage'
      readonly path: string
      readonly at: PhysicalOffset
      /** Where a chain of valid records goes on, when it does. */
      readonly resumesAt: PhysicalOffset | null
      readonly reason: string
      /** Up to 64 bytes from `at`. */
      readonly hex: string
    }

export interface SegmentPicture {
  readonly path: string
  readonly absolutePath: string
  readonly baseOffset: PhysicalOffset
  /** base + the store's segment size, whatever is written. */
  readonly endOffset: PhysicalOffset
  readonly sizeBytes: number
  readonly allocatedBytes: number
  readonly modifiedTime: number
  readonly state: 'full' | 'active' | 'preallocated' | 'wrong-size' | 'unreadable'
  readonly firstStoreTimestamp: number | null
  readonly lastStoreTimestamp: number | null
  /** Why the first record is not one, when it must be one. */
  readonly damage: { readonly at: PhysicalOffset; readonly reason: string; readonly hex: string } | null
  /** Error code when it could not be read. */
  readonly error: string | null
}

/** How many units of each class; `product.md` 3. */
export interface UnitCounts {
  readonly ok: number
  readonly expiredHidden: number
  readonly expiredVisible: number
  readonly inHole: number
  readonly ahead: number
  readonly preBlank: number
}

export interface QueuePicture {
  readonly topic: string
  readonly queueId: number
  readonly kind: 'simple' | 'batch'
  /** Observed file size; null when the queue has no file. */
  readonly fileSizeBytes: number | null
  /** Queue offset of the first real unit on disk; null without one. */
  readonly firstOffset: QueueOffset | null
  /** What the broker reports right after its next start. */
  readonly minOffset: QueueOffset
  readonly maxOffset: QueueOffset
  /** Why the minimum is what it is. */
  readonly minReason: 'first-unit' | 'first-live-unit' | 'all-expired' | 'stays-zero' | 'empty'
  /** One past the last written unit on disk, before anything a start cuts or adds. */
  readonly writtenEnd: QueueOffset
  readonly firstPhysicalOffset: PhysicalOffset | null
  readonly lastPhysicalOffset: PhysicalOffset | null
  readonly units: UnitCounts
  /** Queue offsets of the classes as runs, ascending: what range bars and findings are drawn from. Holes of files are left out. */
  readonly runs: readonly UnitRun[]
  /** Bytes of the log its live units stand for, from the mean size at the ends of its files: an estimate. */
  readonly estimatedBytes: number
  /** Even the last unit is expired. */
  readonly dead: boolean
  /** Queue offsets without a file between the first and the last. */
  readonly holes: readonly Range<QueueOffset>[]
  readonly files: readonly QueueFilePicture[]
  /** Physical offsets increase from file to file and between the units looked at. */
  readonly ordered: boolean
  /** Irregular units met at the places looked at (first, last, edges). */
  readonly irregular: readonly IrregularUnit[]
}

export type UnitClass = 'ok' | 'expired-hidden' | 'expired-visible' | 'in-hole' | 'ahead' | 'pre-blank'

export interface UnitRun {
  readonly unitClass: UnitClass
  readonly queueOffsets: Range<QueueOffset>
  /** Physical offsets of the first unit's start and the last unit's end; null for pre-blank. */
  readonly physical: Range<PhysicalOffset> | null
}

export interface IrregularUnit {
  readonly code:
    | 'queue-trailing-blank'
    | 'queue-unit-invalid'
    | 'queue-not-increasing'
    | 'queue-unit-crosses-segment'
    | 'queue-unit-misaligned'
    | 'queue-unit-mismatched'
  readonly queueOffset: QueueOffset
  readonly path: string
  /** Byte of the unit in its file. */
  readonly at: number
  readonly count: number
  readonly hex: string
  readonly note: string
}

export interface QueueFilePicture {
  readonly path: string
  readonly absolutePath: string
  /** Byte position of the file in its queue's address space: its name. */
  readonly baseOffset: number
  readonly sizeBytes: number
  readonly allocatedBytes: number
  readonly modifiedTime: number
  /** Queue offset of its first unit slot (batch: of its first message). */
  readonly startOffset: QueueOffset
  /** One past its last written unit. */
  readonly endOffset: QueueOffset
  readonly firstPhysicalOffset: PhysicalOffset | null
  readonly lastPhysicalOffset: PhysicalOffset | null
  /** Its last unit lies below the commitlog's minimum and it is not the queue's last written file. */
  readonly dead: boolean
  /** Not the queue's file size, or unreadable: its units were not read. */
  readonly state: 'ok' | 'wrong-size' | 'unreadable'
  readonly error: string | null
}

export interface IndexPicture {
  readonly path: string
  readonly absolutePath: string
  readonly sizeBytes: number
  readonly allocatedBytes: number
  readonly modifiedTime: number
  readonly beginPhysicalOffset: PhysicalOffset
  readonly endPhysicalOffset: PhysicalOffset
  readonly beginTimestamp: number
  readonly endTimestamp: number
  /** Entries written (the header's counter starts at 1). */
  readonly entries: number
  /** Wholly below the commitlog's minimum and not the newest. */
  readonly dead: boolean
  readonly error: string | null
}

export interface StrayEntry {
  readonly path: string
  readonly absolutePath: string
  readonly kind: 'file' | 'directory' | 'link' | 'other'
  readonly sizeBytes: number
  readonly place: 'commitlog' | 'queue' | 'index' | 'root' | 'consumequeue'
  /** The broker does not start because of it (store-format L1, A.9). */
  readonly stopsBroker: boolean
}

// ───────────────────────────── tiered ─────────────────────────────

export interface TieredSnapshot {
  /** Absolute tieredStoreFilePath. */
  readonly root: string
  /** Absolute `{root}/{h8}_{cluster}` folder; null when there is none. */
  readonly clusterRoot: string | null
  /** Absolute; null when no metadata was found. */
  readonly metadataPath: string | null
  readonly metadata: 'ok' | 'absent' | 'unreadable'
  readonly queues: readonly TieredQueuePicture[]
  readonly index: TieredFlatFile | null
  /** Topics that have a reserve.time of their own. */
  readonly ownTimes: readonly { readonly topic: string; readonly hours: number }[]
  /** Files below the cluster folder that no row knows, and rows that contradict themselves. */
  readonly strays: readonly TieredStray[]
  readonly inconsistencies: readonly TieredInconsistency[]
}

export interface TieredStray {
  /** Relative to the tiered root. */
  readonly path: string
  readonly absolutePath: string
  readonly sizeBytes: number
  readonly allocatedBytes: number
  readonly modifiedTime: number
  readonly topic: string | null
  readonly queueId: number | null
  readonly fileType: 'COMMIT_LOG' | 'CONSUME_QUEUE' | 'INDEX' | null
}

export interface TieredInconsistency {
  readonly code:
    | 'tiered-metadata-unreadable'
    | 'tiered-row-inconsistent'
    | 'tiered-queue-unlisted'
    | 'tiered-wrong-broker'
    | 'tiered-timestamps'
    | 'tiered-index-wrong'
  readonly topic: string | null
  readonly queueId: number | null
  readonly path: string | null
  readonly note: string
}

export interface TieredQueuePicture {
  readonly topic: string
  readonly queueId: number
  readonly commitLog: TieredFlatFile
  readonly consumeQueue: TieredFlatFile
  /** Queue offset of the first record in the first commitlog segment as the broker reads it (0 from a re-created ghost); null when it has none. */
  readonly firstRecordOffset: QueueOffset | null
  readonly firstOffset: QueueOffset
  /** What a broker reports: max(CQ base / 20, firstRecordOffset). */
  readonly minOffset: QueueOffset
  /** The minimum that would be right: the first queue offset from which every unit has its record. */
  readonly realMinOffset: QueueOffset
  readonly maxOffset: QueueOffset
  readonly units: Omit<UnitCounts, 'preBlank'>
  readonly runs: readonly UnitRun[]
  /** What stands in the way of a first record, when something does. */
  readonly irregular: readonly {
    readonly code: 'tiered-misaligned' | 'tiered-record-mismatch'
    readonly path: string
    readonly at: number
    readonly hex: string
    readonly note: string
    /** Of units that are none; the other entries speak of records and files. */
    readonly queueOffsets?: Range<QueueOffset>
  }[]
}

export interface TieredFlatFile {
  readonly minOffset: number
  readonly maxOffset: number
  readonly holes: readonly Range[]
  /** Ascending by base; rows and stray files of the same flat file together. */
  readonly segments: readonly TieredSegmentPicture[]
}

export interface TieredSegmentPicture {
  /** Relative to the tiered root: where the file is or would be. */
  readonly path: string
  readonly absolutePath: string
  readonly baseOffset: number
  /** What the row says; 0 for a stray. */
  readonly sizeBytes: number
  /** What the file has; null when there is none. */
  readonly fileSizeBytes: number | null
  readonly allocatedBytes: number
  readonly modifiedTime: number | null
  readonly state: 'ok' | 'ghost' | 'stray' | 'size-mismatch'
  /** The last row of its flat file: its length on disk wins at the broker's start. */
  readonly last: boolean
  /** Store timestamps of the row; null where the row says "empty" (Long.MAX_VALUE). */
  readonly beginTimestamp: number | null
  readonly endTimestamp: number | null
}

// ───────────────────────────── groups and configuration ─────────────────────────────

export interface GroupPosition {
  readonly group: string
  readonly topic: string
  readonly queueId: number
  readonly committedOffset: number
  /** maxOffset − committedOffset of the range the client sees. */
  readonly lag: number
  readonly place: 'below-min' | 'inside' | 'beyond-max'
}

/** A committed offset outside the safe range of numbers. */
export interface PositionBeyond {
  readonly group: string
  readonly topic: string
  readonly queueId: number
  readonly committedOffset: bigint
}

export interface ConfigFile {
  /** Relative to the root, such as `config/topics.json`. */
  readonly path: string
  readonly state: 'ok' | 'absent' | 'unreadable'
  readonly error: string | null
  /** Byte where the parser stopped. */
  readonly at: number | null
  readonly backup: 'ok' | 'absent' | 'unreadable'
}
