import { Worker } from 'node:worker_threads'
import type { DeepPart, DeepTask } from '../../../shared/store/deep/deep-task'
import { createTaskRunner } from '../../../shared/store/deep/run-task'
import type { StorePicture } from '../../../shared/store/snapshot/snapshot'
import { bodyChecksum } from '../../host/body-checksum'
import { chooseByteSources } from '../../host/byte-sources'
import { governed, Governor } from '../../host/governor'
import { createStoreFiles } from '../../host/node-store-files'
import { fromWireError, type WireError } from '../wire-error'

/** Carries out tasks of one store, one at a time. */
export interface DeepThread {
  run(task: DeepTask): Promise<DeepPart>
  close(): Promise<unknown>
}

/** What a thread is started with. */
export interface DeepThreadData {
  readonly io: 'map' | 'read' | undefined
  readonly snapshot: StorePicture
  readonly control: SharedArrayBuffer
  readonly bytesPerSecond: number | undefined
}

export type FromDeepWorker = { readonly part: DeepPart } | { readonly error: WireError }

/** The tasks where the caller is. */
export function createTasks({ io, snapshot, control, bytesPerSecond }: DeepThreadData, waits = true): (task: DeepTask) => DeepPart {
  const governor = new Governor(control, waits)
  const files = governed(createStoreFiles(chooseByteSources(io === undefined ? {} : { backend: io })), governor, bytesPerSecond)
  return createTaskRunner({ files, checksum: bodyChecksum, step: () => governor.step() }, snapshot)
}

/** For tests, and where no worker can be started: blocks while a task runs. */
export function deepThreadHere(data: DeepThreadData): DeepThread {
  const run = createTasks(data, false)
  return {
    run: async task => {
      await new Governor(data.control).resumed()
      return run(task)
    },
    close: () => Promise.resolve(),
  }
}

export function deepThreadInWorker(entry: URL, data: DeepThreadData): DeepThread {
  const worker = new Worker(entry, { workerData: data })
  let waiting: { resolve: (part: DeepPart) => void; reject: (error: Error) => void } | undefined
  worker.on('message', (message: FromDeepWorker) => {
    const task = waiting
    waiting = undefined
    if ('part' in message) task?.resolve(message.part)
    else task?.reject(fromWireError(message.error))
  })
  const gone = (why: string): void => waiting?.reject(new Error(`a thread of the deep check ended: ${why}`))
  worker.on('error', error => gone(error instanceof Error ? error.message : String(error)))
  worker.on('exit', code => gone(`exit code ${code}`))
  return {
    run: task =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        worker.postMessage(task)
      }),
    close: () => worker.terminate(),
  }
}
