import { useTable } from '@tanstack/react-table'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sorting } from '../../../shared/contract/schemas'
import type { PagedRows } from '../../api/use-paged-rows'
import { useFormat } from '../../i18n/format'
import { useCopy } from '../copy'
import { useRowHeight } from '../density'
import { ErrorCard } from '../state-card'
import { BodyRow } from './body-row'
import { columnId, features, type Columns } from './columns'
import { firstRow, markedRows, placeAfter, type GridPlace } from './grid-place'
import { HeaderCell, nextSorting } from './header-cell'
import { RowMenu, type RowMenuPlace } from './row-menu'
import { rowsAsText, valueAsText, type TextForm } from './rows-as-text'
import { TableTools } from './table-tools'
import { TotalsRow } from './totals-row'
import { leastWidth, useColumnLayout } from './use-column-layout'
import { useRowWindow } from './use-row-window'
import classes from './table.module.css'

interface DataTableProps<RowData extends object> {
  /** Under which its columns are remembered. */
  readonly name: string
  /** What the table lists, for screen readers. */
  readonly label: string
  readonly columns: Columns<RowData>
  readonly rows: PagedRows<RowData>
  readonly rowId: (row: RowData) => string
  readonly sorting?: Sorting
  readonly onSort?: (sorting: Sorting) => void
  readonly selectedId?: string | undefined
  /** Brought into view when it changes. */
  readonly showIndex?: number | undefined
  /** `Enter`, a click. */
  readonly onOpen?: (row: RowData) => void
  /** Instead of the rows when there is none. */
  readonly empty: ReactNode
  /** 25 px rows of a detail. */
  readonly dense?: boolean
  /** As high as its rows, up to this many; otherwise as high as there is room. */
  readonly mostRowsShown?: number
}

/**
 * The one table of the product, of any length: only rows in view exist and are fetched; a long list is sorted and added up where it
 * lies. One tab stop: `↑ ↓ PgUp PgDn Home End` rows (with Shift they are marked), `← →` cells, `↑` from the first row the head, `Enter` opens,
 * `Ctrl C` copies the cell or the marked rows. In the head `Enter` sorts, Shift with it adds, `Ctrl ← →` moves the column, `Shift ← →` sizes it.
 */
export function DataTable<RowData extends object>(props: DataTableProps<RowData>) {
  const { name, label, columns, rows, rowId, sorting = [], onSort, selectedId, showIndex, onOpen, empty, dense = false, mostRowsShown } = props
  const { t } = useTranslation()
  const format = useFormat()
  const copy = useCopy()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState(firstRow)
  const [menu, setMenu] = useState<RowMenuPlace>()
  const layout = useColumnLayout(name, columns)

  const total = rows.total ?? placeholderRows
  const rowHeight = useRowHeight(dense)
  const hasTotals = rows.sums !== undefined && total > 1 && columns.some(column => column.meta?.sum)
  const coveredHeight = headHeight + (hasTotals ? totalsHeight : 0)
  const { first, end, bodyHeight, topOf, reveal } = useRowWindow({ count: total, rowHeight, scroller, coveredHeight })
  const { show } = rows
  useEffect(() => show(first, end), [show, first, end])

  const loaded = useMemo(() => Array.from({ length: end - first }, (_, at) => rows.rowAt(first + at)), [rows, first, end])
  const known = useMemo(() => loaded.filter(row => row !== undefined), [loaded])
  const table = useTable({ features, columns, data: known, getRowId: rowId, state: { columnVisibility: layout.visibility, columnOrder: layout.order } })
  const shown = new Map(table.getRowModel().rows.map(row => [row.original, row]))
  const leaves = table.getVisibleLeafColumns()
  const template = leaves.map(({ id: leaf, columnDef: { meta } }) => widthOf(layout.widths[leaf], meta)).join(' ')
  const minWidth = leaves.reduce((sum, { id: leaf, columnDef: { meta } }) => sum + (layout.widths[leaf] ?? meta?.width ?? leastWidth), toolsWidth)
  // Another value whenever the cells are others: rows that stay are drawn again then, and only then.
  const grid = useMemo(() => ({ gridTemplateColumns: template, minWidth }), [template, minWidth, columns])
  const marked = markedRows(place)

  useEffect(() => {
    if (showIndex === undefined) return
    setPlace({ ...firstRow, row: showIndex, anchor: showIndex })
    reveal(showIndex)
    // Only a new place to show moves the list; where it scrolls to depends on where it is.
  }, [showIndex, rows.total === undefined])

  const textColumns = leaves
    .filter(({ columnDef: { meta }, accessorFn }) => meta?.copy !== false && accessorFn !== undefined)
    .map(column => ({ id: column.id, name: column.columnDef.meta?.name ?? column.id, valueOf: (row: RowData) => column.accessorFn?.(row, 0) }))
  const valueAt = (row: number, column: number | undefined): unknown => {
    const data = rows.rowAt(row)
    return data && column !== undefined ? leaves[column]?.accessorFn?.(data, row) : undefined
  }

  async function copyRows(form: TextForm, start: number, wantedEnd: number, near: Element): Promise<void> {
    const last = Math.min(wantedEnd, start + mostRowsCopied)
    const read = await rows.read(start, last)
    copy(rowsAsText(form, textColumns, read), near, t('ui.copiedRows', { count: read.length, n: format.exact(read.length), of: format.exact(wantedEnd - start) }))
  }

  function goTo(next: GridPlace): void {
    setPlace(next)
    if (next.row >= 0) reveal(next.row)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget) return
    const control = event.ctrlKey || event.metaKey
    const column = leaves[place.column ?? 0]
    const row = rows.rowAt(place.row)
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - coveredHeight) / rowHeight) - 1)
    if (place.row === -1 && column && isHeadKey(event)) changeColumn(event, column.id)
    else if (event.key === 'Enter' && row) onOpen?.(row)
    else if (event.key === 'c' && control && !event.shiftKey && String(window.getSelection()) === '') {
      const text = valueAsText(valueAt(place.row, place.column))
      if (text !== '') copy(text, event.currentTarget)
      else void copyRows('tsv', marked.start, marked.end, event.currentTarget)
    } else {
      const next = control ? undefined : placeAfter(place, event, { rows: total, columns: leaves.length, page })
      if (!next) return
      if (event.key === 'Escape') event.stopPropagation()
      goTo(next)
    }
    event.preventDefault()
  }

  function changeColumn({ key, shiftKey }: KeyboardEvent, columnName: string): void {
    const column = table.getColumn(columnName)
    const at = place.column ?? 0
    const direction = key === 'ArrowLeft' ? -1 : 1
    if (key === 'Enter') {
      const by = column?.columnDef.meta?.sortBy
      if (by !== undefined) onSort?.(nextSorting(sorting, by, shiftKey))
    } else if (shiftKey) {
      layout.setWidth(columnName, (layout.widths[columnName] ?? document.getElementById(`${id}-head-${at}`)?.offsetWidth ?? leastWidth) + direction * widthStep)
    } else {
      const neighbour = leaves[at + direction]
      if (!neighbour) return
      layout.move(columnName, neighbour.id)
      setPlace({ ...place, column: at + direction })
    }
  }

  function onRowEvent(event: MouseEvent<HTMLElement>): void {
    const { row: rowElement, cell } = placeOfEvent(event)
    if (rowElement === undefined) return
    if (event.type === 'contextmenu') {
      event.preventDefault()
      const isMarked = rowElement >= marked.start && rowElement < marked.end
      if (!isMarked) setPlace({ row: rowElement, column: undefined, anchor: rowElement })
      setMenu({ left: event.clientX, top: event.clientY, value: valueAt(rowElement, cell), rows: isMarked ? marked.end - marked.start : 1 })
      return
    }
    setPlace({ row: rowElement, column: undefined, anchor: event.shiftKey ? place.anchor : rowElement })
    const data = rows.rowAt(rowElement)
    if (data && !event.shiftKey) onOpen?.(data)
  }

  /** The menu key has no place of its own: the menu opens where the keyboard is. */
  function onContextMenu(event: MouseEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget) return
    event.preventDefault()
    const box = document.getElementById(`${id}-${place.row}`)?.getBoundingClientRect()
    setMenu({ left: (box?.left ?? 0) + 24, top: box?.bottom ?? 0, value: valueAt(place.row, place.column), rows: marked.end - marked.start })
  }

  if (rows.error && rows.total === undefined) return <ErrorCard error={rows.error} onRetry={rows.retry} />
  if (rows.total === 0) return <>{empty}</>

  const activeId = place.row === -1 ? `${id}-head-${place.column ?? 0}` : place.row >= first && place.row < end ? [id, place.row, place.column].filter(part => part !== undefined).join('-') : undefined
  return (
    <div className={classes.frame} style={mostRowsShown === undefined ? undefined : { flex: 'none', height: Math.min(total, mostRowsShown) * rowHeight + coveredHeight + scrollBarRoom }}>
      <TableTools
        columns={columns.map(column => ({ id: columnId(column), name: column.meta?.name ?? columnId(column) }))}
        layout={layout}
        onCopyTable={(form, near) => void copyRows(form, 0, total, near)}
      />
      <div
        ref={scroller}
        className={classes.scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.total === undefined ? -1 : rows.total + (hasTotals ? 2 : 1)}
        aria-colcount={leaves.length}
        aria-multiselectable="true"
        aria-busy={rows.total === undefined}
        aria-activedescendant={activeId}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
      >
        <div className={classes.head} role="row" aria-rowindex={1} style={grid}>
          {table.getFlatHeaders().map((header, at) => (
            <HeaderCell
              key={header.id}
              id={`${id}-head-${at}`}
              header={header}
              sorting={sorting}
              onSort={onSort}
              isActive={place.row === -1 && at === (place.column ?? 0)}
              onWidth={width => layout.setWidth(header.column.id, width)}
              onDropColumn={dropped => layout.move(dropped, header.column.id)}
            />
          ))}
        </div>
        <div className={classes.body} role="rowgroup" style={{ height: bodyHeight, minWidth }} onClick={onRowEvent} onContextMenu={onRowEvent}>
          {loaded.map((data, at) => {
            const index = first + at
            const row = data && shown.get(data)
            return (
              <BodyRow
                key={index}
                id={`${id}-${index}`}
                index={index}
                row={row}
                top={topOf(index)}
                height={rowHeight}
                layout={grid}
                isActive={index === place.row}
                activeColumn={index === place.row ? place.column : undefined}
                isMarked={marked.end - marked.start > 1 && index >= marked.start && index < marked.end}
                isSelected={row !== undefined && row.id === selectedId}
                opens={onOpen !== undefined}
              />
            )
          })}
        </div>
        {hasTotals && rows.sums && <TotalsRow columns={leaves} total={total} sums={rows.sums} layout={grid} />}
      </div>
      <RowMenu
        place={menu}
        onClose={() => {
          setMenu(undefined)
          scroller.current?.focus({ preventScroll: true })
        }}
        onCopyValue={text => scroller.current && copy(text, scroller.current)}
        onCopyRows={form => scroller.current && void copyRows(form, marked.start, marked.end, scroller.current)}
      />
    </div>
  )
}

const headHeight = 29
const totalsHeight = 29
const scrollBarRoom = 12
const toolsWidth = 52
const widthStep = 16
/** Grey rows while the first page is on its way. */
const placeholderRows = 8
/** More would be a file, not a clipboard. */
const mostRowsCopied = 100_000

const widthOf = (wanted: number | undefined, meta: { readonly width: number; readonly grow?: number } = { width: 100 }): string =>
  wanted !== undefined ? `${wanted}px` : meta.grow ? `minmax(${meta.width}px, ${meta.grow}fr)` : `${meta.width}px`

const isHeadKey = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key === 'Enter' || ((key === 'ArrowLeft' || key === 'ArrowRight') && (shiftKey || ctrlKey || metaKey))

/** The row and the cell something happened in. */
function placeOfEvent({ target }: MouseEvent): { readonly row: number | undefined; readonly cell: number | undefined } {
  const numberIn = (name: 'index' | 'at'): number | undefined => {
    const found = target instanceof Element ? target.closest<HTMLElement>(`[data-${name}]`)?.dataset[name] : undefined
    return found === undefined ? undefined : Number(found)
  }
  return { row: numberIn('index'), cell: numberIn('at') }
}
