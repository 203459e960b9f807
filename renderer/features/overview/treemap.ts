export interface Tile {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Tiles of a rectangle with these areas, as square as they can be (squarified treemap, Bruls, Huizing, van Wijk 2000). Values are given
 * largest first; tiles come in the same order.
 */
export function treemap(values: readonly number[], width: number, height: number): readonly Tile[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  if (total <= 0) return []
  const areas = values.map(value => (value / total) * width * height)
  const tiles: Tile[] = []
  let rest: Tile = { x: 0, y: 0, width, height }
  for (let at = 0; at < areas.length; ) {
    const side = Math.min(rest.width, rest.height)
    let end = at + 1
    while (end < areas.length && worstRatio(areas.slice(at, end + 1), side) <= worstRatio(areas.slice(at, end), side)) end += 1
    const row = areas.slice(at, end)
    const [laid, left] = layRow(row, rest)
    tiles.push(...laid)
    rest = left
    at = end
  }
  return tiles
}

/** The longest side over the shortest one, of the worst tile of a row along `side`. */
function worstRatio(row: readonly number[], side: number): number {
  const sum = row.reduce((total, area) => total + area, 0)
  const thickness = sum / side
  return Math.max(...row.map(area => Math.max(thickness ** 2 / Math.max(area, Number.MIN_VALUE), area / thickness ** 2)))
}

/** A row along the shorter side of what is left, and what is left then. */
function layRow(row: readonly number[], { x, y, width, height }: Tile): [Tile[], Tile] {
  const sum = row.reduce((total, area) => total + area, 0)
  const isColumn = width >= height
  const thickness = isColumn ? sum / height : sum / width
  let along = isColumn ? y : x
  const tiles = row.map(area => {
    const length = thickness === 0 ? 0 : area / thickness
    const tile = isColumn ? { x, y: along, width: thickness, height: length } : { x: along, y, width: length, height: thickness }
    along += length
    return tile
  })
  return [tiles, isColumn ? { x: x + thickness, y, width: width - thickness, height } : { x, y: y + thickness, width, height: height - thickness }]
}
