import type { StoreFiles } from '../bytes/store-files'
import { Refusal } from '../errors'
import type { InUse } from '../in-use'
import { unwatched, type Watch } from '../progress'
import type { StoreSnapshot } from '../snapshot/snapshot'
import { deviceBlockers, pendingBlockers, readOnlyBlockers, storeBlockers, uploadBlockers } from './blockers'
import { sealPlan } from './digest'
import { effectsOf } from './effects'
import { identityOf } from './identity'
import { nothingPending, pendingIn } from './pending'
import type { Blocker, CleanupPlan, Cut, PlannedCut, Repair } from './plan'
import { damagedEnd } from './choose-cut'
import { planLocal, type LocalPlan } from './plan-local'
import { planRepair } from './plan-repair'
import { planTiered, type TieredPlan } from './plan-tiered'
import type { DraftStep, Planning } from './planning'
import { quarantineBlockers } from './quarantine'
import type { RepairCode } from './repair-code'

export interface CleanupRequest {
  readonly cut: Cut
  /** Messages that the broker itself still needs may go. */
  readonly allowPending?: boolean | undefined
  readonly createdAt: number
}

export interface PlanReads {
  readonly files: StoreFiles
  readonly watch?: Watch | undefined
  /** Whether nothing can be written in a directory because its file system is mounted read-only. */
  readonly isReadOnly?: ((directory: string) => boolean) | undefined
  /** Where journals are kept that are not in the store. */
  readonly journalDirectory?: string | undefined
}

/**
 * Turns a cut into a plan: which files go, in which order, what it means for messages and groups, and what stands in the
 * way. Changes nothing. A plan with blockers is a plan too: it shows what could be done.
 * @throws Refusal `cut-not-applicable`; Failure; Cancelled
 */
export function planCleanup(snapshot: StoreSnapshot, request: CleanupRequest, reads: PlanReads, inUse: InUse): CleanupPlan {
  const { cut } = request
  const planning = planningOf(snapshot, reads)
  const { local, tiered, drafts } = draftSteps(planning, cut)
  const pending = local === undefined ? nothingPending : pendingIn(planning, local)
  const blockers: Blocker[] = [
    ...storeBlockers(planning, inUse, reads.journalDirectory),
    ...(tiered?.blockers ?? []),
    ...(local?.blockers ?? []),
    ...quarantineBlockers(reads.files, [snapshot.store.root, ...drafts.map(({ base }) => base)]),
    ...deviceBlockers(planning, drafts),
    ...readOnlyBlockers(drafts, reads.isReadOnly),
    ...(request.allowPending === true ? [] : pendingBlockers(pending)),
    ...(local === undefined ? [] : uploadBlockers(planning, local)),
  ]
  return sealPlan({
    createdAt: request.createdAt,
    store: {
      root: snapshot.store.root,
      tieredRoot: snapshot.tiered?.root ?? null,
      brokerName: snapshot.store.brokerName,
      commitLogDirectories: snapshot.local?.commitLog.directories ?? [],
    },
    cut: plannedCut(cut, local, tiered),
    blockers,
    steps: drafts.map((draft, index) => ({ ...draft, order: index + 1 })),
    kept: [...(tiered?.kept ?? []), ...(local?.kept ?? [])],
    effects: effectsOf(planning, drafts, local, tiered, pending),
    bound: snapshot.files.map(file => ({ path: file.path, ...identityOf(file) })),
  })
}

/** What a cleanup of what dangles would take, without all that makes it a plan. @throws Failure; Cancelled */
export const danglingSteps = (snapshot: StoreSnapshot, reads: PlanReads): readonly DraftStep[] => draftSteps(planningOf(snapshot, reads), { kind: 'dangling' }).drafts

const planningOf = (snapshot: StoreSnapshot, { files, watch = unwatched }: PlanReads): Planning => ({ snapshot, files, watch, factsOf: new Map(snapshot.files.map(file => [file.path, file])) })

interface DraftedSteps {
  readonly local: LocalPlan | undefined
  readonly tiered: TieredPlan | undefined
  readonly drafts: readonly DraftStep[]
}

function draftSteps(planning: Planning, cut: Cut): DraftedSteps {
  const { snapshot } = planning
  if (cut.kind === 'repair') return draftRepair(planning, cut)
  const local = snapshot.local === undefined ? undefined : planLocal(planning, snapshot.local, cut)
  const tiered = snapshot.tiered !== undefined && (cut.kind === 'dangling' || cut.kind === 'before') ? planTiered(planning, snapshot.tiered, cut) : undefined
  if (local === undefined && tiered === undefined)
    throw new Refusal('cut-not-applicable', `a tiered store has a log for every queue: it cannot be cut by ${cut.kind}`, { facts: { cut: cut.kind } })
  return { local, tiered, drafts: [...(tiered?.steps ?? []), ...(local?.steps ?? [])] }
}

/** A repair reaches one side only, and of that only what it mends. */
function draftRepair(planning: Planning, repair: Repair): DraftedSteps {
  const { snapshot } = planning
  const local = snapshot.local !== undefined && damagedEnd(snapshot.local, repair) !== undefined ? planLocal(planning, snapshot.local, repair) : undefined
  const tiered = snapshot.tiered !== undefined && cutsTiered.has(repair.code) ? planTiered(planning, snapshot.tiered, repair) : undefined
  return { local, tiered, drafts: [...(tiered?.steps ?? []), ...(local?.steps ?? []), ...planRepair(planning, repair)] }
}

const cutsTiered = new Set<RepairCode>(['tiered-hole', 'tiered-ghost', 'tiered-size-mismatch', 'tiered-stray'])

function plannedCut(cut: Cut, local: LocalPlan | undefined, tiered: TieredPlan | undefined): PlannedCut {
  const requested = cut.kind === 'keep-from' ? cut.physicalOffset : cut.kind === 'before' ? cut.time : cut.kind === 'free' ? cut.sizeBytes : null
  return {
    kind: cut.kind,
    newMinOffset: local?.newMin ?? null,
    requested,
    ...(cut.kind === 'repair' && { repair: { code: cut.code, place: cut.place ?? null } }),
    ...(tiered && { queues: tiered.changes.map(({ queue, firstKept }) => ({ topic: queue.topic, queueId: queue.queueId, newMinOffset: firstKept })) }),
  }
}
