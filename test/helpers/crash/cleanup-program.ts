import { readFileSync } from 'node:fs'
import { createEngine } from '../../../electron/service/engine'
import { toWireError } from '../../../electron/service/wire-error'
import { unwatched } from '../../../shared/store/progress'
import type { CleanupJob } from './cleanup-job'

/**
 * The engine behind every door, as a program that does one thing and ends: what the command line runs, without its words
 * and its thread, so that it can be killed often. `node cleanup-program.js JOB.json` prints the receipt or the error.
 */
const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as CleanupJob
const engine = createEngine({ io: 'read', tool: 'crash test' })
const storeId = 'store'
const run = { storeId, assumeStopped: true }

function act() {
  engine.locate({ storeId, ...job.store }, unwatched)
  switch (job.verb) {
    case 'apply':
      return engine.apply({ ...run, plan: job.plan, purge: job.purge }, unwatched)
    case 'undo':
      return engine.undo({ ...run, receiptId: job.receiptId, acceptWrites: false }, unwatched)
    case 'purge':
      return engine.purge({ ...run, receiptId: job.receiptId }, unwatched)
    case 'recover':
      return engine.recover({ ...run, direction: 'back' }, unwatched)
  }
}

try {
  process.stdout.write(JSON.stringify({ value: act() }))
} catch (error) {
  process.stdout.write(JSON.stringify({ error: toWireError(error) }))
  process.exitCode = 3
}
