import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../../shared/store/cleanup/canonical'
import { executePlan } from '../../../../shared/store/cleanup/execute'
import { openJournal } from '../../../../shared/store/cleanup/journal-file'
import type { Step } from '../../../../shared/store/cleanup/plan'
import { isSettled } from '../../../../shared/store/cleanup/receipt'
import { listReceipts } from '../../../../shared/store/cleanup/receipts'
import { recover } from '../../../../shared/store/cleanup/recover'
import { whereIs } from '../../../../shared/store/cleanup/take-step'
import { Failure } from '../../../../shared/store/errors'
import { QUARANTINE_NAME } from '../../../../shared/store/snapshot/census'
import { brokersObjections, environmentOf, ROOT, smallPlan, smallStore, type Part } from '../../../helpers/cleanup-fixture'
import { endsOf, expectSettled, kindsOfStore, operations, preparedStore, type Ends, type Operation } from '../../../helpers/cleanup-operations'
import { Killed, type Interference, type MemoryFiles } from '../../../helpers/memory-files'

/** What of the entries that no fsync covers is written down when power goes: nothing, everything, only the newest of each directory, an arbitrary part. */
const fates: readonly (() => (newest: boolean) => boolean)[] = [() => () => false, () => () => true, () => newest => newest, () => coin(1)]

/** The same sequence of heads and tails for the same seed. */
function coin(seed: number): () => boolean {
  let state = seed * 2_654_435_761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) | 0
    return (state & 0x10000) !== 0
  }
}

/** Power goes after changing call `at`; the machine comes up, a broker is tried, recover runs. Throws where a promise is broken. */
function losePowerAfter(at: number, fate: (newest: boolean) => boolean, operation: Operation, parts: readonly Part[], ends: Ends, more: Interference = {}): void {
  const { files, receiptId } = preparedStore(operation, parts)
  files.changes = 0
  files.interference = {
    ...more,
    after: (_, number) => {
      if (number >= at) throw new Killed()
    },
  }
  try {
    operation.run(files, environmentOf(files), receiptId, parts)
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
  const up: MemoryFiles = files.losePower(fate)
  const place = `${operation.name}, power lost after call ${at}`
  expect(brokersObjections(up), place).toEqual([])
  expectAnnounced(up, place)
  if (at > ends.calls) expect(listReceipts(up, ROOT).receipts.every(({ state }) => isSettled(state)), `${place}, although it had reported its end`).toBe(true)
  recover(ROOT, environmentOf(up))
  expectSettled(up, ends, place)
  if (at > ends.calls) expect(listReceipts(up, ROOT).receipts.map(receipt => up.text(`${ROOT}/.store-inspector/${receipt.id}/receipt.json`)), place).toEqual(
    listReceipts(up, ROOT).receipts.map(receipt => `${canonicalJson(receipt)}\n`),
  )
  // What recover ended stays ended when power goes right behind it.
  expectSettled(up.losePower(() => false), ends, `${place} and again after recover`)
}

/**
 * Whatever was moved had been written down before, durable: no step was taken or taken back that no line announces, and no place was made
 * for one before the plan was written.
 */
function expectAnnounced(files: MemoryFiles, place: string): void {
  const { receipts, empty } = listReceipts(files, ROOT)
  for (const directory of empty) expect(files.list(directory)?.filter(({ kind }) => kind === 'directory'), `${place}: the plan was not written first`).toEqual([])
  for (const { id } of receipts) {
    const opened = openJournal(files, `${ROOT}/${QUARANTINE_NAME}/${id}`, ROOT)
    if (opened.state !== 'readable') continue
    const { open, entries } = opened.journal
    const announced = (way: 'aside' | 'back', { order }: Step): boolean => entries.some(entry => entry.kind === 'steps' && entry.way === way && Math.min(entry.from, entry.to) <= order && order <= Math.max(entry.from, entry.to))
    for (const step of open.plan.steps) {
      const where = whereIs(step, { files, receiptId: id, mode: open.mode })
      const moved = where === 'in-place' ? announced('aside', step) && entries.some(({ kind }) => kind === 'applied') : !announced('aside', step)
      if (moved && entries.every(({ kind }) => kind !== 'restored')) expect(where === 'in-place' ? announced('back', step) : false, `${place}: ${step.path} was moved before it was announced`).toBe(true)
    }
  }
}

let cases = 0

describe.each(kindsOfStore.map(parts => [parts.join(' and '), parts] as const))('%s', (_, parts) => {
  test.each(operations.map(operation => [operation.name, operation] as const))('%s: power lost after any changing call', { timeout: 120_000 }, (_name, operation) => {
    const ends = endsOf(operation, parts)
    for (let at = 1; at <= ends.calls + 1; at += 1)
      for (const fate of fates) {
        losePowerAfter(at, fate(), operation, parts, ends)
        cases += 1
      }
  })
})

test.each(operations.map(operation => [operation.name, operation] as const))('%s: each single fsync left out breaks a promise after some loss of power', { timeout: 300_000 }, (_, operation) => {
  const parts = ['tiered', 'local'] as const
  const ends = endsOf(operation, parts)
  // Of the reserve only the room counts, never a byte of it; a line that another follows at once is durable with that one.
  const all = durableCallsOf(operation, parts)
  const isCovered = ({ call, path, number }: (typeof all)[number]): boolean => call === 'append' && all.some(next => next.number === number + 1 && next.call === 'append' && next.path === path)
  const syncs = all.filter(sync => !sync.path.endsWith('/reserve') && !isCovered(sync))
  const harmless = syncs.filter(({ call, number }) => !isMissed(call === 'syncDirectory' ? { forget: (_call, at) => at === number } : { unsynced: at => at === number }, number, operation, parts, ends))
  expect(harmless.map(({ path }) => path)).toEqual([])
  cases += syncs.length
})

/** True when some loss of power tells a run without one fsync, that of call `forgotten`, from one with it. */
function isMissed(mutant: Interference, forgotten: number, operation: Operation, parts: readonly Part[], ends: Ends): boolean {
  const soonest = Array.from({ length: ends.calls + 1 - forgotten }, (_, index) => forgotten + index)
  for (const at of [...soonest.slice(1, 5), ends.calls + 1, ...soonest])
    for (const fate of fates)
      try {
        losePowerAfter(at, fate(), operation, parts, ends, mutant)
      } catch {
        return true
      }
  return false
}

describe.each(kindsOfStore.map(parts => [parts.join(' and '), parts] as const))('%s', (_, parts) => {
  test.each(operations.map(operation => [operation.name, operation] as const))('%s: after a failed fsync nothing is taken for durable, with or without a loss of power', { timeout: 120_000 }, (_name, operation) => {
    const ends = endsOf(operation, parts)
    for (const { number } of durableCallsOf(operation, parts))
      for (const kept of ['kept', 'lost'] as const) {
        const { files, receiptId } = preparedStore(operation, parts)
        files.changes = 0
        files.interference = { failedSync: at => (at === number ? kept : undefined) }
        const place = `${operation.name}, fsync ${number} failed, its bytes ${kept}`
        try {
          operation.run(files, environmentOf(files), receiptId, parts)
        } catch (error) {
          expect(error, place).toBeInstanceOf(Failure)
        }
        files.interference = {}
        for (const up of [...fates.map(fate => files.losePower(fate())), files]) {
          expect(brokersObjections(up), place).toEqual([])
          recover(ROOT, environmentOf(up))
          expectSettled(up, ends, place)
          cases += 1
        }
      }
  })
})

/** Calls that promise durability. */
function durableCallsOf(operation: Operation, parts: readonly Part[]): { readonly call: string; readonly number: number; readonly path: string }[] {
  const { files, receiptId } = preparedStore(operation, parts)
  const calls: { readonly call: string; readonly number: number; readonly path: string }[] = []
  files.changes = 0
  files.interference = { before: (call, number, path) => void calls.push({ call, number, path }) }
  operation.run(files, environmentOf(files), receiptId, parts)
  return calls.filter(({ call }) => call === 'syncDirectory' || call === 'append' || call === 'writeNew')
}

test('random walks: power lost at any call of a run, of its recovery, and of that one’s recovery', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...operations),
      fc.constantFrom(...kindsOfStore),
      fc.array(fc.record({ at: fc.integer({ min: 1, max: 120 }), seed: fc.nat() }), { minLength: 1, maxLength: 4 }),
      (operation, parts, losses) => {
        const ends = endsOf(operation, parts)
        const prepared = preparedStore(operation, parts)
        let { files } = prepared
        for (const [index, { at, seed }] of losses.entries()) {
          files.changes = 0
          files.interference = {
            after: (_, number) => {
              if (number >= at) throw new Killed()
            },
          }
          try {
            if (index === 0) operation.run(files, environmentOf(files), prepared.receiptId, parts)
            else recover(ROOT, environmentOf(files))
          } catch (error) {
            if (!(error instanceof Killed)) throw error
          }
          files = files.losePower(coin(seed))
          expect(brokersObjections(files)).toEqual([])
          cases += 1
        }
        recover(ROOT, environmentOf(files))
        expectSettled(files, ends, operation.name)
      },
    ),
    { numRuns: 400 },
  )
})

test('apply announces segments one by one: of several, a loss of power could keep a later one and lose an earlier', () => {
  const files = smallStore()
  const plan = smallPlan(files)
  const { id } = executePlan(plan, environmentOf(files))
  const opened = openJournal(files, `${ROOT}/.store-inspector/${id}`, ROOT)
  const entries = opened.state === 'readable' ? opened.journal.entries : []
  const segments = plan.steps.filter(({ kind }) => kind === 'commitlog').map(({ order }) => order)
  expect(segments.length).toBeGreaterThan(1)
  expect(entries.filter(entry => entry.kind === 'steps' && segments.includes(entry.to))).toEqual(segments.map(order => ({ kind: 'steps', way: 'aside', from: order, to: order })))
})

test('the number of cases is told', () => {
  console.log(`power loss: ${cases} losses`)
  expect(cases).toBeGreaterThan(1000)
})
