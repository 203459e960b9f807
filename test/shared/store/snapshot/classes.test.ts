import { expect, test } from 'vitest'
import fc from 'fast-check'
import { countClasses, danglingClass, runsOf } from '../../../../shared/store/snapshot/classes'
import { physicalOffset, queueOffset } from '../../../../shared/store/offsets'
import { range } from '../../../../shared/store/range'
import { UnitColumn, type ColumnEntry } from '../../../../shared/store/readers/unit-column'

const physical = (start: number, end: number) => range(physicalOffset(start), physicalOffset(end))
const log = { kept: physical(1000, 5000), holes: [physical(3000, 4000)] }
const at = (offset: number, sizeBytes: number) => physical(offset, offset + sizeBytes)

test.each([
  ['inside', at(1000, 200), undefined],
  ['ends on the last byte', at(4800, 200), undefined],
  ['ends one past the last byte', at(4801, 200), 'ahead'],
  ['starts one below the first', at(999, 200), 'expired'],
  ['touches a hole', at(2900, 101), 'in-hole'],
  ['ends where a hole begins', at(2900, 100), undefined],
])('a unit that %s is %s', (_, target, dangling) => expect(danglingClass(target, log)).toBe(dangling))

/** A queue of units of 100 bytes at these physical offsets, `perFile` in each file. */
function columnOf(offsets: readonly number[], perFile: number): UnitColumn {
  const entries = offsets.map((offset, index): ColumnEntry => ({ physical: at(offset, 100), queue: range(queueOffset(index), queueOffset(index + 1)) }))
  const files = []
  for (let start = 0; start < entries.length; start += perFile) {
    const own = entries.slice(start, start + perFile)
    files.push({ count: own.length, first: own[0]!, last: own.at(-1)!, read: <T,>(use: (entryAt: (index: number) => ColumnEntry | undefined) => T): T => use(index => own[index]) })
  }
  return new UnitColumn(files)
}

test('searching a queue counts the same classes as looking at every unit', () => {
  const increasing = fc.uniqueArray(fc.integer({ min: 0, max: 70 }), { minLength: 0, maxLength: 60 }).map(list => list.toSorted((a, b) => a - b).map(step => step * 100))
  fc.assert(
    fc.property(increasing, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 60 }), (offsets, perFile, minOffset) => {
      const counted = countClasses(runsOf(columnOf(offsets, perFile), log, queueOffset(minOffset)))
      const expected = { ok: 0, expiredHidden: 0, expiredVisible: 0, inHole: 0, ahead: 0 }
      offsets.forEach((offset, index) => {
        const dangling = danglingClass(at(offset, 100), log)
        if (dangling === undefined) expected.ok += 1
        else if (dangling === 'expired') expected[index < minOffset ? 'expiredHidden' : 'expiredVisible'] += 1
        else expected[dangling === 'in-hole' ? 'inHole' : 'ahead'] += 1
      })
      expect(counted).toEqual(expected)
    }),
  )
})
