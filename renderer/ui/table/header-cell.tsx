import { FlexRender } from '@tanstack/react-table'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useRef, type DragEvent, type MouseEvent, type PointerEvent } from 'react'
import type { Sorting } from '../../../shared/contract/schemas'
import type { TableHeader } from './columns'
import classes from './table.module.css'

interface HeaderCellProps<RowData extends object> {
  readonly id: string
  readonly header: TableHeader<RowData>
  readonly sorting: Sorting
  readonly onSort: ((sorting: Sorting) => void) | undefined
  /** The keyboard is here. */
  readonly isActive: boolean
  onWidth(width: number | undefined): void
  /** Another column was dropped on this one. */
  onDropColumn(id: string): void
}

const dragType = 'application/x-table-column'

/** A column's head: a click sorts (up, down, not at all; with Shift after the others), its right edge makes it wider, dragging moves it. */
export function HeaderCell<RowData extends object>({ id, header, sorting, onSort, isActive, onWidth, onDropColumn }: HeaderCellProps<RowData>) {
  const cell = useRef<HTMLDivElement>(null)
  const { meta } = header.column.columnDef
  const by = onSort && meta?.sortBy
  const at = sorting.findIndex(sort => sort.by === by)
  const mine = by === undefined ? undefined : sorting[at]

  const drag = {
    draggable: true,
    onDragStart: (event: DragEvent) => event.dataTransfer.setData(dragType, header.column.id),
    onDragOver: (event: DragEvent) => event.dataTransfer.types.includes(dragType) && event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      onDropColumn(event.dataTransfer.getData(dragType))
    },
  }
  const content = (
    <span className={classes.headText}>
      <FlexRender header={header} />
    </span>
  )
  return (
    <div
      ref={cell}
      id={id}
      role="columnheader"
      className={classes.headCell}
      data-align={meta?.align}
      data-active={isActive || undefined}
      aria-sort={by === undefined ? undefined : mine === undefined ? 'none' : mine.descending ? 'descending' : 'ascending'}
      {...drag}
    >
      {by === undefined ? (
        content
      ) : (
        <button type="button" tabIndex={-1} className={classes.sort} onClick={(event: MouseEvent) => onSort?.(nextSorting(sorting, by, event.shiftKey))}>
          {content}
          {mine && (mine.descending ? <IconArrowDown size={12} aria-hidden /> : <IconArrowUp size={12} aria-hidden />)}
          {mine && sorting.length > 1 && <sub>{at + 1}</sub>}
        </button>
      )}
      <ResizeHandle widthNow={() => cell.current?.offsetWidth ?? 0} onWidth={onWidth} />
    </div>
  )
}

/** Up, then down, then not at all; `adds`: beside the columns that sort already. */
export function nextSorting(sorting: Sorting, by: string, adds: boolean): Sorting {
  const mine = sorting.find(sort => sort.by === by)
  const next = mine === undefined ? [{ by, descending: false }] : mine.descending ? [] : [{ by, descending: true }]
  if (!adds) return next
  return mine === undefined ? [...sorting, ...next] : sorting.flatMap(sort => (sort.by === by ? next : [sort]))
}

/** A double click gives the column its own width back. */
function ResizeHandle({ widthNow, onWidth }: { readonly widthNow: () => number; readonly onWidth: (width: number | undefined) => void }) {
  const grip = useRef<{ readonly x: number; readonly width: number }>(undefined)
  return (
    <span
      className={classes.resize}
      aria-hidden="true"
      draggable
      onDragStart={(event: DragEvent) => {
        // The head around it can be dragged; its edge cannot.
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={(event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        grip.current = { x: event.clientX, width: widthNow() }
      }}
      onPointerMove={(event: PointerEvent) => grip.current && onWidth(grip.current.width + event.clientX - grip.current.x)}
      onPointerUp={() => (grip.current = undefined)}
      onDoubleClick={() => onWidth(undefined)}
    />
  )
}
