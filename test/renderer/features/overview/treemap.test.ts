import { expect, test } from 'vitest'
import { treemap } from '../../../../renderer/features/overview/treemap'

const width = 240
const height = 100

test.each([
  ['many of falling size', [54, 27, 18, 13, 10, 9, 7, 8]],
  ['one', [5]],
  ['equal ones', [1, 1, 1, 1]],
  ['one beside almost nothing', [1e6, 1, 1]],
])('tiles of %s have the areas of their values and fill the rectangle', (_, values) => {
  const total = values.reduce((sum, value) => sum + value, 0)
  const tiles = treemap(values, width, height)
  expect(tiles).toHaveLength(values.length)
  for (const [at, tile] of tiles.entries()) {
    expect(tile.width * tile.height).toBeCloseTo((values[at]! / total) * width * height, 4)
    expect(tile.x).toBeGreaterThanOrEqual(0)
    expect(tile.y + tile.height).toBeLessThanOrEqual(height + 1e-6)
    expect(tile.x + tile.width).toBeLessThanOrEqual(width + 1e-6)
  }
})

test('nothing has no tile', () => {
  expect(treemap([], width, height)).toEqual([])
  expect(treemap([0, 0], width, height)).toEqual([])
})
