import { expect } from 'vitest'
import type { CleanupEnvironment } from '../../shared/store/cleanup/environment'
import { executePlan } from '../../shared/store/cleanup/execute'
import { purgeCleanup } from '../../shared/store/cleanup/purge'
import { isSettled, type CleanupReceipt } from '../../shared/store/cleanup/receipt'
import { listReceipts } from '../../shared/store/cleanup/receipts'
import { recover } from '../../shared/store/cleanup/recover'
import { undoCleanup } from '../../shared/store/cleanup/undo'
import { nameOf } from '../../shared/store/bytes/store-files'
import { QUARANTINE_NAME } from '../../shared/store/snapshot/census'
import { environmentOf, METADATA, MISALIGNED, ROOT, smallPlan, smallStore, TOPICS, type Part } from './cleanup-fixture'
import type { MemoryFiles } from './memory-files'

/** A way a store is changed: what comes before the run under test, and the run. */
export interface Operation {
  readonly name: string
  /** @returns the receipt the run is about, if it is about one */
  readonly prepare: (files: MemoryFiles, parts: readonly Part[]) => string
  readonly run: (files: MemoryFiles, environment: CleanupEnvironment, receiptId: string, parts: readonly Part[]) => unknown
}

const applied = (files: MemoryFiles, parts: readonly Part[]): string => executePlan(smallPlan(files, parts), environmentOf(files)).id

export const operations: readonly Operation[] = [
  { name: 'apply', prepare: () => '', run: (files, environment, _, parts) => executePlan(smallPlan(files, parts), environment) },
  {
    name: 'apply that removes at once',
    prepare: () => '',
    run: (files, environment, _, parts) => executePlan(smallPlan(files, parts), { ...environment, options: { ...environment.options, removeAtOnce: true } }),
  },
  { name: 'undo', prepare: applied, run: (_, environment, id) => undoCleanup(ROOT, id, environment) },
  { name: 'purge', prepare: applied, run: (_, environment, id) => purgeCleanup(ROOT, id, environment) },
]

export const kindsOfStore: readonly (readonly Part[])[] = [['local'], ['tiered'], ['tiered', 'local'], ['repair']]

/** A small store in which everything up to the run is long durable. */
export function preparedStore(operation: Operation, parts: readonly Part[]): { readonly files: MemoryFiles; readonly receiptId: string } {
  const key = `${operation.name} ${parts.join(' ')}`
  let known = prepared.get(key)
  if (known === undefined) {
    const files = smallStore()
    known = { receiptId: operation.prepare(files, parts), files }
    prepared.set(key, known)
  }
  return { files: known.files.losePower(() => true), receiptId: known.receiptId }
}

const prepared = new Map<string, { readonly files: MemoryFiles; readonly receiptId: string }>()
const original = smallStore().tree()

export interface Ends {
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Changing calls of a run nothing goes wrong in. */
  readonly calls: number
}

export function endsOf(operation: Operation, parts: readonly Part[]): Ends {
  const { files, receiptId } = preparedStore(operation, parts)
  const before = contentsOf(files)
  files.changes = 0
  operation.run(files, environmentOf(files), receiptId, parts)
  return { before, after: contentsOf(files), calls: files.changes }
}

const isReplaced = (path: string): boolean => path.startsWith(METADATA) || path === TOPICS || path === MISALIGNED

/** The store without quarantines, a line per file. A replaced file is a new one each time: only its mode and text count. */
function contentsOf(files: MemoryFiles): string[] {
  return Object.entries(files.tree())
    .map(([path, line]) => `${path} ${isReplaced(path) && line !== original[path] ? line.replace(/^\d+ (\d+) \d+ /, 'new $1 ') : line}`)
    .sort()
}

/** After recovery: exactly before or exactly after, nothing unsettled, nothing left to recover. */
export function expectSettled(files: MemoryFiles, { before, after }: Ends, place: string): void {
  const contents = contentsOf(files)
  if (JSON.stringify(contents) !== JSON.stringify(before) && JSON.stringify(contents) !== JSON.stringify(after)) expect(contents, place).toEqual(before)
  const { receipts, unreadable, empty } = listReceipts(files, ROOT)
  expectQuarantines(files, receipts, place)
  expect(receipts.filter(({ state }) => !isSettled(state)), place).toEqual([])
  expect([unreadable, empty], place).toEqual([[], []])
  expect(recover(ROOT, environmentOf(files)), place).toBeNull()
}

const ownFiles: readonly string[] = ['journal', 'receipt.json', 'receipt.json.new', 'reserve']

/** In quarantine is exactly what a settled run set aside, and nothing of one that put back or purged. */
function expectQuarantines(files: MemoryFiles, receipts: readonly CleanupReceipt[], place: string): void {
  const held = Object.keys(files.tree({ quarantines: true })).filter(path => path.includes(`/${QUARANTINE_NAME}/`) && !ownFiles.includes(nameOf(path)))
  const set = receipts.filter(({ state }) => state === 'set-aside')
  if (set.length === 0) expect(held, place).toEqual([])
  else expect(held.filter(path => !path.endsWith('.new')).length, place).toBe(set[0]!.stepsDone)
}
