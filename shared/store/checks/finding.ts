export type Severity = 'error' | 'warning' | 'info'

/** Every code of `docs/cli.md`; a code never changes its meaning. */
export const findingCodes = [
  'commitlog-hole', 'commitlog-empty', 'commitlog-wrong-size', 'commitlog-stray-file', 'record-corrupt', 'log-end-cut',
  'queue-dangling-visible', 'queue-dangling-hidden', 'queue-dead-files', 'queue-dead', 'queue-in-hole', 'queue-ahead', 'queue-hole',
  'queue-wrong-size', 'queue-stray-file', 'queue-unit-invalid', 'queue-unit-misaligned', 'queue-unit-mismatched',
  'queue-unit-crosses-segment', 'queue-not-increasing', 'queue-trailing-blank', 'queue-last-file-zero', 'queue-ext-invalid', 'message-not-indexed',
  'index-stale', 'index-entry-wrong', 'index-stray-directory', 'config-unreadable', 'offset-beyond-max', 'offset-below-min', 'abort-present',
  'compaction-pair-mismatch', 'compaction-invalid', 'batch-topic-mismatch', 'epoch-file-invalid', 'timer-file-invalid', 'timer-slot-wrong', 'timer-message-lost', 'not-read',
  'tiered-metadata-unreadable', 'tiered-row-inconsistent', 'tiered-hole', 'tiered-ghost', 'tiered-size-mismatch', 'tiered-misaligned',
  'tiered-stray', 'tiered-dangling-visible', 'tiered-dangling-hidden', 'tiered-in-hole', 'tiered-ahead', 'tiered-record-mismatch',
  'tiered-behind-local', 'tiered-timestamps', 'tiered-index-wrong', 'tiered-queue-unlisted', 'tiered-wrong-broker',
] as const

export type FindingCode = (typeof findingCodes)[number]

/** A fact about the store's bytes. Words are added at the door (`shared/words`); here are code, place and numbers. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  readonly subject: FindingSubject
  readonly range?: { readonly start: number; readonly end: number }
  readonly rangeKind?: 'queue-offset' | 'physical-offset' | 'byte'
  /** Units, files or rows it stands for; at least 1. */
  readonly count: number
  readonly evidence?: { readonly path: string; readonly at: number; readonly hex: string }
  /** Values the sentences need, by name. Plain data. */
  readonly facts: Readonly<Record<string, string | number | null>>
}

export interface FindingSubject {
  readonly side?: 'local' | 'tiered'
  readonly topic?: string
  readonly queueId?: number
  readonly group?: string
  readonly path?: string
}
