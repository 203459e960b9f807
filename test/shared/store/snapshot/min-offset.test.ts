import { expect, test } from 'vitest'
import { minOffsetAtStart } from '../../../../shared/store/snapshot/min-offset'
import { physicalOffset } from '../../../../shared/store/offsets'

/** A queue whose first file holds units at these physical offsets; 0 stands for the broker's filler. */
const minimum = (physical: readonly number[], logMin: number, rest: { firstFileOffset?: number; last?: number; version?: '4.9' | '5.x' } = {}) =>
  minOffsetAtStart({
    firstFileOffset: rest.firstFileOffset ?? 0,
    firstFileUnits: physical.length,
    physicalAt: index => physical[index] ?? 0,
    maxOffset: (rest.firstFileOffset ?? 0) + physical.length,
    lastPhysicalOffset: physicalOffset(rest.last ?? physical.at(-1) ?? 0),
    logMinOffset: physicalOffset(logMin),
    checksLastUnit: rest.version !== '4.9',
  })

test.each([
  ['whose first unit is kept, from the start', [1000, 1100, 1200], 1000, {}, 0, 'first-unit'],
  ['with an expired head begins at the first kept unit', [100, 200, 1000, 1100], 1000, {}, 2, 'first-live-unit'],
  ['with a first file at 50 counts from there', [100, 1000, 1100], 1000, { firstFileOffset: 50 }, 51, 'first-live-unit'],
  ['wholly expired keeps its maximum as minimum on 5.x', [100, 200, 300], 1000, { firstFileOffset: 50 }, 53, 'all-expired'],
  ['wholly expired serves from 0 on 4.9', [100, 200, 300], 1000, { firstFileOffset: 50, version: '4.9' as const }, 0, 'stays-zero'],
  ['whose first file is expired but not the last stays at 0', [100, 200, 300], 1000, { last: 5000 }, 0, 'stays-zero'],
  ['that begins with filler starts at its first unit', [0, 0, 1000, 1100], 500, { firstFileOffset: 100 }, 102, 'first-live-unit'],
  ['without a unit is empty', [], 1000, {}, 0, 'empty'],
])('a queue %s', (_, physical, logMin, rest, minOffset, reason) => {
  expect(minimum(physical, logMin, rest)).toEqual({ minOffset, reason })
})
