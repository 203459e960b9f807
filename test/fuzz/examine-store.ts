import { contract } from '../../shared/contract/contract'
import { checkStore } from '../../shared/store/checks/check-store'
import { mendingsOf } from '../../shared/store/cleanup/mending'
import { planCleanup } from '../../shared/store/cleanup/plan-cleanup'
import { requireSafePlan } from '../../shared/store/cleanup/plan-shape'
import { isSealed } from '../../shared/store/cleanup/digest'
import type { CleanupPlan, Cut } from '../../shared/store/cleanup/plan'
import { join, type StoreFiles } from '../../shared/store/bytes/store-files'
import { Failure, Refusal } from '../../shared/store/errors'
import { foretellStart } from '../../shared/store/forecast/foretell-start'
import { recoverLog } from '../../shared/store/forecast/recover-log'
import type { InUse } from '../../shared/store/in-use'
import { recognise, type StoreLocation } from '../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { findingWords } from '../../shared/words/finding-words'
import { forecastWords } from '../../shared/words/forecast-words'
import { mendingsIn, toCheckDocument } from '../../electron/service/check-document'
import { toInspectDocument } from '../../electron/service/views/documents'
import { toPlanSummary } from '../../electron/service/views/plans'
import { deepCheckOf } from '../helpers/deep-check'
import { promise } from './decoder-targets'

export const free: InUse = { state: 'free', reasons: [], abort: false }
const cuts: readonly Cut[] = [
  { kind: 'dangling' }, { kind: 'dangling', strays: true }, { kind: 'keep-from', physicalOffset: 70_000 }, { kind: 'keep-from', physicalOffset: Number.MAX_SAFE_INTEGER },
  { kind: 'before', time: Date.UTC(2100, 0, 1) }, { kind: 'free', sizeBytes: 100_000 },
]

/** Those, and the repairs that the findings of a store name. */
export function cutsOf(snapshot: StoreSnapshot): readonly Cut[] {
  const mendings = checkStore(snapshot).map(mendingsOf(snapshot))
  const repairs = mendings.flatMap(mending => ('cut' in mending && mending.cut.kind === 'repair' ? [mending.cut] : []))
  return [...cuts, ...new Map(repairs.map(repair => [JSON.stringify(repair), repair])).values()]
}

/**
 * Everything that is done with a store but changing it: opened, checked, checked deeply, planned every way, foretold, and each answer
 * held against its schema. Bad news may be a finding, a refusal or a failure; anything else thrown is our defect.
 */
export function examineStore(files: StoreFiles, directory: string): void {
  const location = told(() => recognise(files, directory))
  if (location === undefined) return
  const snapshot = told(() => takeSnapshot(files, location))
  if (snapshot === undefined) return
  contract.inspectDocument.output.parse(toInspectDocument(snapshot, free))
  // A deep check reads every byte, so a file of terabytes of holes takes its time and breaks no promise.
  const isSmall = snapshot.files.every(({ sizeBytes }) => sizeBytes <= 2 ** 23)
  for (const [depth, findings] of [['quick', checkStore(snapshot)], ['deep', isSmall ? (told(() => deepCheckOf(files, snapshot)) ?? []) : []]] as const)
    for (const lang of ['en', 'zh'] as const)
      contract.checkDocument.output.parse(toCheckDocument(findings, { depth, scanned: { ...snapshot.scanned, seconds: 0 } }, finding => findingWords(finding, lang), mendingsIn(snapshot, lang)))

  for (const cut of cutsOf(snapshot)) {
    const plan = told(() => planCleanup(snapshot, { cut, allowPending: true, createdAt: 1 }, { files }, free))
    if (plan === undefined) continue
    contract.planDocument.output.parse(plan)
    contract.planCleanup.output.parse(toPlanSummary(plan, blocker => blocker))
    requireInside(plan, location)
    if (cut.kind === 'repair') promise(plan.steps.length + plan.blockers.length > 0, `the repair of ${cut.code} that a finding names has something to do`)
  }
  told(() => {
    const before = takeSnapshot(files, location, { recoverLog })
    const { notes, ...start } = foretellStart(before, checkStore(before), { configuration: location.configuration, now: 1 })
    contract.forecastDocument.output.parse({ schema: 'forecast/1', brokerVersion: before.store.brokerVersion, ...start, notes: notes.map(note => ({ code: note.code, message: forecastWords(note, 'en') })) })
  })
}

/** @returns undefined where bad news was told the way it must be */
export function told<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure || error instanceof Refusal) return undefined
    throw error
  }
}

/** A plan that we made is one that we carry out, and touches nothing outside the store's own directories. */
export function requireInside(plan: CleanupPlan, { localRoot, tieredRoot, commitLogDirectories }: StoreLocation): void {
  promise(isSealed(plan), 'a plan is sealed')
  requireSafePlan(plan)
  const homes = [localRoot, tieredRoot, ...commitLogDirectories].filter(home => home !== null)
  for (const step of plan.steps) {
    const path = join(step.base, step.path)
    promise(homes.some(home => path.startsWith(`${home}/`)) && !path.split('/').includes('..'), `${path} lies in the store`)
  }
}
