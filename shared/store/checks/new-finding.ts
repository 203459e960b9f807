import type { Finding, FindingCode, Severity } from './finding'
import type { FactsOf, FindingOf } from './finding-facts'

/** How bad each code is. The few codes with two severities are told apart by their rule. */
const severities: Readonly<Record<FindingCode, Severity>> = {
  'commitlog-hole': 'error',
  'commitlog-empty': 'error',
  'commitlog-wrong-size': 'error',
  'commitlog-stray-file': 'error',
  'record-corrupt': 'error',
  'log-end-cut': 'warning',
  'queue-dangling-visible': 'error',
  'queue-dangling-hidden': 'info',
  'queue-dead-files': 'info',
  'queue-dead': 'info',
  'queue-in-hole': 'error',
  'queue-ahead': 'warning',
  'queue-hole': 'error',
  'queue-wrong-size': 'error',
  'queue-stray-file': 'error',
  'queue-unit-invalid': 'error',
  'queue-unit-misaligned': 'error',
  'queue-unit-mismatched': 'error',
  'queue-unit-crosses-segment': 'error',
  'queue-not-increasing': 'error',
  'queue-trailing-blank': 'error',
  'queue-last-file-zero': 'error',
  'queue-ext-invalid': 'error',
  'message-not-indexed': 'warning',
  'index-stale': 'info',
  'index-entry-wrong': 'warning',
  'index-stray-directory': 'error',
  'config-unreadable': 'error',
  'offset-beyond-max': 'warning',
  'offset-below-min': 'info',
  'abort-present': 'warning',
  'compaction-pair-mismatch': 'error',
  'compaction-invalid': 'error',
  'batch-topic-mismatch': 'error',
  'epoch-file-invalid': 'error',
  'timer-file-invalid': 'error',
  'timer-slot-wrong': 'error',
  'timer-message-lost': 'error',
  'not-read': 'info',
  'tiered-metadata-unreadable': 'error',
  'tiered-row-inconsistent': 'error',
  'tiered-hole': 'error',
  'tiered-ghost': 'error',
  'tiered-size-mismatch': 'error',
  'tiered-misaligned': 'error',
  'tiered-stray': 'warning',
  'tiered-dangling-visible': 'error',
  'tiered-dangling-hidden': 'info',
  'tiered-in-hole': 'error',
  'tiered-ahead': 'warning',
  'tiered-record-mismatch': 'error',
  'tiered-behind-local': 'error',
  'tiered-timestamps': 'warning',
  'tiered-index-wrong': 'warning',
  'tiered-queue-unlisted': 'warning',
  'tiered-wrong-broker': 'warning',
}

type Details<C extends FindingCode> = Partial<Omit<FindingOf<C>, 'code' | 'facts'>>

/** A finding with its code's severity unless `details` says otherwise, standing for one thing unless they count more. */
export function newFinding<C extends FindingCode>(code: C, facts: FactsOf[C], details: Details<C> = {}): Finding {
  return { code, severity: severities[code], subject: {}, count: 1, ...details, facts: { ...facts } }
}
