import { Worker } from 'node:worker_threads'
import type { WorkStage } from '../../shared/store/progress'
import type { EngineOptions } from './engine'
import type { JobName, JobOptions, JobRunner, Jobs } from './jobs'
import { fromWireError, type WireError } from './wire-error'

export interface ToWorker {
  readonly id: number
  readonly name: JobName
  readonly input: unknown
  /** One shared flag: 1 asks the job to stop. It works while the thread is busy, where a message would wait. */
  readonly stop: SharedArrayBuffer
}

export type FromWorker =
  | { readonly id: number; readonly kind: 'progress'; readonly stage: WorkStage; readonly done: number; readonly total: number | undefined }
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly error: WireError }

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  readonly options: JobOptions
}

/** Left to itself a thread keeps three times as much for what it has just made, and is no faster. */
const smallNursery = { maxYoungGenerationSizeMb: 12 }

/** Runs jobs in one worker thread, in the order asked. If the thread dies, what waits fails and the next job starts a new one. */
export function runInWorker(entry: URL, options: EngineOptions): JobRunner {
  const waiting = new Map<number, Waiting>()
  let counter = 0
  let worker: Worker | undefined

  const start = (): Worker => {
    const started = new Worker(entry, { workerData: options, resourceLimits: smallNursery })
    started.on('message', (message: FromWorker) => {
      const job = waiting.get(message.id)
      if (message.kind === 'progress') {
        job?.options.progress?.(message.stage, message.done, message.total)
        return
      }
      waiting.delete(message.id)
      if (message.kind === 'done') job?.resolve(message.value)
      else job?.reject(fromWireError(message.error))
      if (waiting.size === 0) started.unref()
    })
    const gone = (why: string): void => {
      if (worker === started) worker = undefined
      for (const [id, job] of waiting) {
        waiting.delete(id)
        job.reject(new Error(`the engine thread ended: ${why}`))
      }
    }
    started.on('error', error => gone(error instanceof Error ? error.message : String(error)))
    started.on('exit', code => gone(`exit code ${code}`))
    return started
  }

  return {
    run: <N extends JobName>(name: N, input: Jobs[N]['input'], jobOptions: JobOptions = {}) =>
      new Promise<Jobs[N]['output']>((resolve, reject) => {
        const id = (counter += 1)
        const stop = new SharedArrayBuffer(4)
        const ask = (): void => void Atomics.store(new Int32Array(stop), 0, 1)
        if (jobOptions.signal?.aborted) ask()
        jobOptions.signal?.addEventListener('abort', ask, { once: true })
        waiting.set(id, { resolve: value => resolve(value as Jobs[N]['output']), reject, options: jobOptions })
        worker ??= start()
        worker.ref()
        worker.postMessage({ id, name, input, stop } satisfies ToWorker)
      }),
    close: async () => {
      await worker?.terminate()
    },
  }
}
