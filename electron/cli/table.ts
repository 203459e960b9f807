import { displayWidth, printable, shorten } from './printable'
import { plain, type Paint, type Style } from './paint'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => string | number
  readonly align?: 'right'
  readonly style?: (row: Row) => Style | undefined
  /** May be shortened when the table is wider than the terminal. */
  readonly shrinks?: true
  /** Left out on a terminal where every row has 0. */
  readonly mayBeLeftOut?: true
}

export interface TableOptions {
  /** Width of the terminal; undefined: as wide as it needs. */
  readonly columns?: number | undefined
  readonly paint?: Paint
}

const gap = '  '
const narrowest = 12

/** A table for people: a line of titles and a line for each row, columns aligned, every name safe to print. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], { columns: width, paint = plain }: TableOptions = {}): string {
  const cells = rows.map(row => columns.map(({ cell }) => printable(String(cell(row)))))
  const wanted = columns.map(({ title }, at) => cells.reduce((most, line) => Math.max(most, displayWidth(line[at] ?? '')), displayWidth(title)))
  const widths = width === undefined ? wanted : fit(wanted, columns, width)

  const line = (texts: readonly string[], styleOf: (at: number) => Style | undefined): string =>
    texts
      .map((text, at) => pad(shorten(text, widths[at] ?? 0), widths[at] ?? 0, columns[at]?.align, at === columns.length - 1, styleOf(at), paint))
      .join(gap)
      .trimEnd()
  const titles = line(columns.map(({ title }) => title), () => 'strong')
  const body = cells.map((texts, row) => line(texts, at => columns[at]?.style?.(rows[row] as Row)))
  return [titles, ...body].map(text => `${text}\n`).join('')
}

function pad(text: string, width: number, align: 'right' | undefined, isLast: boolean, style: Style | undefined, paint: Paint): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  const painted = style === undefined ? text : paint(style, text)
  return align === 'right' ? space + painted : isLast ? painted : painted + space
}

/** Takes the columns that shrink down, the widest first, until the line fits or nothing is left to take. */
function fit<Row>(wanted: readonly number[], columns: readonly Column<Row>[], width: number): number[] {
  const widths = [...wanted]
  const shrinking = columns.flatMap(({ shrinks }, at) => (shrinks ? [at] : []))
  let over = widths.reduce((sum, each) => sum + each, 0) + gap.length * (columns.length - 1) - width
  while (over > 0) {
    const widest = shrinking.reduce<number | undefined>((most, at) => (most === undefined || (widths[at] ?? 0) > (widths[most] ?? 0) ? at : most), undefined)
    const now = widest === undefined ? 0 : (widths[widest] ?? 0)
    if (widest === undefined || now <= narrowest) break
    const next = Math.max(narrowest, now - over, Math.max(narrowest, ...shrinking.filter(at => at !== widest).map(at => widths[at] ?? 0)) - 1)
    widths[widest] = Math.min(now - 1, next)
    over -= now - (widths[widest] ?? 0)
  }
  return widths
}

/** `name  value` lines, the values aligned. */
export function facts(pairs: readonly (readonly [name: string, value: string])[], paint: Paint = plain): string {
  const width = Math.max(...pairs.map(([name]) => displayWidth(name)))
  return pairs.map(([name, value]) => `${paint('faint', name)}${' '.repeat(width - displayWidth(name))}${gap}${printable(value)}\n`).join('')
}
