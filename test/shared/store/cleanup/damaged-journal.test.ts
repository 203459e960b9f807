import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { executePlan } from '../../../../shared/store/cleanup/execute'
import { encodeEntry, JOURNAL_START } from '../../../../shared/store/cleanup/journal'
import { listReceipts } from '../../../../shared/store/cleanup/receipts'
import { recover } from '../../../../shared/store/cleanup/recover'
import { Refusal } from '../../../../shared/store/errors'
import { refusalWords } from '../../../../shared/words/refusal-words'
import { environmentOf, ROOT, smallPlan, smallStore } from '../../../helpers/cleanup-fixture'
import { endsOf, expectSettled, operations } from '../../../helpers/cleanup-operations'
import { Killed, type MemoryFiles } from '../../../helpers/memory-files'

/** What becomes of a run that was killed when something also happened to its journal: refused and explained, or recovered rightly; never a third. */
const apply = operations[0]!
const parts = ['tiered', 'local'] as const
const ends = endsOf(apply, parts)

function killedAt(call: number): MemoryFiles {
  const files = smallStore()
  files.interference = {
    after: (_, number) => {
      if (number >= call) throw new Killed()
    },
  }
  try {
    executePlan(smallPlan(files), environmentOf(files))
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
  files.interference = {}
  return files
}

const journalPath = (files: MemoryFiles): string | undefined => Object.keys(files.tree({ quarantines: true })).find(path => path.endsWith('/journal'))
const bytesOf = (files: MemoryFiles, path: string): Uint8Array => {
  const source = files.open(path)
  const bytes = new Uint8Array(source.sizeBytes)
  source.readInto(bytes, 0)
  return bytes
}

/** Damages the journal and recovers. @returns what was said, '' when it was recovered */
function recoverDamaged(files: MemoryFiles, damage: (bytes: Uint8Array) => Uint8Array): string {
  const path = journalPath(files)!
  files.put(path, damage(bytesOf(files, path)))
  const before = files.tree({ quarantines: true })
  try {
    recover(ROOT, environmentOf(files))
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    expect(files.tree({ quarantines: true })).toEqual(before)
    const { code, message, details } = error as Refusal
    for (const lang of ['en', 'zh'] as const) expect(refusalWords({ ...details, code, message }, lang)).toContain(path.slice(0, -'/journal'.length))
    expect(listReceipts(files, ROOT).unfinished).toBeDefined()
    return code
  }
  expectSettled(files, ends, 'recovered with a damaged journal')
  return ''
}

const moments = [30, 45, 60, 75, 90]

describe.each(moments)('killed after call %d', call => {
  test('with its last line torn anywhere: the line counts as not begun, and recover goes on', () => {
    const whole = bytesOf(killedAt(call), journalPath(killedAt(call))!)
    const lastLine = whole.lastIndexOf(0x0a, whole.length - 2) + 1
    for (let cut = lastLine; cut < whole.length; cut += 7) expect(recoverDamaged(killedAt(call), bytes => bytes.slice(0, cut))).toBe('')
  })

  test.each([1, 512, 4096])('with %d zeros at its end: they are no line, and recover goes on', zeros => {
    expect(recoverDamaged(killedAt(call), bytes => new Uint8Array([...bytes, ...new Uint8Array(zeros)]))).toBe('')
  })

  test('with one flipped bit: refused, or only the last line is lost', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(7), (where, bit) => {
        const code = recoverDamaged(killedAt(call), bytes => {
          const flipped = bytes.slice()
          flipped[Math.floor(where * bytes.length)]! ^= 1 << bit
          return flipped
        })
        expect(['', 'journal-damaged']).toContain(code)
      }),
      { numRuns: 60 },
    )
  })

  test('of a newer version, from another store, or of another run: refused, and which is said', () => {
    const rewritten = (change: (open: Record<string, unknown>) => object) => (bytes: Uint8Array) => {
      const [line] = new TextDecoder().decode(bytes).split('\n')
      const { entry } = JSON.parse(line!) as { entry: Record<string, unknown> }
      return encodeEntry({ ...entry, ...change(entry) } as never, JOURNAL_START).bytes
    }
    expect(recoverDamaged(killedAt(call), rewritten(() => ({ schema: 'journal/2' })))).toBe('newer-version')
    expect(recoverDamaged(killedAt(call), rewritten(({ plan }) => ({ plan: { ...(plan as object), store: { ...(plan as { store: object }).store, root: '/data/other' } } })))).toBe('foreign-store')
    expect(recoverDamaged(killedAt(call), rewritten(() => ({ receiptId: 'ffffffffffff-20260101T000000' })))).toBe('foreign-store')
  })
})
