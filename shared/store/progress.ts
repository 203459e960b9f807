import { Cancelled } from './errors'

/** What a long call is doing just then; `shared/words` has a name for each. Amounts are files, queues or steps unless the code says otherwise. */
export const workStages = [
  'listing-files', 'reading-segments', 'reading-active-segment', 'reading-queues', 'classifying-queues', 'comparing-edges', 'reading-tiered-queues',
  'deep-check', 'reading-as-broker', 'searching', 'comparing',
  'planning-queues', 'planning-tiered-queues', 'counting-bytes', 'reading-timer-log', 'setting-aside', 'putting-back', 'removing',
] as const
export type WorkStage = (typeof workStages)[number]

/** What a long-running function of the core tells and asks while it works. */
export interface Watch {
  /** Called often; the receiver throttles. `total` is undefined while it is unknown. */
  progress(stage: WorkStage, done: number, total: number | undefined): void
  /** True once the caller wants the work to stop. */
  cancelled(): boolean
}

export const unwatched: Watch = { progress: () => undefined, cancelled: () => false }

/** Reports and stops here if asked to. @throws Cancelled */
export function step(watch: Watch, stage: WorkStage, done: number, total?: number): void {
  if (watch.cancelled()) throw new Cancelled()
  watch.progress(stage, done, total)
}
