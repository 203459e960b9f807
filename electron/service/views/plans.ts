import type { AnswerOf } from '../../../shared/contract/contract'
import type { Blocker, CleanupPlan, Step } from '../../../shared/store/cleanup/plan'

type PlanSummary = AnswerOf<'planCleanup'>
export type Worded = <B extends Blocker>(blocker: B) => B

/** A plan without its long lists, and the command line that makes the same one. */
export function toPlanSummary(plan: CleanupPlan, worded: Worded): PlanSummary {
  const { steps, kept, bound, effects, blockers, ...head } = plan
  return {
    ...head,
    effects,
    blockers: blockers.map(worded),
    stepTotals: totalsOf(steps),
    keptTotals: [...Map.groupBy(kept, ({ reason }) => reason)].map(([reason, files]) => ({ reason, files: files.length })),
    boundFiles: bound.length,
    cliArguments: cliArgumentsOf(plan),
  }
}

/** Steps by kind, in the order they are carried out. */
function totalsOf(steps: readonly Step[]): PlanSummary['stepTotals'] {
  return [...Map.groupBy(steps, ({ kind }) => kind)].map(([kind, ofKind]) => ({
    kind,
    files: ofKind.length,
    bytes: ofKind.reduce((sum, step) => sum + (step.action === 'set-aside' ? step.sizeBytes : 0), 0),
    firstPath: ofKind[0]?.path ?? '',
    lastPath: ofKind.at(-1)?.path ?? '',
  }))
}

const valueOf = ({ requested, newMinOffset, repair }: CleanupPlan['cut']): string =>
  repair === undefined ? String(requested ?? newMinOffset ?? '') : repair.place === null ? repair.code : `${repair.code}=${repair.place}`

function cliArgumentsOf({ store, cut }: CleanupPlan): string[] {
  const tiered = store.tieredRoot === null ? [] : ['--tiered', store.tieredRoot]
  return ['plan', store.root, ...tiered, `--${cut.kind}`, ...(cut.kind === 'dangling' ? [] : [valueOf(cut)])]
}
