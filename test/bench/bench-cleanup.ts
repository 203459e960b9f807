import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine } from '../../electron/service/engine'
import { writeBuiltFiles } from '../../electron/service/write-built-files'
import { buildStore } from '../../shared/store/builders/build-store'
import { unwatched } from '../../shared/store/progress'
import { byTheClock, type Figures } from './measure'

const UNITS_PER_FILE = 10
const FILES_PER_QUEUE = 5

/**
 * Planning, carrying out and undoing a cleanup that takes most queue files of a store. Held against the least that a careful hand would do: say each
 * file's name durably, then rename it.
 */
export async function benchCleanup(figures: Figures, directory: string, files: number): Promise<void> {
  const queues = files / (FILES_PER_QUEUE - 1)
  writeBuiltFiles(directory, buildStore({ topics: [{ topic: 'orders', queues, messages: queues * UNITS_PER_FILE * FILES_PER_QUEUE }], queueFileBytes: 20 * UNITS_PER_FILE, segmentBytes: 2 ** 18 }))
  const engine = createEngine({ io: undefined, tool: 'bench' })
  const storeId = 'bench'
  engine.locate({ storeId, directory: join(directory, 'store') }, unwatched)
  const { snapshot } = engine.look({ storeId }, unwatched)
  const log = snapshot.local?.commitLog
  const cut = { kind: 'keep-from', physicalOffset: Math.floor((log?.maxOffset ?? 0) * 0.85) } as const
  const ask = () => engine.plan({ storeId, cut, allowPending: true, createdAt: 0 }, unwatched)
  const plan = ask()
  const steps = plan.steps.length
  if (plan.blockers.length > 0 || steps < files * 0.9) throw new Error(`the plan has ${steps} steps and is blocked by ${JSON.stringify(plan.blockers[0])}`)
  figures.begin(`cleanup of ${steps} files`)
  const plain = { name: 'plain', seconds: renameEach(join(directory, 'plain'), steps) }
  figures.add('say each name durably, rename it', plain.seconds, steps, 'files')
  figures.add('look at the store and plan', byTheClock(ask), steps, 'files', plain)
  const run = { storeId, assumeStopped: false }
  let receiptId = ''
  figures.add('apply', byTheClock(() => (receiptId = engine.apply({ ...run, plan, purge: false }, unwatched).id)), steps, 'files', plain)
  figures.add('undo', byTheClock(() => engine.undo({ ...run, receiptId, acceptWrites: false }, unwatched)), steps, 'files', plain)
}

/** @returns seconds */
function renameEach(directory: string, count: number): number {
  const [from, to] = ['from', 'to'].map(name => join(directory, name)) as [string, string]
  for (const folder of [from, to]) mkdirSync(folder, { recursive: true })
  for (let number = 0; number < count; number += 1) closeSync(openSync(join(from, String(number)), 'w'))
  const journal = openSync(join(directory, 'journal'), 'a')
  const took = byTheClock(() => {
    for (const name of readdirSync(from)) {
      writeSync(journal, `${name}\n`)
      fsyncSync(journal)
      renameSync(join(from, name), join(to, name))
    }
  })
  closeSync(journal)
  return took
}
