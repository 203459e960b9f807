import { describe, expect, test } from 'vitest'
import { recover } from '../../../../shared/store/cleanup/recover'
import { brokersObjections, environmentOf, ROOT, type Part } from '../../../helpers/cleanup-fixture'
import { endsOf, expectSettled, kindsOfStore, operations, preparedStore, type Ends, type Operation } from '../../../helpers/cleanup-operations'
import { Killed, type Interference, type MemoryFiles } from '../../../helpers/memory-files'

/** What of the entries that no fsync covers is written down when power goes: nothing, everything, arbitrary parts. */
const fates: readonly (() => () => boolean)[] = [
  () => () => false,
  () => () => true,
  ...[1, 2].map(seed => () => coin(seed)),
]

/** The same sequence of heads and tails for the same seed. */
function coin(seed: number): () => boolean {
  let state = seed * 2_654_435_761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) | 0
    return (state & 0x10000) !== 0
  }
}

/** Power goes after changing call `at`; the machine comes up, a broker is tried, recover runs. Throws where a promise is broken. */
function losePowerAfter(at: number, fate: () => boolean, operation: Operation, parts: readonly Part[], ends: Ends, more: Interference = {}): void {
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

test('the number of cases is told', () => {
  console.log(`power loss: ${cases} losses`)
  expect(cases).toBeGreaterThan(1000)
})
