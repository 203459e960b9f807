import { parentPort, workerData } from 'node:worker_threads'
import type { Watch } from '../../shared/store/progress'
import { createEngine, type EngineOptions } from './engine'
import type { FromWorker, ToWorker } from './run-in-worker'
import { toWireError } from './wire-error'

/** The thread that does the long work, so that no window and no request ever waits for a disk. */
const REPORT_EVERY_MS = 100

const port = parentPort
if (port === null) throw new Error('broken invariant: the engine worker was started outside a worker thread')
const engine = createEngine(workerData as EngineOptions)
const send = (message: FromWorker): void => port.postMessage(message)

port.on('message', ({ id, name, input, stop }: ToWorker) => {
  const flag = new Int32Array(stop)
  let reportedAt = 0
  const watch: Watch = {
    cancelled: () => Atomics.load(flag, 0) === 1,
    progress: (stage, done, total) => {
      const now = Date.now()
      if (now - reportedAt < REPORT_EVERY_MS) return
      reportedAt = now
      send({ id, kind: 'progress', stage, done, total })
    },
  }
  try {
    const run = engine[name] as (input: unknown, watch: Watch) => unknown
    send({ id, kind: 'done', value: run(input, watch) })
  } catch (error) {
    send({ id, kind: 'failed', error: toWireError(error) })
  }
})
