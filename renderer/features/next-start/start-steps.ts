import type { ForecastDocument } from '../../../shared/contract/documents'
import { cutUnits } from './verdict'

/** What a broker does when it starts, in its own order. */
export const stepNames = ['config', 'commitlog', 'queues', 'index', 'recover', 'cutLog', 'cutQueues', 'serve', 'clean'] as const
export type StepName = (typeof stepNames)[number]

export interface StartStep {
  readonly name: StepName
  /** `stops`: the broker ends here; `changes`: it takes something away that was not expired; `unreached`: a step before this one stops it. */
  readonly outcome: 'fine' | 'changes' | 'depends' | 'stops' | 'unreached'
  readonly refusals: ForecastDocument['refusals']
  /** Files, units or queues that the step removes or leaves wrong. */
  readonly count: number
}

/** At which step a broker meets a file that it does not accept, by the code of the finding. */
const metAt: readonly (readonly [prefix: string, step: StepName])[] = [
  ['config-', 'config'],
  ['commitlog-', 'commitlog'],
  ['index-', 'index'],
]

export function stepsOf(document: ForecastDocument): readonly StartStep[] {
  const { refusals, commitLog, firstCleaning, starts } = document
  const refusedAt = (name: StepName): ForecastDocument['refusals'] => refusals.filter(({ code }) => stepOf(code) === name)
  const counts: Partial<Record<StepName, number>> = { cutLog: commitLog.removedFiles.length, cutQueues: cutUnits(document), clean: firstCleaning.removedFiles.length }
  let isStopped = false
  return stepNames.map(name => {
    const own = refusedAt(name)
    const count = counts[name] ?? 0
    const outcome = isStopped ? 'unreached' : own.length > 0 ? (starts === 'depends' ? 'depends' : 'stops') : takesAway(name) ? 'changes' : 'fine'
    isStopped ||= outcome === 'stops'
    return { name, outcome, refusals: own, count }
  })

  function takesAway(name: StepName): boolean {
    if (name === 'cutLog') return commitLog.cutFrom !== null || (counts.cutLog ?? 0) > 0
    if (name === 'cutQueues') return (counts.cutQueues ?? 0) > 0
    return name === 'serve' && document.notes.some(({ code }) => code === 'minimum-stays-zero' || code === 'queues-destroyed')
  }
}

const stepOf = (code: string): StepName => metAt.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'queues'
