import { describe, expect, test } from 'vitest'
import type { CleanupEnvironment } from '../../../../shared/store/cleanup/environment'
import { executePlan } from '../../../../shared/store/cleanup/execute'
import { purgeCleanup } from '../../../../shared/store/cleanup/purge'
import { listReceipts } from '../../../../shared/store/cleanup/receipts'
import { recover } from '../../../../shared/store/cleanup/recover'
import { undoCleanup } from '../../../../shared/store/cleanup/undo'
import { brokersObjections, environmentOf, ROOT, smallPlan, smallStore, type Part } from '../../../helpers/cleanup-fixture'
import { Killed, type MemoryFiles } from '../../../helpers/memory-files'
import { isSettled } from '../../../../shared/store/cleanup/receipt'

/** Every way a store can be changed: what comes before the run under test, and the run. */
interface Operation {
  readonly name: string
  readonly prepare: (files: MemoryFiles, parts: readonly Part[]) => string
  readonly run: (files: MemoryFiles, environment: CleanupEnvironment, receiptId: string, parts: readonly Part[]) => void
}

const apply: Operation = {
  name: 'apply',
  prepare: () => '',
  run: (files, environment, _, parts) => void executePlan(smallPlan(files, parts), environment),
}
const applied = (files: MemoryFiles, parts: readonly Part[]): string => executePlan(smallPlan(files, parts), environmentOf(files)).id
const operations: readonly Operation[] = [
  apply,
  { ...apply, name: 'apply that removes at once', run: (files, environment, _, parts) => void executePlan(smallPlan(files, parts), { ...environment, options: { ...environment.options, removeAtOnce: true } }) },
  { name: 'undo', prepare: applied, run: (_, environment, id) => void undoCleanup(ROOT, id, environment) },
  { name: 'purge', prepare: applied, run: (_, environment, id) => void purgeCleanup(ROOT, id, environment) },
]
const kinds: readonly (readonly Part[])[] = [['local'], ['tiered'], ['tiered', 'local']]

/** The trees before and after a run nothing went wrong in. Only inode numbers of new texts differ between runs. */
function ends(operation: Operation, parts: readonly Part[]) {
  const files = smallStore()
  const id = operation.prepare(files, parts)
  const before = comparable(files)
  files.changes = 0
  operation.run(files, environmentOf(files), id, parts)
  return { before, after: comparable(files), calls: files.changes }
}

/** The store without quarantines; the rewritten metadata is a new file each time, so its number and time are left out. */
const comparable = (files: MemoryFiles): Record<string, string> =>
  Object.fromEntries(Object.entries(files.tree()).map(([path, line]) => [path, path.includes('tieredStoreMetadata') && !line.includes('17000000000000000') ? line.replace(/^\d+ (\d+) \d+ /, '$1 ') : line]))

let cases = 0

describe.each(kinds.map(parts => [parts.join(' and '), parts] as const))('%s', (_, parts) => {
  describe.each(operations.map(operation => [operation.name, operation] as const))('%s', (_name, operation) => {
    const { before, after, calls } = ends(operation, parts)

    test('killed at every changing call, before or after it takes effect, is recovered to before or after', { timeout: 60_000 }, () => {
      for (let at = 1; at <= calls; at += 1)
        for (const moment of ['before', 'after'] as const) {
          const files = smallStore()
          const id = operation.prepare(files, parts)
          killAt(files, at, moment)
          expect(() => operation.run(files, environmentOf(files), id, parts)).toThrow(Killed)
          files.interference = {}
          expect(brokersObjections(files), `${operation.name} killed ${moment} call ${at}`).toEqual([])
          recover(ROOT, environmentOf(files))
          expectEnd(files, [before, after], `${operation.name} killed ${moment} call ${at}`)
          cases += 1
        }
    })

    test('recover killed at its changing calls is itself recovered', { timeout: 60_000 }, () => {
      for (let at = 1; at <= calls; at += 4) {
        for (let again = 1 + (at % 3); ; again += 3) {
          const files = smallStore()
          const id = operation.prepare(files, parts)
          killAt(files, at, 'after')
          expect(() => operation.run(files, environmentOf(files), id, parts)).toThrow(Killed)
          killAt(files, again, 'after')
          let killed = false
          try {
            recover(ROOT, environmentOf(files))
          } catch (error) {
            if (!(error instanceof Killed)) throw error
            killed = true
          }
          files.interference = {}
          const place = `${operation.name} killed after call ${at}, its recovery after call ${again}`
          expect(brokersObjections(files), place).toEqual([])
          recover(ROOT, environmentOf(files))
          expectEnd(files, [before, after], place)
          cases += 1
          if (!killed) break
        }
      }
    })
  })
})

test('the number of cases is told', () => {
  console.log(`crash matrix: ${cases} kills`)
  expect(cases).toBeGreaterThan(1500)
})

function killAt(files: MemoryFiles, number: number, moment: 'before' | 'after'): void {
  files.changes = 0
  files.interference = {
    [moment]: (_call: string, now: number) => {
      if (now >= number) throw new Killed()
    },
  }
}

function expectEnd(files: MemoryFiles, ends: readonly Record<string, string>[], place: string): void {
  const end = comparable(files)
  if (!ends.some(wanted => JSON.stringify(sorted(wanted)) === JSON.stringify(sorted(end)))) expect(end, place).toEqual(ends[0])
  const { receipts, unreadable, empty } = listReceipts(files, ROOT)
  expect(receipts.filter(({ state }) => !isSettled(state)), place).toEqual([])
  expect([unreadable, empty], place).toEqual([[], []])
  expect(recover(ROOT, environmentOf(files)), place).toBeNull()
}

const sorted = (tree: Record<string, string>): [string, string][] => Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1))
