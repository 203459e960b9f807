import { expect, test } from 'vitest'
import { timeScale } from '../../../../renderer/ui/segment-map/time-scale'

const mapOf = (firstStored: (number | null)[], modifiedTime: number[]) => ({
  minOffset: 0, maxOffset: firstStored.length * 100, segmentSizeBytes: 100, holes: [], lanes: [], totalLanes: 0,
  segments: { baseOffset: firstStored.map((_, at) => at * 100), state: firstStored.map(() => 'full' as const), firstStored, modifiedTime },
})

test('a segment is as wide as the time it took to be written', () => {
  const scale = timeScale(mapOf([0, 10, 40], [10, 40, 50]))
  expect([0, 50, 100, 150, 200, 300].map(offset => scale?.of(offset))).toEqual([0, 5, 10, 25, 40, 50])
  expect([5, 25, 50].map(time => scale?.offsetAt(time))).toEqual([50, 150, 300])
})

test('a clock that went back and a segment without a time get no width, and order never changes', () => {
  const scale = timeScale(mapOf([0, 30, 20, null, 40], [30, 20, 35, 40, 60]))
  const times = [0, 100, 200, 300, 400, 500].map(offset => scale?.of(offset) ?? Number.NaN)
  expect(times).toEqual([0, 30, 30, 30, 40, 60])
})

test.each([['no segment', [], []], ['no time at all', [null, null], [0, 0]], ['one moment', [5, 5], [5, 5]]])('with %s there is no axis of time', (_, stored, modified) =>
  expect(timeScale(mapOf(stored, modified))).toBeUndefined(),
)
