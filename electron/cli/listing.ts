import type { Invocation } from './invocation'
import { table, type Column } from './table'

/** On a terminal a longer list would only push everything else away; a pipe gets all of it. */
const rowsOnTerminal = 200

/** A table of a list that can be long; nothing for one that is empty. */
export function listing<Row>({ shell, paint, words }: Invocation, columns: readonly Column<Row>[], rows: readonly Row[]): string {
  if (rows.length === 0) return ''
  const shown = shell.outIsTerminal ? rows.slice(0, rowsOnTerminal) : rows
  const rest = rows.length - shown.length
  const told = shell.columns === undefined ? columns : columns.filter(({ mayBeLeftOut, cell }) => mayBeLeftOut !== true || rows.some(row => cell(row) !== 0))
  return table(told, shown, { columns: shell.columns, paint }) + (rest > 0 ? `${paint('faint', words.more(rest))}\n` : '')
}
