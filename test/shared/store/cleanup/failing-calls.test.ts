import { describe, expect, test } from 'vitest'
import { recover } from '../../../../shared/store/cleanup/recover'
import { Failure, Refusal } from '../../../../shared/store/errors'
import { brokersObjections, environmentOf, ROOT } from '../../../helpers/cleanup-fixture'
import { endsOf, expectSettled, kindsOfStore, operations, preparedStore } from '../../../helpers/cleanup-operations'
import type { Interference } from '../../../helpers/memory-files'

/** Ways in which call number `at` fails; all later calls work again, as after space was made or a disk came back. */
const failures: Readonly<Record<string, (at: number) => Interference>> = {
  ...Object.fromEntries(
    ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EDQUOT'].map(code => [
      code,
      (at: number): Interference => ({
        before: (call, number, path) => {
          if (number === at) throw new Failure(code, `${call} failed`, path)
        },
      }),
    ]),
  ),
  'an error although it happened': at => ({
    after: (call, number, path) => {
      if (number === at) throw new Failure('EIO', `${call} failed`, path)
    },
  }),
  'a short write': at => ({ shortWrite: number => (number === at ? 17 : undefined) }),
}

let cases = 0

describe.each(kindsOfStore.map(parts => [parts.join(' and '), parts] as const))('%s', (_, parts) => {
  describe.each(operations.map(operation => [operation.name, operation] as const))('%s', (name, operation) => {
    const ends = endsOf(operation, parts)

    test.each(Object.entries(failures))('%s at any changing call leaves a store a broker starts on, and recover ends it', { timeout: 60_000 }, (what, failing) => {
      for (let at = 1; at <= ends.calls; at += 1) {
        const { files, receiptId } = preparedStore(operation, parts)
        files.changes = 0
        files.interference = failing(at)
        const place = `${name}, ${what} at call ${at}`
        try {
          operation.run(files, environmentOf(files), receiptId, parts)
        } catch (error) {
          // A read-only file system is found at the first directory and refused; everything else is the environment's fault.
          expect(error instanceof Failure || (error instanceof Refusal && error.code === 'read-only-file-system'), `${place}: ${String(error)}`).toBe(true)
        }
        files.interference = {}
        expect(brokersObjections(files), place).toEqual([])
        recover(ROOT, environmentOf(files))
        expectSettled(files, ends, place)
        cases += 1
      }
    })
  })
})

test('the number of cases is told', () => {
  console.log(`failing calls: ${cases} failures`)
  expect(cases).toBeGreaterThan(3000)
})
