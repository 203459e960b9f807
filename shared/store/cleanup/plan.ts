import type { FileFacts } from '../bytes/store-files'

/** What the user asked for. */
export type Cut =
  | { readonly kind: 'dangling'; readonly strays?: boolean | undefined }
  | { readonly kind: 'keep-from'; readonly physicalOffset: number }
  | { readonly kind: 'before'; readonly time: number }
  | { readonly kind: 'free'; readonly sizeBytes: number }

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
  /** Tiered: the first record kept per queue. */
  readonly queues?: readonly { readonly topic: string; readonly queueId: number; readonly newMinOffset: number }[]
}

export type Step = SetAsideStep | RewriteStep

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
  readonly kind: Exclude<StepKind, 'tiered-metadata'>
}

/** Replaces the metadata's text; rows are removed, every other byte is kept. */
export interface RewriteStep extends StepFacts {
  readonly action: 'rewrite'
  readonly kind: 'tiered-metadata'
  readonly removeRows: readonly MetadataRow[]
  readonly digestBefore: string
  readonly digestAfter: string
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
