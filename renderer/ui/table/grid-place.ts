/** Where the keyboard is in a table. */
export interface GridPlace {
  /** Counted from 0; the head is -1. */
  readonly row: number
  /** Counted among the shown columns; undefined: the whole row. */
  readonly column: number | undefined
  /** The other end of the rows that are marked; the row itself when only it is. */
  readonly anchor: number
}

export const firstRow: GridPlace = { row: 0, column: undefined, anchor: 0 }

interface GridKey {
  readonly key: string
  readonly shiftKey: boolean
}

interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows in view. */
  readonly page: number
}

/** Where a key leads from here; undefined when it leads nowhere. `↑` from the first row enters the head, `→` the cells, Shift marks rows. */
export function placeAfter(place: GridPlace, { key, shiftKey }: GridKey, { rows, columns, page }: GridSize): GridPlace | undefined {
  const { row, column } = place
  const toRow = (wanted: number): GridPlace => {
    const last = rows - 1
    if (shiftKey && row >= 0) return { ...place, row: within(0, wanted, last) }
    const next = within(-1, wanted, last)
    return { row: next, column: next === -1 ? (column ?? 0) : column, anchor: Math.max(0, next) }
  }
  switch (key) {
    case 'ArrowDown':
      return toRow(row + 1)
    case 'ArrowUp':
      return toRow(row - 1)
    case 'PageDown':
      return toRow(within(0, row + page, rows - 1))
    case 'PageUp':
      return toRow(Math.max(0, row - page))
    case 'Home':
      return toRow(0)
    case 'End':
      return toRow(rows - 1)
    case 'ArrowRight':
      return { ...place, column: within(0, (column ?? -1) + 1, columns - 1) }
    case 'ArrowLeft':
      if (column === undefined) return place
      return { ...place, column: column > 0 ? column - 1 : row === -1 ? 0 : undefined }
    case ' ':
      return row === -1 ? undefined : { ...place, anchor: row }
    case 'Escape':
      return row !== -1 && column === undefined && place.anchor === row ? undefined : { ...firstRow, row: Math.max(0, row), anchor: Math.max(0, row) }
    default:
      return undefined
  }
}

/** The marked rows, `[start, end)`; one row is only where the keyboard is. */
export function markedRows({ row, anchor }: GridPlace): { readonly start: number; readonly end: number } {
  return { start: Math.max(0, Math.min(row, anchor)), end: Math.max(row, anchor) + 1 }
}

const within = (least: number, wanted: number, most: number): number => Math.max(least, Math.min(wanted, most))
