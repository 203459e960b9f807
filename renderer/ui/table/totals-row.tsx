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
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.columnDef.meta?.align}>
          {column.columnDef.meta?.sum ? <Figure value={sums[column.id]} zeroIsDash /> : at === 0 && t('ui.rows', { count: total, n: format.exact(total) })}
        </div>
      ))}
    </div>
  )
}
