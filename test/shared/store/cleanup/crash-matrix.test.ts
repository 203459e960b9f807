import { describe, expect, test } from 'vitest'
import { recover } from '../../../../shared/store/cleanup/recover'
import { brokersObjections, environmentOf, ROOT } from '../../../helpers/cleanup-fixture'
import { endsOf, expectSettled, kindsOfStore, operations, preparedStore } from '../../../helpers/cleanup-operations'
import { Killed, type MemoryFiles } from '../../../helpers/memory-files'

let cases = 0

describe.each(kindsOfStore.map(parts => [parts.join(' and '), parts] as const))('%s', (_, parts) => {
  describe.each(operations.map(operation => [operation.name, operation] as const))('%s', (name, operation) => {
    const ends = endsOf(operation, parts)

    test('killed at every changing call, before or after it takes effect, is recovered to before or after', { timeout: 60_000 }, () => {
      for (let at = 1; at <= ends.calls; at += 1)
        for (const moment of ['before', 'after'] as const) {
          const { files, receiptId } = preparedStore(operation, parts)
          killAt(files, at, moment)
          expect(() => operation.run(files, environmentOf(files), receiptId, parts)).toThrow(Killed)
          files.interference = {}
          const place = `${name} killed ${moment} call ${at}`
          expect(brokersObjections(files), place).toEqual([])
          recover(ROOT, environmentOf(files))
          expectSettled(files, ends, place)
          cases += 1
        }
    })

    test('recover killed at its changing calls is itself recovered', { timeout: 60_000 }, () => {
      for (let at = 1; at <= ends.calls; at += 4)
        for (let again = 1 + (at % 3), killed = true; killed; again += 3) {
          const { files, receiptId } = preparedStore(operation, parts)
          killAt(files, at, 'after')
          expect(() => operation.run(files, environmentOf(files), receiptId, parts)).toThrow(Killed)
          killAt(files, again, 'after')
          killed = isKilled(() => recover(ROOT, environmentOf(files)))
          files.interference = {}
          const place = `${name} killed after call ${at}, its recovery after call ${again}`
          expect(brokersObjections(files), place).toEqual([])
          recover(ROOT, environmentOf(files))
          expectSettled(files, ends, place)
          cases += 1
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
    [moment]: (_: string, now: number) => {
      if (now >= number) throw new Killed()
    },
  }
}

function isKilled(act: () => void): boolean {
  try {
    act()
    return false
  } catch (error) {
    if (error instanceof Killed) return true
    throw error
  }
}
