import { expect, test } from 'vitest'
import { firstRow, markedRows, placeAfter, type GridPlace } from '../../../../renderer/ui/table/grid-place'

const size = { rows: 100, columns: 3, page: 20 }
const press = (place: GridPlace, ...keys: string[]): GridPlace | undefined =>
  keys.reduce<GridPlace | undefined>((now, key) => now && placeAfter(now, { key: key.replace('Shift+', ''), shiftKey: key.startsWith('Shift+') }, size), place)

test.each<[string, string[], Partial<GridPlace>]>([
  ['the last row is the end', ['End', 'ArrowDown', 'PageDown'], { row: 99 }],
  ['up from the first row is the head, at a column', ['ArrowUp'], { row: -1, column: 0 }],
  ['the head stays the head', ['ArrowUp', 'ArrowUp', 'ArrowLeft'], { row: -1, column: 0 }],
  ['a page up stops at the first row', ['ArrowDown', 'PageUp'], { row: 0 }],
  ['right enters the cells and stops at the last', ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'], { row: 0, column: 2 }],
  ['left from the first cell is the row again', ['ArrowRight', 'ArrowLeft'], { row: 0, column: undefined }],
  ['a column is kept from row to row', ['ArrowRight', 'ArrowDown'], { row: 1, column: 0 }],
])('%s', (_, keys, place) => expect(press(firstRow, ...keys)).toMatchObject(place))

test('Shift marks rows in both directions, without it nothing is marked', () => {
  const five = { row: 5, column: undefined, anchor: 5 }
  expect(markedRows(press(five, 'Shift+ArrowDown', 'Shift+ArrowDown') ?? firstRow)).toEqual({ start: 5, end: 8 })
  expect(markedRows(press(five, 'Shift+PageUp') ?? firstRow)).toEqual({ start: 0, end: 6 })
  expect(markedRows(press(five, 'Shift+ArrowDown', 'ArrowDown') ?? firstRow)).toEqual({ start: 7, end: 8 })
})

test('Escape lets go of what is marked first, and then is somebody else’s', () => {
  const marked = press(firstRow, 'Shift+ArrowDown')
  expect(press(marked ?? firstRow, 'Escape')).toEqual({ row: 1, column: undefined, anchor: 1 })
  expect(press(marked ?? firstRow, 'Escape', 'Escape')).toBeUndefined()
})
