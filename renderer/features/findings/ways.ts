import type { FindingWords } from '../../../shared/contract/documents'
import type { FindingCode } from '../../../shared/store/checks/finding'
import type { RepairCode } from '../../../shared/store/cleanup/repair-code'
import { placeOf, type StoreRoute } from '../../app/route'

/** Where a finding leads on from here: to a plan that mends it, or to the screen that says more. */
export interface Way {
  readonly says: 'smallest-fix' | 'mend' | 'give-up-older' | 'next-start' | 'in-use' | 'groups'
  readonly isPlan: boolean
  readonly route: StoreRoute
}

/** Repairs that cost messages: everything before the damage. */
const givesUpOlder = new Set<RepairCode>(['commitlog-hole', 'commitlog-wrong-size', 'tiered-hole', 'tiered-ghost', 'tiered-size-mismatch'])
/** What a start of the broker does something about, or fails on. */
const decidedAtStart = new Set<FindingCode>([
  'commitlog-wrong-size', 'commitlog-stray-file', 'commitlog-empty', 'log-end-cut', 'record-corrupt', 'queue-ahead', 'queue-wrong-size', 'queue-stray-file',
  'queue-last-file-zero', 'index-stray-directory', 'config-unreadable', 'compaction-pair-mismatch', 'batch-topic-mismatch',
])

export function waysFrom(storeId: string, { code, subject, mendedBy }: Pick<FindingWords, 'code' | 'subject' | 'mendedBy'>): readonly Way[] {
  const ways: Way[] = []
  const plan = (says: Way['says'], query: Readonly<Record<string, string>>): unknown => ways.push({ says, isPlan: true, route: placeOf(storeId, 'free-space', [], query) })
  const look = (says: Way['says'], route: StoreRoute): unknown => ways.push({ says, isPlan: false, route })
  if (mendedBy?.kind === 'dangling') plan('smallest-fix', { cut: 'dangling' })
  if (mendedBy?.kind === 'repair') plan(givesUpOlder.has(mendedBy.code) ? 'give-up-older' : 'mend', { cut: 'repair', repair: mendedBy.code, ...(mendedBy.place !== undefined && { place: mendedBy.place }) })
  if (decidedAtStart.has(code) || code === 'queue-dangling-visible') look('next-start', placeOf(storeId, 'next-start'))
  if (code === 'abort-present') look('in-use', placeOf(storeId, 'in-use'))
  if (subject.group !== undefined) look('groups', placeOf(storeId, 'groups', [], { text: subject.group }))
  return ways
}
