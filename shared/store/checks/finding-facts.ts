import type { Finding, FindingCode } from './finding'

type Dangling = {
  /** Physical offsets of the first unit's start and the last unit's end. */
  readonly physicalStart: number
  readonly physicalEnd: number
  readonly logMinOffset: number
  readonly logMaxOffset: number
  /** What a client is served. */
  readonly minOffset: number
  readonly maxOffset: number
}

type FlatFileType = { readonly fileType: 'COMMIT_LOG' | 'CONSUME_QUEUE' | 'INDEX' }
type Nothing = Readonly<Record<string, never>>

/** Parts of a store that are recognised and not read by this check. */
export type UnreadPart =
  | 'rocksdb-queues'
  | 'combined-queues'
  | 'dledger'
  | 'compaction'
  | 'timer'
  | 'queue-ext'
  | 'tiered-without-metadata'
  | 'unreadable-files'
  | 'unreadable-folder'

/** The values each code's sentences need, beside subject, range and count. Sizes are bytes. */
export interface FactsOf {
  'commitlog-hole': { readonly bytes: number; readonly logMinOffset: number; readonly logMaxOffset: number }
  'commitlog-empty': { readonly queues: number; readonly queueFiles: number }
  'commitlog-wrong-size': {
    readonly sizeBytes: number
    readonly expectedBytes: number
    /** `broker.conf`: all files agree with each other and not with the configuration. */
    readonly expectedFrom: 'other-files' | 'broker.conf'
  }
  'commitlog-stray-file': { readonly kind: string; readonly sizeBytes: number }
  'record-corrupt': {
    readonly reason: string
    /** The record stands where a segment that is not the last begins; how far the damage goes is not known yet. */
    readonly endIsKnown: 0 | 1
    /** Behind it the broker would cut the log at its next start. */
    readonly isActive: 0 | 1
  }
  'log-end-cut': { readonly reason: string }
  'queue-dangling-visible': Dangling & {
    /** Physical offset 0 is answered with whatever the first segment begins with. */
    readonly includesOffsetZero: 0 | 1
    /** Files of the queue that could go with a cleanup. */
    readonly deadFiles: number
  }
  'queue-dangling-hidden': Dangling
  'queue-dead-files': { readonly lastPath: string; readonly allocatedBytes: number; readonly visibleUnits: number; readonly logMinOffset: number }
  'queue-dead': { readonly lastPhysicalOffset: number; readonly logMinOffset: number; readonly maxOffset: number }
  'queue-in-hole': Dangling
  'queue-ahead': Dangling
  'queue-hole': { readonly bytes: number }
  'queue-wrong-size': {
    readonly sizeBytes: number
    readonly expectedBytes: number | null
    /** A key of broker.conf: all files agree with each other and not with it. */
    readonly expectedFrom: 'other-files' | 'mappedFileSizeConsumeQueue' | 'mapperFileSizeBatchConsumeQueue'
  }
  'queue-stray-file': { readonly kind: string; readonly sizeBytes: number }
  'queue-unit-invalid': Nothing
  'queue-unit-misaligned': Nothing
  'queue-unit-mismatched': {
    /** `tags`: only they differ, and a filter of a consumer goes wrong; `extension`: its entry there is missing. */
    readonly what: 'record' | 'tags' | 'extension'
  }
  'queue-unit-crosses-segment': Nothing
  'queue-not-increasing': { readonly physicalBefore: number | null; readonly physicalAfter: number | null }
  'queue-trailing-blank': Nothing
  'queue-last-file-zero': { readonly baseOffset: number }
  'queue-ext-invalid': { readonly reason: 'size' | 'name' | 'unit' }
  'message-not-indexed': Nothing
  'index-stale': { readonly lastPath: string; readonly allocatedBytes: number; readonly endPhysicalOffset: number; readonly logMinOffset: number }
  'index-entry-wrong': Nothing
  'index-stray-directory': Nothing
  'config-unreadable': { readonly reason: string; readonly at: number | null; readonly backup: 'ok' | 'absent' | 'unreadable'; readonly isAbsent: 0 | 1 }
  'offset-beyond-max': {
    /** `0x` and 16 digits beyond the safe range of numbers. */
    readonly committedOffset: number | string
    readonly maxOffset: number
    readonly minOffset: number
  }
  'offset-below-min': { readonly committedOffset: number; readonly maxOffset: number; readonly minOffset: number }
  'abort-present': { readonly pid: number | null; readonly modifiedTime: number }
  'compaction-pair-mismatch': { readonly missing: string }
  'compaction-invalid': { readonly what: 'size' | 'name' | 'record' | 'unit' | 'unindexed' }
  'batch-topic-mismatch': { readonly directory: string; readonly queueType: string }
  'epoch-file-invalid': {
    /** `number`, `count`, `checksum`: the file; `order`, `ahead`: the entry told here; else why it cannot be read. */
    readonly reason: string
    readonly backup: 'ok' | 'absent' | 'unreadable'
    readonly epoch: number | null
    readonly startOffset: number | null
  }
  'timer-file-invalid': { readonly reason: 'wheel-size' | 'name' | 'log-size' | 'hole' | 'unit' | 'checkpoint' }
  'timer-slot-wrong': {
    /** `slot`: of the wheel; `chain`: from a timer to the one before it. */
    readonly what: 'slot' | 'chain'
    /** A start finds it from the log. */
    readonly isSetAnew: 0 | 1
  }
  'timer-message-lost': {
    readonly place: 'below' | 'hole' | 'past' | 'no-record'
  }
  'not-read': { readonly part: UnreadPart; readonly reason: string | null }
  'tiered-metadata-unreadable': { readonly reason: string; readonly fallback: 'backup' | 'nothing' }
  'tiered-row-inconsistent': { readonly note: string }
  'tiered-hole': FlatFileType & { readonly bytes: number }
  'tiered-ghost': FlatFileType & { readonly rowBytes: number; readonly place: 'head' | 'middle' | 'last'; readonly lastPath: string }
  'tiered-size-mismatch': FlatFileType & { readonly rowBytes: number; readonly fileBytes: number; readonly isLast: 0 | 1 }
  'tiered-misaligned': { readonly sizeBytes: number }
  'tiered-stray': { readonly sizeBytes: number; readonly lastPath: string }
  'tiered-dangling-visible': Dangling & { readonly realMinOffset: number }
  'tiered-dangling-hidden': Dangling & { readonly realMinOffset: number }
  'tiered-in-hole': Dangling & { readonly realMinOffset: number }
  'tiered-ahead': Dangling & { readonly realMinOffset: number }
  'tiered-record-mismatch': { readonly reason: string }
  'tiered-behind-local': { readonly tieredMaxOffset: number; readonly localMinOffset: number; readonly tieredBytes: number }
  'tiered-timestamps': { readonly note: string }
  'tiered-index-wrong': { readonly note: string }
  'tiered-queue-unlisted': Nothing
  'tiered-wrong-broker': { readonly brokerName: string }
}

/** A finding whose facts are known by its code. */
export type FindingOf<C extends FindingCode> = Omit<Finding, 'code' | 'facts'> & { readonly code: C; readonly facts: FactsOf[C] }
