/** A column as it is copied: raw values, without separators or words. */
export interface TextColumn<Row> {
  readonly id: string
  readonly name: string
  valueOf(row: Row): unknown
}

export type TextForm = 'tsv' | 'json'

/** Rows for a spreadsheet (a line of names, then tab-separated values) or for a program (an array of objects). */
export function rowsAsText<Row>(form: TextForm, columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  if (form === 'json') return JSON.stringify(rows.map(row => Object.fromEntries(columns.map(column => [column.id, plain(column.valueOf(row))]))), null, 2)
  const lines = [columns.map(({ name }) => name), ...rows.map(row => columns.map(column => valueAsText(column.valueOf(row))))]
  return lines.map(cells => cells.join('\t')).join('\n')
}

/** One value: its digits, nothing for none; what would break a line of a table is a space. */
export function valueAsText(value: unknown): string {
  const known = plain(value)
  return known === null ? '' : String(known).replaceAll(/[\t\n\r]+/g, ' ')
}

function plain(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
