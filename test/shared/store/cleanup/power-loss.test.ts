import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../../shared/store/cleanup/canonical'
import { listReceipts } from '../../../../shared/store/cleanup/receipts'
import { recover } from '../../../../shared/store/cleanup/recover'
import { brokersObjections, environmentOf, ROOT, type Part } from '../../../helpers/cleanup-fixture'
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
  recover(ROOT, environmentOf(up))
  expectSettled(up, ends, place)
  if (at > ends.calls) expect(listReceipts(up, ROOT).receipts.map(receipt => up.text(`${ROOT}/.store-inspector/${receipt.id}/receipt.json`)), place).toEqual(
    listReceipts(up, ROOT).receipts.map(receipt => `${canonicalJson(receipt)}\n`),
  )
  // What recover ended stays ended when power goes right behind it.
  expectSettled(up.losePower(() => false), ends, `${place} and again after recover`)
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
  const { files, receiptId } = preparedStore(operation, parts)
  const calls: { readonly call: string; readonly number: number; readonly path: string }[] = []
  files.changes = 0
  files.interference = { before: (call, number, path) => void calls.push({ call, number, path }) }
  operation.run(files, environmentOf(files), receiptId, parts)
  const syncs = calls.filter(({ call }) => call === 'syncDirectory')
  const harmless = syncs.filter(({ number }) => !isMissed(number, operation, parts, ends)).map(({ number, path }) => `${number} ${path}`)
  expect(harmless).toEqual([])
  cases += syncs.length
})

/** True when some loss of power tells a run without its fsync number `forgotten` from one with it. */
function isMissed(forgotten: number, operation: Operation, parts: readonly Part[], ends: Ends): boolean {
  for (let at = forgotten; at <= ends.calls + 1; at += 1)
    for (const fate of fates)
      try {
        losePowerAfter(at, fate(), operation, parts, ends, { forget: (_, number) => number === forgotten })
      } catch {
        return true
      }
  return false
}

test('the number of cases is told', () => {
  console.log(`power loss: ${cases} losses`)
  expect(cases).toBeGreaterThan(1000)
})
