import type { Sorting } from './schemas'

/** One page of rows in a wanted order. Long lists are ordered and added up where they are, so that no screen ever holds a whole one. */
export interface PageRequest {
  readonly page: { readonly offset: number; readonly limit: number }
  readonly sort?: Sorting | undefined
}

/** What a table can be sorted by. */
export type Sortable = string | number | boolean | null | undefined

/** A row's value under a column's name; undefined for a name that it does not know. */
export type ValueOf<Row> = (row: Row, name: string) => Sortable

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  /** Over all rows, not only those of the page. */
  readonly sums?: Readonly<Record<string, number>>
}

/** @param summed names whose numbers are added up over all rows */
export function pageOf<Row>(rows: readonly Row[], request: PageRequest, valueOf: ValueOf<Row>, summed: readonly string[] = []): Page<Row> {
  const { rows: shown, total } = cut(ordered(rows, request.sort, valueOf), request)
  return summed.length === 0 ? { rows: shown, total } : { rows: shown, total, sums: sumsOf(rows, valueOf, summed) }
}

export const cut = <Row>(rows: readonly Row[], { page }: PageRequest): Page<Row> => ({ rows: rows.slice(page.offset, page.offset + page.limit), total: rows.length })

/** Sorted by each name in turn; rows that are equal in all of them keep their order. */
export function ordered<Row>(rows: readonly Row[], sort: Sorting | undefined, valueOf: ValueOf<Row>): readonly Row[] {
  if (sort === undefined || sort.length === 0) return rows
  const keyed = rows.map(row => ({ row, keys: sort.map(({ by }) => valueOf(row, by)) }))
  keyed.sort((a, b) => {
    for (const [at, { descending }] of sort.entries()) {
      const difference = compare(a.keys[at], b.keys[at], descending ? -1 : 1)
      if (difference !== 0) return difference
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}

export function sumsOf<Row>(rows: readonly Row[], valueOf: ValueOf<Row>, summed: readonly string[]): Record<string, number> {
  const sums = Object.fromEntries(summed.map(name => [name, 0]))
  for (const row of rows) {
    for (const name of summed) {
      const value = valueOf(row, name)
      if (typeof value === 'number') sums[name] = (sums[name] ?? 0) + value
    }
  }
  return sums
}

function compare(a: Sortable, b: Sortable, direction: 1 | -1): number {
  // What is not known stands last, whichever way the column runs.
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : 1
  if (b === null || b === undefined) return -1
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction
  const [x, y] = [String(a), String(b)]
  return x < y ? -direction : x > y ? direction : 0
}

/** A row's field when it is something to sort by. */
export function fieldOf(row: object, name: string): Sortable {
  const value: unknown = Object.getOwnPropertyDescriptor(row, name)?.value
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}
