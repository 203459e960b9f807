import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format'
import { Figure } from '../figure'
import type { TableColumn } from './columns'
import classes from './table.module.css'

interface TotalsRowProps<RowData extends object> {
  readonly columns: readonly TableColumn<RowData>[]
  readonly total: number
  readonly sums: Readonly<Record<string, number>>
  readonly layout: CSSProperties
}

/** The last row, always in view: how many rows the list has, and what adds up over all of them. */
export function TotalsRow<RowData extends object>({ columns, total, sums, layout }: TotalsRowProps<RowData>) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className={classes.totals} role="row" aria-rowindex={total + 2} style={layout}>
      {columns.map((column, at) => (
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.columnDef.meta?.sum ? column.columnDef.meta.align : undefined}>
          {column.columnDef.meta?.sum ? <Sum value={sums[column.id] ?? 0} /> : at === 0 && t('ui.rows', { count: total, n: format.exact(total) })}
        </div>
      ))}
    </div>
  )
}

/** A column is as wide as its values: a sum that may not fit is rounded here, and exact in the hint and when it is copied. */
function Sum({ value }: { readonly value: number }) {
  const format = useFormat()
  return (
    <Figure value={value} zeroIsDash>
      {value < longSum ? format.exact(value) : format.short(value)}
    </Figure>
  )
}

const longSum = 10_000_000
