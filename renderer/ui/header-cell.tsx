import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ColumnMeta, Sorting } from './data-table'
import classes from './data-table.module.css'

interface HeaderCellProps {
  readonly meta: ColumnMeta | undefined
  readonly sorting: Sorting | undefined
  readonly onSort: ((sorting: Sorting | undefined) => void) | undefined
  readonly children: ReactNode
}

/** A column's head; a click sorts up, the next down, the third not at all. */
export function HeaderCell({ meta, sorting, onSort, children }: HeaderCellProps) {
  const by = meta?.sortBy
  const mine = by !== undefined && sorting?.by === by ? sorting : undefined
  if (by === undefined || !onSort) {
    return (
      <div role="columnheader" className={classes.headCell} data-align={meta?.align}>
        {children}
      </div>
    )
  }
  const next = mine === undefined ? { by, descending: false } : mine.descending ? undefined : { by, descending: true }
  return (
    <div
      role="columnheader"
      className={classes.headCell}
      data-align={meta?.align}
      aria-sort={mine === undefined ? 'none' : mine.descending ? 'descending' : 'ascending'}
    >
      <button type="button" className={classes.sort} onClick={() => onSort(next)}>
        {children}
        {mine && (mine.descending ? <IconArrowDown size={12} aria-hidden /> : <IconArrowUp size={12} aria-hidden />)}
      </button>
    </div>
  )
}
