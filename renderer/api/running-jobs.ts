import type { OperationName } from '../../shared/contract/contract'
import type { WorkStage } from '../../shared/store/progress'

/** A call on its way, as the job bar shows it. */
export interface Job {
  readonly id: number
  readonly operation: OperationName
  /** Of which store; empty where the call is about none. */
  readonly storeId: string
  readonly startedAt: number
  readonly stage: WorkStage | undefined
  readonly done: number
  readonly total: number | undefined
  readonly cancel: () => void
}

const tooEarlyMs = 2000

/** How long a job still takes in ms, at the pace it has had so far; undefined while that would be a guess. */
export function timeLeft({ startedAt, done, total }: Pick<Job, 'startedAt' | 'done' | 'total'>, now: number): number | undefined {
  const passed = now - startedAt
  if (total === undefined || done === 0 || done >= total || passed < tooEarlyMs) return undefined
  return (passed / done) * (total - done)
}

/** The calls now running. An external store for `useSyncExternalStore`: the snapshot changes identity only with its content. */
export class RunningJobs {
  #jobs: readonly Job[] = []
  #lastId = 0
  readonly #listeners = new Set<() => void>()

  current = (): readonly Job[] => this.#jobs

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(operation: OperationName, storeId: string, cancel: () => void): number {
    const id = (this.#lastId += 1)
    this.#set([...this.#jobs, { id, operation, storeId, startedAt: Date.now(), stage: undefined, done: 0, total: undefined, cancel }])
    return id
  }

  progress(id: number, stage: WorkStage, done: number, total: number | undefined): void {
    this.#set(this.#jobs.map(job => (job.id === id ? { ...job, stage, done, total } : job)))
  }

  finish(id: number): void {
    this.#set(this.#jobs.filter(job => job.id !== id))
  }

  #set(jobs: readonly Job[]): void {
    this.#jobs = jobs
    for (const listener of this.#listeners) listener()
  }
}
