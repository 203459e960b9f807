import {
  columnOrderingFeature, columnVisibilityFeature, createColumnHelper, metaHelper, tableFeatures,
  type Column, type ColumnDef, type Header, type Row,
} from '@tanstack/react-table'

/** What a column of a `DataTable` says about itself besides its header and cell. */
export interface ColumnMeta {
  /** The column's name in words; shown in the menu and, when `header` is a string, the same. */
  readonly name: string
  /** In pixels; the least one when the column grows. */
  readonly width: number
  /** Its share of the width left over. */
  readonly grow?: number
  readonly align?: 'right'
  /** Sorted under this name; absent: not sortable. */
  readonly sortBy?: string
  /** The sum under the column's id stands in the last row, where the list has one. */
  readonly sum?: boolean
  /** Shown only when asked for. */
  readonly hidden?: boolean
  /** False: what it draws is no value to be copied. */
  readonly copy?: boolean
}

export const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature, columnMeta: metaHelper<ColumnMeta>() })
type Features = typeof features

/** `columnsFor<SegmentRow>()` gives the helper whose `.columns([...])` a table takes. Call it at module scope or in a memo. */
export const columnsFor = <RowData extends object>() => createColumnHelper<Features, RowData>()

// The value type differs per column; the table only hands it to the column's own cell.
export type Columns<RowData extends object> = ColumnDef<Features, RowData, unknown>[]
export type TableRow<RowData extends object> = Row<Features, RowData>
export type TableHeader<RowData extends object> = Header<Features, RowData, unknown>
export type TableColumn<RowData extends object> = Column<Features, RowData, unknown>

/** As TanStack Table names a column that says no id of its own. */
export const columnId = <RowData extends object>(column: Columns<RowData>[number]): string =>
  column.id ?? ('accessorKey' in column ? String(column.accessorKey) : '')
