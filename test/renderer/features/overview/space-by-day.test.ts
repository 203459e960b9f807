import { expect, test } from 'vitest'
import { spaceByDay } from '../../../../renderer/features/overview/space-by-day'

const at = (day: number, hour = 0): number => new Date(2026, 10, day, hour).getTime()
const days = (...given: Parameters<typeof spaceByDay>[0]): [number, number][] => spaceByDay(given).map(({ day, bytes }) => [new Date(day).getDate(), bytes])

test('a segment of one day is wholly of that day', () => {
  expect(days({ firstStored: at(18, 9), lastStored: at(18, 17), bytes: 1000 })).toEqual([[18, 1000]])
})

test('a segment over midnight is shared out by its hours', () => {
  expect(days({ firstStored: at(18, 18), lastStored: at(19, 18), bytes: 1000 })).toEqual([[18, 250], [19, 750]])
})

test('a segment of a single moment is of its day', () => {
  expect(days({ firstStored: at(18, 9), lastStored: at(18, 9), bytes: 7 })).toEqual([[18, 7]])
})

test('days without a message stand between the others as zero', () => {
  expect(days({ firstStored: at(18, 1), lastStored: at(18, 2), bytes: 5 }, { firstStored: at(21, 1), lastStored: at(21, 2), bytes: 6 })).toEqual([[18, 5], [19, 0], [20, 0], [21, 6]])
})

test('a clock that stepped back counts where the segment begins', () => {
  expect(days({ firstStored: at(18, 9), lastStored: at(17, 9), bytes: 5 })).toEqual([[18, 5]])
})

test('no segment has no day', () => expect(days()).toEqual([]))
