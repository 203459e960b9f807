import { FlexRender } from '@tanstack/react-table'
import { memo, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableRow } from './columns'
import classes from './table.module.css'

export interface BodyRowProps<RowData extends object> {
  readonly id: string
  readonly index: number
  /** Undefined while it is on its way. */
  readonly row: TableRow<RowData> | undefined
  readonly top: number
  readonly height: number
  /** Changes with the columns, their order and their widths. */
  readonly layout: CSSProperties
  readonly isActive: boolean
  /** The cell the keyboard is in. */
  readonly activeColumn: number | undefined
  readonly isMarked: boolean
  readonly isSelected: boolean
  readonly opens: boolean
}

function Row<RowData extends object>({ id, index, row, top, height, layout, isActive, activeColumn, isMarked, isSelected, opens }: BodyRowProps<RowData>) {
  const { t } = useTranslation()
  return (
    <div
      id={id}
      className={classes.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected || isMarked}
      data-index={index}
      data-active={(isActive && activeColumn === undefined) || undefined}
      data-marked={isMarked || undefined}
      data-selected={isSelected || undefined}
      data-opens={opens || undefined}
      style={{ ...layout, height, top }}
    >
      {row ? (
        row.getVisibleCells().map((cell, at) => (
          <div
            key={cell.id}
            id={`${id}-${at}`}
            role="gridcell"
            className={classes.cell}
            data-at={at}
            data-align={cell.column.columnDef.meta?.align}
            data-active={(isActive && at === activeColumn) || undefined}
          >
            <FlexRender cell={cell} />
          </div>
        ))
      ) : (
        <div role="gridcell" className={classes.waiting} aria-label={t('ui.loadingRow')} />
      )}
    </div>
  )
}

/** Scrolling makes new rows and leaves the others as they are: a row is drawn again only when what it shows is another. */
export const BodyRow = memo(Row, (before, now) => {
  const { row: rowBefore, ...otherBefore } = before
  const { row: rowNow, ...otherNow } = now
  if (rowBefore?.original !== rowNow?.original) return false
  return Object.entries(otherNow).every(([name, value]) => otherBefore[name as keyof typeof otherBefore] === value)
}) as typeof Row
