import type { FindingCode, Severity } from '../store/checks/finding'
import type { FindingOf } from '../store/checks/finding-facts'
import type { EntryKind } from '../store/bytes/store-files'
import type { UnmendedReason } from '../store/cleanup/mending'
import type { Blocker, BlockerCode, KeptReason, StepKind } from '../store/cleanup/plan'
import type { StepReason } from '../store/cleanup/planning'
import type { ReceiptState } from '../store/cleanup/receipt'
import type { InUse, InUseReason } from '../store/in-use'
import type { WorkStage } from '../store/progress'
import type { GroupPosition, UnitClass } from '../store/snapshot/snapshot'
import type { Figures } from './figures'

/** Everything the product says, once per language. A missing sentence does not compile. */
export interface Vocabulary {
  readonly titles: Readonly<Record<FindingCode, string>>
  readonly findings: FindingSentences<FindingCode>
  /** Why no plan mends a finding. */
  readonly unmended: Readonly<Record<UnmendedReason, string>>
  readonly blockers: Readonly<Record<BlockerCode, (blocker: Blocker, say: Figures) => string>>
  readonly inUse: Readonly<Record<InUseReason['code'], (reason: InUseReason) => string>>
  readonly refusals: Readonly<Record<RefusalCode, (refusal: RefusalFacts, say: Figures) => string>>
  readonly names: Names
}

/** What it is with place and numbers, what the broker makes of it, what can be done. */
export interface Sentences {
  readonly message: string
  readonly consequence: string
  readonly remedy: string
}

export type FindingSentences<Code extends FindingCode> = { readonly [C in Code]: (finding: FindingOf<C>, say: Figures) => Sentences }

export type TieredCode = Extract<FindingCode, `tiered-${string}`>
export type LocalCode = Exclude<FindingCode, TieredCode>
export type TimerCode = Extract<FindingCode, `timer-${string}`>

export interface RefusalFacts {
  readonly path?: string | undefined
  readonly facts?: Readonly<Record<string, string | number | null>> | undefined
}

/** Codes of refusals besides the blockers'. Others keep the sentence they were thrown with. */
export const refusalCodes = [
  'not-found', 'not-a-directory', 'not-a-store', 'several-stores', 'no-configuration', 'no-tiered-root', 'no-commitlog', 'no-journal-directory', 'io-not-available',
  'store-not-open', 'no-such-queue', 'no-such-plan', 'no-such-recent', 'no-dialog', 'not-openable', 'not-empty',
  'plan-unreadable', 'plan-invalid', 'plan-altered', 'plan-of-another-store', 'wrong-confirmation', 'cut-not-applicable', 'nothing-to-do', 'journal-inside-store', 'another-cleanup-is-running', 'deep-check-running',
  'unknown-receipt', 'wrong-state', 'undo-blocked', 'written-since', 'journal-damaged', 'newer-version', 'foreign-store', 'journal-missing',
  // why there is no message where one was looked for
  'offset-below-log', 'offset-past-log', 'offset-in-hole', 'offset-inside-record', 'offset-in-filler', 'record-damaged', 'no-such-unit', 'unit-without-record', 'no-such-message',
  // what stands in the way of putting files back, one by one
  'destination-taken', 'destination-missing', 'quarantine-changed', 'metadata-rewritten', 'content-rewritten', 'log-not-contiguous', 'queue-not-contiguous', 'file-written-since',
] as const
export type RefusalCode = (typeof refusalCodes)[number]
export type MessageRefusalCode = Extract<RefusalCode, `offset-${string}` | 'record-damaged' | 'no-such-unit' | 'unit-without-record' | 'no-such-message'>

/** Short names for tables, badges and legends. */
export interface Names {
  readonly severity: Readonly<Record<Severity, string>>
  readonly unitClass: Readonly<Record<UnitClass | 'unwritten' | 'invalid', string>>
  readonly groupPlace: Readonly<Record<GroupPosition['place'], string>>
  readonly inUseState: Readonly<Record<InUse['state'], string>>
  readonly entryKind: Readonly<Record<EntryKind, string>>
  readonly workStage: Readonly<Record<WorkStage, string>>
  readonly stepKind: Readonly<Record<StepKind, string>>
  readonly stepReason: Readonly<Record<StepReason, string>>
  readonly keptReason: Readonly<Record<KeptReason, string>>
  readonly receiptState: Readonly<Record<ReceiptState, string>>
}
