import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodePreBlankUnit, encodeUnit } from '../../../../shared/store/builders/encode-unit'
import { decodeUnit, UNIT_BYTES } from '../../../../shared/store/formats/consume-queue-unit'
import { UnitScanner, type Region } from '../../../../shared/store/readers/scan-units'
import { MemoryFiles } from '../../../helpers/memory-files'

const GIB = 2 ** 30
/** A log from 2 to 6 GiB with a hole: its borders lie on both sides of 2^31 and of 2^32. */
const regions: Region[] = [
  { start: 0, end: 2 * GIB, recordsEnd: Infinity },
  { start: 2 * GIB, end: 3 * GIB, recordsEnd: 3 * GIB - 8 },
  { start: 3 * GIB, end: 4 * GIB, recordsEnd: Infinity },
  { start: 4 * GIB, end: 6 * GIB, recordsEnd: 6 * GIB - 8 },
  { start: 6 * GIB, end: Infinity, recordsEnd: Infinity },
]

/** What each unit is, told one by one: the slow way. */
function judged(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let before = -1
  return Array.from({ length: bytes.length / UNIT_BYTES }, (_, index) => {
    const unit = decodeUnit(view, index * UNIT_BYTES)
    if (unit.kind !== 'message') return unit.kind
    if (unit.sizeBytes < 91) return 'too-small'
    const order = unit.physicalOffset <= before ? ' not increasing' : ''
    before = unit.physicalOffset
    const region = regions.findLastIndex(({ start }) => start <= unit.physicalOffset)
    return `${unit.physicalOffset + unit.sizeBytes > regions[region]!.recordsEnd ? 'crosses' : 'in'} ${region}${order}`
  })
}

function scanned(bytes: Uint8Array): string[] {
  const source = new MemoryFiles().put('/cq', bytes).open('/cq')
  const units: string[] = []
  const backwards = new Set<number>()
  new UnitScanner(regions).scan(source, 0, bytes.length / UNIT_BYTES, {
    run: (region, from, to) => void units.push(...Array.from({ length: to - from }, () => `in ${region}`)),
    crosses: region => void units.push(`crosses ${region}`),
    odd: (kind, from, to) => void units.push(...Array.from({ length: to - from }, () => kind)),
    notIncreasing: index => void backwards.add(index),
  })
  return units.map((unit, index) => (backwards.has(index) ? `${unit} not increasing` : unit))
}

const places = [0, 1, GIB, 2 * GIB, 3 * GIB, 4 * GIB, 6 * GIB, 2 ** 45]
const offset = fc.tuple(fc.constantFrom(...places), fc.integer({ min: -300, max: 300 })).map(([place, by]) => place + by)
const size = fc.oneof(fc.integer({ min: -2, max: 400 }), fc.constantFrom(90, 91, 0x7fffffff))
const unit = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(offset, size).map(([at, bytes]) => encodeUnit(at, bytes, 1n)) },
  { weight: 1, arbitrary: fc.constant(new Uint8Array(UNIT_BYTES)) },
  { weight: 1, arbitrary: fc.constant(encodePreBlankUnit()) },
)
const joined = (units: readonly Uint8Array[]): Uint8Array => Uint8Array.from(units.flatMap(bytes => [...bytes]))

test('units of any kind in any order are judged as one by one', () =>
  fc.assert(fc.property(fc.array(unit, { maxLength: 60 }), units => {
    expect(scanned(joined(units))).toEqual(judged(joined(units)))
  }), { numRuns: 2000 }))

test('so are ascending ones, over every border and more than one window', () => {
  const units = Array.from({ length: 40_000 }, (_, index) => encodeUnit(2 * GIB - 500_000_000 + index * 140_000, 1000, 5n))
  const bytes = joined(units)
  expect(scanned(bytes)).toEqual(judged(bytes))
})
