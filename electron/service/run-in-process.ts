import type { Watch } from '../../shared/store/progress'
import { createEngine, type EngineOptions } from './engine'
import type { JobRunner } from './jobs'

/** Runs jobs where the caller is: simple and blocking. For tests, and where no worker can be started. */
export function runInProcess(options: EngineOptions): JobRunner {
  const engine = createEngine(options)
  return {
    // The await lets a caller cancel before the job begins; once it runs, nothing else does.
    async run(name, input, { signal, progress } = {}) {
      await Promise.resolve()
      const watch: Watch = { progress: (stage, done, total) => progress?.(stage, done, total), cancelled: () => signal?.aborted === true }
      return engine[name](input, watch)
    },
    close: () => Promise.resolve(),
  }
}
