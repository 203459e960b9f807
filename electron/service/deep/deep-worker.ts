import { parentPort, workerData } from 'node:worker_threads'
import type { DeepTask } from '../../../shared/store/deep/deep-task'
import { toWireError } from '../wire-error'
import { createTasks, type DeepThreadData, type FromDeepWorker } from './deep-thread'

/** One of the threads of a deep check. */
const port = parentPort
if (port === null) throw new Error('broken invariant: the deep worker was started outside a worker thread')
const run = createTasks(workerData as DeepThreadData)

port.on('message', (task: DeepTask) => {
  try {
    port.postMessage({ part: run(task) } satisfies FromDeepWorker)
  } catch (error) {
    port.postMessage({ error: toWireError(error) } satisfies FromDeepWorker)
  }
})
