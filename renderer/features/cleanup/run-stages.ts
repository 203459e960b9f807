import type { PlanSummary } from '../../../shared/contract/schemas'
import type { Job } from '../../api/running-jobs'

type Totals = PlanSummary['stepTotals'][number]

export interface RunStage extends Pick<Totals, 'kind' | 'files'> {
  readonly done: number
  readonly state: 'done' | 'now' | 'waits'
}

/** How far each kind of file is: steps are taken in the order of the plan, one kind after the other. */
export function stagesOf(totals: readonly Pick<Totals, 'kind' | 'files'>[], job: Pick<Job, 'stage' | 'done'> | undefined): RunStage[] {
  const taken = job?.stage === 'setting-aside' ? job.done : undefined
  let before = 0
  return totals.map(({ kind, files }) => {
    const done = Math.min(Math.max(0, (taken ?? 0) - before), files)
    const isReached = taken !== undefined && taken >= before
    before += files
    return { kind, files, done, state: done === files ? 'done' : isReached ? 'now' : 'waits' }
  })
}
