import type { FileFacts } from '../bytes/store-files'
import type { RepairCode } from './repair-code'

/** What the user asked for. */
export type Cut =
  | { readonly kind: 'dangling'; readonly strays?: boolean | undefined }
  | { readonly kind: 'keep-from'; readonly physicalOffset: number }
  | { readonly kind: 'before'; readonly time: number }
  | { readonly kind: 'free'; readonly sizeBytes: number }
  | Repair

/** Mends the findings of one code, all of them or those at one place: `topic/queueId` of a queue, else the finding's path. */
export interface Repair {
  readonly kind: 'repair'
  readonly code: RepairCode
  readonly place?: string | undefined
}

export const blockerCodes = [
  'store-in-use', 'abort-present', 'liveness-unknown', 'hole', 'wrong-size', 'stray-file', 'would-empty-log',
  'would-touch-active-segment', 'layout-not-supported', 'pending-messages', 'not-yet-uploaded', 'metadata-unreadable',
  'read-only-file-system', 'unfinished-cleanup', 'changed-since-plan',
] as const
export type BlockerCode = (typeof blockerCodes)[number]

export interface Blocker {
  readonly code: BlockerCode
  /** In the asker's language, filled at the door; '' inside the core. */
  readonly message: string
  readonly path?: string
  readonly facts: Readonly<Record<string, string | number | null>>
}

export type StepKind =
  | 'consume-queue'
  | 'index'
  | 'commitlog'
  | 'tiered-metadata'
  | 'tiered-consume-queue'
  | 'tiered-commitlog'
  | 'tiered-stray'
  | 'config'
  | 'stray'

/**
 * A cleanup as a value: what the user reviews, what the digest covers, what the executor runs and what the journal
 * stores. Schema `plan/1` of `docs/cli.md`, plus what binds it to the files that were reviewed.
 */
export interface CleanupPlan {
  readonly schema: 'plan/1'
  /** First 12 hex digits of the digest. */
  readonly id: string
  /** `sha256:` over the canonical JSON of everything below. */
  readonly digest: string
  readonly createdAt: number
  readonly store: PlannedStore
  readonly cut: PlannedCut
  readonly blockers: readonly Blocker[]
  /** In the order they are carried out. */
  readonly steps: readonly Step[]
  readonly kept: readonly { readonly path: string; readonly reason: KeptReason }[]
  readonly effects: Effects
  /** Every file of the store as it was reviewed; apply refuses when one differs, is gone or is new. */
  readonly bound: readonly BoundFile[]
}

export interface PlannedStore {
  readonly root: string
  readonly tieredRoot: string | null
  readonly brokerName: string
  /** Absolute commitlog directories; set-aside files stay on the file system they came from. */
  readonly commitLogDirectories: readonly string[]
}

export interface PlannedCut {
  readonly kind: Cut['kind']
  /** Physical offset the local log will start at; null when the local store is not cut. */
  readonly newMinOffset: number | null
  readonly requested: number | null
  /** What a repair mends. */
  readonly repair?: { readonly code: RepairCode; readonly place: string | null }
  /** Tiered: the first record kept per queue. */
  readonly queues?: readonly { readonly topic: string; readonly queueId: number; readonly newMinOffset: number }[]
}

export type Step = SetAsideStep | ReplaceStep

/** The file stays and its content becomes another, in one rename; the old file keeps its second name in quarantine. */
export type ReplaceStep = RewriteStep | RestoreStep | ShortenStep

interface StepFacts {
  readonly order: number
  /** Absolute directory the path is relative to. */
  readonly base: string
  /** Relative to `base`. */
  readonly path: string
  readonly sizeBytes: number
  readonly allocatedBytes: number
  readonly modifiedTime: number
  readonly identity: FileIdentity
  readonly reason: string
  readonly topic?: string
  readonly queueId?: number
}

export interface SetAsideStep extends StepFacts {
  readonly action: 'set-aside'
  readonly kind: Exclude<StepKind, 'tiered-metadata' | 'config'>
}

interface ReplaceFacts extends StepFacts {
  readonly digestBefore: string
  readonly digestAfter: string
}

/** Rows are removed from the metadata's text, every other byte is kept. */
export interface RewriteStep extends ReplaceFacts {
  readonly action: 'rewrite'
  readonly kind: 'tiered-metadata'
  readonly removeRows: readonly MetadataRow[]
}

/** A file that no broker can read gets the content of its `.bak`, which stays. */
export interface RestoreStep extends ReplaceFacts {
  readonly action: 'restore'
  readonly kind: 'tiered-metadata' | 'config'
}

/** The first `keptBytes` of a file stay, the rest is left off. */
export interface ShortenStep extends ReplaceFacts {
  readonly action: 'shorten'
  readonly kind: 'tiered-consume-queue'
  readonly keptBytes: number
}

export interface MetadataRow {
  readonly table: 'commitLogFileSegmentTable' | 'consumeQueueFileSegmentTable'
  readonly filePath: string
  readonly baseOffset: number
}

export type FileIdentity = Pick<FileFacts, 'sizeBytes' | 'modifiedTimeNs' | 'inode'>

export interface BoundFile extends FileIdentity {
  /** Absolute. */
  readonly path: string
}

export type KeptReason =
  | 'last-file-of-queue'
  | 'straddles-the-cut'
  | 'dead-queue-keeps-its-counter'
  | 'newest-index-file'
  | 'active-segment'
  | 'at-or-after-the-cut'
  | 'behind-a-kept-file'
  | 'last-tiered-segment'
  | 'first-record-unreadable'

export interface Effects {
  readonly setAsideBytes: number
  readonly allocatedBytes: number
  readonly messages: number
  readonly topics: readonly { readonly topic: string; readonly messages: number; readonly bytes: number }[]
  readonly queues: readonly {
    readonly side: 'local' | 'tiered'
    readonly topic: string
    readonly queueId: number
    readonly minOffsetBefore: number
    readonly minOffsetAfter: number
    readonly maxOffset: number
  }[]
  readonly unread: readonly { readonly group: string; readonly topic: string; readonly queueId: number; readonly messages: number }[]
  readonly delayedMessages: number
  readonly timerMessages: number
  readonly halfMessages: number
}
