import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeEntry, JOURNAL_SCHEMA, JOURNAL_START, readJournal, type JournalEntry } from '../../../../shared/store/cleanup/journal'
import { smallPlan, smallStore } from '../../../helpers/cleanup-fixture'

const plan = smallPlan(smallStore())
const open: JournalEntry = { kind: 'open', schema: JOURNAL_SCHEMA, receiptId: `${plan.id}-20260101T000000`, startedAt: 1, mode: 'set-aside', assumedStopped: false, tool: 'test', freeBytesBefore: null, plan }
const entries: readonly JournalEntry[] = [
  open,
  { kind: 'steps', way: 'aside', from: 1, to: 2 },
  { kind: 'steps', way: 'aside', from: 3, to: 13 },
  { kind: 'applied', stepsDone: 13, setAsideBytes: 7, finishedAt: 2, freeBytesAfter: 9, checkAfter: { error: 0, warning: 0, info: 0 } },
]

function write(written: readonly JournalEntry[], from = JOURNAL_START) {
  let end = from
  const lines: Uint8Array[] = []
  for (const entry of written) {
    const encoded = encodeEntry(entry, end)
    lines.push(encoded.bytes)
    end = encoded.end
  }
  return { lines, bytes: joined(...lines), end }
}
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
const { lines, bytes, end } = write(entries)
const lengthOf = (count: number): number => lines.slice(0, count).reduce((sum, line) => sum + line.length, 0)
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

test('what was written is read', () => expect(readJournal(bytes)).toEqual({ state: 'readable', open, entries, end, ignored: undefined }))

test('cut anywhere, the whole lines before the cut are read and the rest is said to be ignored', () => {
  for (let cut = 0; cut < bytes.length; cut += cut < lengthOf(1) - 100 ? 397 : 1) {
    const whole = [0, 1, 2, 3].findLast(count => lengthOf(count) <= cut)!
    const reading = readJournal(bytes.subarray(0, cut))
    const ignored = cut === lengthOf(whole) ? undefined : { at: lengthOf(whole), bytes: cut - lengthOf(whole), endsLine: false, why: 'torn' }
    expect(reading).toMatchObject(whole === 0 ? { state: 'empty' } : { state: 'readable', entries: entries.slice(0, whole) })
    expect('ignored' in reading && reading.ignored).toEqual(ignored)
  }
})

test('zeros at the end are ignored and called zeros', () => {
  const reading = readJournal(joined(bytes, new Uint8Array(512)))
  expect(reading).toMatchObject({ state: 'readable', entries, ignored: { at: bytes.length, bytes: 512, why: 'zeros' } })
})

test('one flipped bit is never read as if it were not there', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
      const flipped = bytes.slice()
      flipped[at]! ^= 1 << bit
      const reading = readJournal(flipped)
      if (at < lengthOf(3)) expect(reading).toMatchObject({ state: 'damaged' })
      else if (reading.state === 'readable') expect(reading).toMatchObject({ entries: entries.slice(0, 3), ignored: { at: lengthOf(3) } })
      else expect(reading.state).toBe('damaged')
    }),
    { numRuns: 1500 },
  )
})

test.each([
  ['left out', [0, 2, 3]],
  ['repeated', [0, 1, 1, 2]],
  ['swapped with another', [0, 2, 1, 3]],
])('a line that is %s breaks the chain', (_, order) => expect(readJournal(joined(...order.map(index => lines[index]!)))).toMatchObject({ state: 'damaged' }))

test('a run goes on behind a torn end only with an entry that says how much it left behind', () => {
  const torn = bytes.subarray(0, bytes.length - 9)
  const before = write(entries.slice(0, 3)).end
  const gap = torn.length - lengthOf(3) + 1
  const resumed = (ignoredBytes: number): Uint8Array => write([{ kind: 'resumed', ignoredBytes, at: 5 }], before).bytes
  expect(readJournal(joined(torn, text('\n'), resumed(gap)))).toMatchObject({ state: 'readable', entries: [...entries.slice(0, 3), { kind: 'resumed' }], ignored: undefined })
  expect(readJournal(joined(torn, text('\n'), resumed(gap - 1)))).toMatchObject({ state: 'damaged', line: 4 })
  expect(readJournal(joined(torn, text('\n'), write([{ kind: 'steps', way: 'back', from: 1, to: 1 }], before).bytes))).toMatchObject({ state: 'damaged', line: 4 })
})

test('a journal of a newer format is named and not read', () => expect(readJournal(write([{ ...open, schema: 'journal/2' }]).bytes)).toEqual({ state: 'newer-version', schema: 'journal/2' }))

test('a journal that does not begin with its plan is damaged', () => expect(readJournal(write(entries.slice(1)).bytes)).toMatchObject({ state: 'damaged', reason: 'first-entry' }))

test('arbitrary bytes are read as something, never as a run', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), noise => {
      expect(['empty', 'damaged']).toContain(readJournal(noise).state)
    }),
    { numRuns: 2000 },
  )
})
