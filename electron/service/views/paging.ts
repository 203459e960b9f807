/** One page of rows, sorted by a named field. Sorting happens here so that no screen ever holds a whole list. */
export interface PageRequest {
  readonly page: { readonly offset: number; readonly limit: number }
  readonly sort?: { readonly by: string; readonly descending: boolean } | undefined
}

/** What a table can be sorted by. */
export type Sortable = string | number | boolean | null | undefined

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}

/** @param valueOf what a row is sorted by under a column's name; undefined keeps the given order */
export function pageOf<Row>(rows: readonly Row[], { page, sort }: PageRequest, valueOf: (row: Row, by: string) => Sortable): Page<Row> {
  const ordered = sort === undefined ? rows : rows.toSorted(by(row => valueOf(row, sort.by), sort.descending))
  return { rows: ordered.slice(page.offset, page.offset + page.limit), total: rows.length }
}

function by<Row>(valueOf: (row: Row) => Sortable, descending: boolean): (a: Row, b: Row) => number {
  const direction = descending ? -1 : 1
  return (left, right) => {
    const a = valueOf(left)
    const b = valueOf(right)
    // What is not known stands last, whichever way the column runs.
    if (a === null || a === undefined) return b === null || b === undefined ? 0 : 1
    if (b === null || b === undefined) return -1
    if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction
    const [x, y] = [String(a), String(b)]
    return x < y ? -direction : x > y ? direction : 0
  }
}

/** A row's field when it is something to sort by. */
export function fieldOf(row: object, name: string): Sortable {
  const value: unknown = Object.getOwnPropertyDescriptor(row, name)?.value
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}
