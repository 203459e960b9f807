import { columnVisibilityFeature, createColumnHelper, metaHelper, tableFeatures, useTable, type ColumnDef, type ColumnVisibilityState } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PagedRows } from '../api/use-paged-rows'
import { ColumnMenu } from './column-menu'
import { useCopy } from './copy'
import { HeaderCell } from './header-cell'
import { ErrorCard } from './state-card'
import classes from './data-table.module.css'

/** What a column of a `DataTable` says about itself besides its header and cell. */
export interface ColumnMeta {
  /** The column's name in words; shown in the menu and, when `header` is a string, the same. */
  readonly name: string
  /** In pixels; the least one when the column grows. */
  readonly width: number
  /** Its share of the width left over. */
  readonly grow?: number
  readonly align?: 'right'
  /** Sorted by the service under this name; absent: not sortable. */
  readonly sortBy?: string
  /** Shown only when asked for. */
  readonly hidden?: boolean
  /** What `Ctrl C` takes from this column; absent: nothing. */
  readonly copy?: boolean
}

const features = tableFeatures({ columnVisibilityFeature, columnMeta: metaHelper<ColumnMeta>() })

/** `columnsFor<SegmentRow>()` gives the helper whose `.columns([...])` a table takes. Call it at module scope or in a memo. */
export const columnsFor = <Row extends object>() => createColumnHelper<typeof features, Row>()

// The value type differs per column; the table only hands it to the column's own cell.
export type Columns<Row extends object> = ColumnDef<typeof features, Row, unknown>[]

export interface Sorting {
  readonly by: string
  readonly descending: boolean
}

interface DataTableProps<Row extends object> {
  /** What the table lists, for screen readers. */
  readonly label: string
  readonly columns: Columns<Row>
  readonly rows: PagedRows<Row>
  readonly rowId: (row: Row) => string
  readonly sorting?: Sorting | undefined
  readonly onSort?: (sorting: Sorting | undefined) => void
  readonly selectedId?: string | undefined
  /** `Enter`, a click. */
  readonly onOpen?: (row: Row) => void
  /** Instead of the rows when there is none. */
  readonly empty: ReactNode
  /** 25 px rows of a detail. */
  readonly dense?: boolean
}

/**
 * A table of any length: only rows in view exist, their pages are fetched as they come into view, sorting happens in the
 * service. One tab stop; `↑ ↓ PgUp PgDn Home End` move, `Enter` opens, `Ctrl C` copies the row as tab-separated values.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, sorting, onSort, selectedId, onOpen, empty, dense = false } = props
  const { t } = useTranslation()
  const copy = useCopy()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const [columnVisibility, setColumnVisibility] = useState<ColumnVisibilityState>(() => hiddenAtFirst(columns))

  const total = rows.total ?? placeholderRows
  const rowHeight = dense ? 25 : 28
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: headerHeight,
    initialRect: { width: 1000, height: 600 },
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const end = (items.at(-1)?.index ?? 0) + 1
  const { show } = rows
  useEffect(() => show(first, end), [show, first, end])

  const loaded = useMemo(() => Array.from({ length: end - first }, (_, at) => rows.rowAt(first + at)), [rows, first, end])
  const known = useMemo(() => loaded.filter(row => row !== undefined), [loaded])
  const table = useTable({
    features,
    columns,
    data: known,
    getRowId: rowId,
    state: { columnVisibility },
    onColumnVisibilityChange: setColumnVisibility,
  })
  const shown = new Map(table.getRowModel().rows.map(row => [row.original, row]))
  const leaves = table.getVisibleLeafColumns()
  const widths = leaves.map(column => column.columnDef.meta ?? { width: 100 })
  const layout = {
    gridTemplateColumns: widths.map(({ width, grow }: { width: number; grow?: number }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(' '),
    minWidth: widths.reduce((sum, { width }) => sum + width, menuWidth),
  }

  function move(to: number): void {
    const next = Math.max(0, Math.min(total - 1, to))
    setActive(next)
    virtual.scrollToIndex(next, { align: 'auto' })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const target = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: total - 1 }[event.key]
    const row = rows.rowAt(active)
    if (target !== undefined) move(target)
    else if (event.key === 'Enter' && row) onOpen?.(row)
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey) && row && String(window.getSelection()) === '') copyRow(row)
    else return
    event.preventDefault()
  }

  function copyRow(row: Row): void {
    const cells = shown.get(row)?.getVisibleCells() ?? []
    const text = cells.filter(cell => cell.column.columnDef.meta?.copy !== false).map(cell => asCell(cell.getValue())).join('\t')
    if (scroller.current) copy(text, scroller.current)
  }

  if (rows.error && rows.total === undefined) return <ErrorCard error={rows.error} onRetry={rows.retry} />
  if (rows.total === 0) return <>{empty}</>

  return (
    <div className={classes.frame}>
      <ColumnMenu
        columns={table.getAllLeafColumns().map(column => ({ id: column.id, name: column.columnDef.meta?.name ?? column.id, visible: column.getIsVisible() }))}
        onToggle={columnId => table.getColumn(columnId)?.toggleVisibility()}
      />
      <div
        ref={scroller}
        className={classes.scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.total === undefined ? -1 : rows.total + 1}
        aria-colcount={leaves.length}
        aria-busy={rows.total === undefined}
        aria-activedescendant={items.some(item => item.index === active) ? `${id}-${active}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={classes.head} role="row" aria-rowindex={1} style={layout}>
          {table.getFlatHeaders().map(header => (
            <HeaderCell key={header.id} meta={header.column.columnDef.meta} sorting={sorting} onSort={onSort}>
              <table.FlexRender header={header} />
            </HeaderCell>
          ))}
        </div>
        <div className={classes.body} role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth: layout.minWidth }}>
          {items.map(item => {
            const data = loaded[item.index - first]
            const row = data && shown.get(data)
            return (
              <div
                key={item.index}
                id={`${id}-${item.index}`}
                className={classes.row}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={row !== undefined && row.id === selectedId}
                data-active={item.index === active || undefined}
                data-opens={onOpen ? true : undefined}
                style={{ ...layout, height: rowHeight, transform: `translateY(${item.start}px)` }}
                onClick={() => {
                  setActive(item.index)
                  if (data) onOpen?.(data)
                }}
              >
                {row ? (
                  row.getVisibleCells().map(cell => (
                    <div key={cell.id} role="gridcell" className={classes.cell} data-align={cell.column.columnDef.meta?.align}>
                      <table.FlexRender cell={cell} />
                    </div>
                  ))
                ) : (
                  <div role="gridcell" className={classes.waiting} aria-label={t('ui.loadingRow')} />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** A value as it stands in tab-separated text: raw digits, nothing for none. */
const asCell = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const headerHeight = 29
const menuWidth = 28
/** Grey rows while the first page is on its way. */
const placeholderRows = 8

function hiddenAtFirst<Row extends object>(columns: Columns<Row>): ColumnVisibilityState {
  return Object.fromEntries(columns.flatMap(column => (column.meta?.hidden ? [[column.id ?? ('accessorKey' in column ? String(column.accessorKey) : ''), false]] : [])))
}
