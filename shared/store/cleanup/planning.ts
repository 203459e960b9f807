import { parentOf, relativeTo, type StoreFiles } from '../bytes/store-files'
import type { Watch } from '../progress'
import type { SeenFile, StoreSnapshot } from '../snapshot/snapshot'
import { identityOf } from './identity'
import type { Blocker, BlockerCode, CleanupPlan, SetAsideStep, Step, StepKind } from './plan'

/** Why a file goes. Stable words for scripts; `shared/words` makes sentences of them. */
export const stepReasons = [
  'last-unit-below-cut', 'index-below-cut', 'segment-below-cut', 'rows-of-removed-files', 'ghost', 'below-first-record', 'older-than-cut', 'no-row',
  'not-a-brokers', 'below-the-damage', 'unreadable', 'half-a-unit',
] as const
export type StepReason = (typeof stepReasons)[number]

/** A step before it has its number. */
export type DraftStep = DraftOf<Step>
type DraftOf<S extends Step> = S extends Step ? Omit<S, 'order'> : never

/** What every part of the planning looks at. */
export interface Planning {
  readonly snapshot: StoreSnapshot
  readonly files: StoreFiles
  readonly watch: Watch
  /** Facts of a file of the snapshot. */
  readonly factsOf: ReadonlyMap<string, SeenFile>
}

/** What one side (local or tiered) adds to a plan. */
export interface SidePlan {
  readonly steps: readonly DraftStep[]
  readonly kept: CleanupPlan['kept']
  readonly blockers: readonly Blocker[]
}

export const blocker = (code: BlockerCode, facts: Blocker['facts'], path?: string): Blocker => ({ code, message: '', ...(path !== undefined && { path }), facts })

/** The directory whose quarantine a file goes to: on its own file system, beside its segment directory. */
function baseOf({ store, tiered }: StoreSnapshot, kind: StepKind, path: string): string {
  if (tiered !== undefined && kind.startsWith('tiered-') && kind !== 'tiered-metadata') return tiered.root
  return path.startsWith(`${store.root}/`) ? store.root : parentOf(parentOf(path))
}

export function stepFacts({ snapshot, factsOf }: Planning, kind: StepKind, path: string, reason: StepReason, queue?: { readonly topic: string; readonly queueId: number }): Omit<SetAsideStep, 'order' | 'action' | 'kind'> {
  const facts = factsOf.get(path)
  if (facts === undefined) throw new Error(`broken invariant: ${path} is not in the snapshot`)
  const base = baseOf(snapshot, kind, path)
  return {
    base,
    path: relativeTo(base, path),
    sizeBytes: facts.sizeBytes,
    allocatedBytes: facts.allocatedBytes,
    modifiedTime: facts.modifiedTime,
    identity: identityOf(facts),
    reason,
    ...(queue && { topic: queue.topic, queueId: queue.queueId }),
  }
}

export const setAsideStep = (planning: Planning, kind: SetAsideStep['kind'], path: string, reason: StepReason, queue?: { readonly topic: string; readonly queueId: number }): DraftStep => ({
  action: 'set-aside',
  kind,
  ...stepFacts(planning, kind, path, reason, queue),
})

export const queueKey = ({ topic, queueId }: { readonly topic: string; readonly queueId: number }): string => `${topic}\0${queueId}`
