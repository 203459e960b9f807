import { expect, test } from 'vitest'
import { timeLeft } from '../../../renderer/api/running-jobs'

const startedAt = 1_000_000

test.each([
  ['a quarter done in 5 s has 15 s left', { done: 25, total: 100 }, 5_000, 15_000],
  ['nothing done yet cannot be told', { done: 0, total: 100 }, 5_000, undefined],
  ['an unknown total cannot be told', { done: 25, total: undefined }, 5_000, undefined],
  ['the first moments cannot be told', { done: 25, total: 100 }, 1_999, undefined],
  ['all done has nothing left to tell', { done: 100, total: 100 }, 5_000, undefined],
])('%s', (_, progress, passed, left) => expect(timeLeft({ startedAt, ...progress }, startedAt + passed)).toBe(left))
