import type { FindingCode } from '../../../shared/store/checks/finding'
import type { Overview } from '../../../shared/contract/schemas'

/** The worst true thing about a store, and where it is proven. At most one; never a count of findings. */
export type Headline =
  | { readonly says: 'will-not-start' | 'destroys'; readonly finding: FindingCode; readonly message: string }
  | { readonly says: 'hole'; readonly holes: number }
  | { readonly says: 'queue-hole' | 'tiered-hole'; readonly holes: number }
  | { readonly says: 'loses'; readonly units: number }
  | { readonly says: 'serves-deleted'; readonly units: number; readonly queues: number }
  | { readonly says: 'serves-deleted-and-loses'; readonly units: number; readonly lost: number }
  | { readonly says: 'disk-full'; readonly usedShare: number }
  | { readonly says: 'finding'; readonly finding: FindingCode; readonly message: string }
  | { readonly says: 'nothing-wrong' }

/** Findings after which a broker does not start (store-format L1, L18, L19). */
const stopsTheBroker = new Set<FindingCode>([
  'commitlog-wrong-size', 'commitlog-stray-file', 'queue-wrong-size', 'queue-stray-file', 'index-stray-directory',
  'compaction-pair-mismatch', 'batch-topic-mismatch',
])
/** Findings after which a broker removes what could still be saved. */
const destroys = new Set<FindingCode>(['commitlog-empty', 'tiered-behind-local'])
const cutsTheLog = new Set<FindingCode>(['log-end-cut', 'record-corrupt'])

const diskFullFrom = 0.9

export function headlineOf(overview: Overview): Headline {
  const { local, tiered, findings, fileSystem } = overview
  const firsts = findings.kinds.map(({ first }) => first)
  const stop = firsts.find(finding => stopsTheBroker.has(finding.code))
  if (stop) return { says: 'will-not-start', finding: stop.code, message: stop.message }
  const destroyed = firsts.find(finding => destroys.has(finding.code))
  if (destroyed) return { says: 'destroys', finding: destroyed.code, message: destroyed.message }

  if (local && local.holes.length > 0) return { says: 'hole', holes: local.holes.length }
  if (local && local.queueHoles > 0) return { says: 'queue-hole', holes: local.queueHoles }
  if (tiered && tiered.holes > 0) return { says: 'tiered-hole', holes: tiered.holes }

  const lost = (local?.units.ahead ?? 0) + (tiered?.units.ahead ?? 0)
  const units = (local?.units.expiredVisible ?? 0) + (tiered?.units.expiredVisible ?? 0)
  if (units > 0 && lost > 0) return { says: 'serves-deleted-and-loses', units, lost }
  const cut = firsts.find(finding => cutsTheLog.has(finding.code))
  if (lost > 0) return { says: 'loses', units: lost }
  if (cut) return { says: 'finding', finding: cut.code, message: cut.message }
  if (units > 0) return { says: 'serves-deleted', units, queues: (local?.visibleQueues ?? 0) + (tiered?.visibleQueues ?? 0) }

  const serious = firsts.find(finding => finding.severity !== 'info')
  const usedShare = usedShareOf(fileSystem)
  if (usedShare >= diskFullFrom) return { says: 'disk-full', usedShare }
  return serious ? { says: 'finding', finding: serious.code, message: serious.message } : { says: 'nothing-wrong' }
}

/** As `df` and the broker count: a reserve of the superuser is neither used nor free. */
export const usedShareOf = (fileSystem: Overview['fileSystem']): number =>
  fileSystem === null || fileSystem.usedBytes + fileSystem.freeBytes === 0 ? 0 : fileSystem.usedBytes / (fileSystem.usedBytes + fileSystem.freeBytes)
