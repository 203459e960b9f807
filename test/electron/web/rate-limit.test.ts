import { expect, test } from 'vitest'
import { createRateLimit } from '../../../electron/web/rate-limit'

test('lets a burst through, then as many as the rate gives back', () => {
  let time = 0
  const may = createRateLimit(3, 2, () => time)
  const attempts = (count: number): number => Array.from({ length: count }, may).filter(Boolean).length

  expect(attempts(5)).toBe(3)
  time += 499
  expect(attempts(5)).toBe(0)
  time += 501
  expect(attempts(5)).toBe(2)
})

test('saves up no more than one burst', () => {
  let time = 0
  const may = createRateLimit(3, 2, () => time)
  time += 3_600_000
  expect(Array.from({ length: 10 }, may).filter(Boolean)).toHaveLength(3)
})
