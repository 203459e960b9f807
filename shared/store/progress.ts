import { Cancelled } from './errors'

/** What a long-running function of the core tells and asks while it works. */
export interface Watch {
  /** Called often; the receiver throttles. `total` is undefined while it is unknown. */
  progress(stage: string, done: number, total: number | undefined): void
  /** True once the caller wants the work to stop. */
  cancelled(): boolean
}

export const unwatched: Watch = { progress: () => undefined, cancelled: () => false }

/** Reports and stops here if asked to. @throws Cancelled */
export function step(watch: Watch, stage: string, done: number, total?: number): void {
  if (watch.cancelled()) throw new Cancelled()
  watch.progress(stage, done, total)
}
