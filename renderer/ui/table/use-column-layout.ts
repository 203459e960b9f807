import { useCallback, useEffect, useState } from 'react'
import { columnId, type Columns } from './columns'

/** What the user made of a table's columns. Only what differs from the table's own choice is kept. */
export interface ColumnLayout {
  readonly visible: Readonly<Record<string, boolean>>
  /** Ids from the left; empty: the table's own order. */
  readonly order: readonly string[]
  /** In pixels. */
  readonly widths: Readonly<Record<string, number>>
}

const own: ColumnLayout = { visible: {}, order: [], widths: {} }

export interface RememberedLayout {
  readonly visibility: Record<string, boolean>
  /** Every column once, known ones in the user's order, others where the table puts them. */
  readonly order: string[]
  readonly widths: Readonly<Record<string, number>>
  readonly isOwn: boolean
  setVisible(id: string, visible: boolean): void
  /** Puts a column before or behind another. */
  move(id: string, to: string): void
  /** Undefined: the table's own width again. */
  setWidth(id: string, width: number | undefined): void
  reset(): void
}

export const leastWidth = 48

/** Which columns of a table are shown, in which order and how wide: remembered on this machine under the table's name. */
export function useColumnLayout<RowData extends object>(tableName: string, columns: Columns<RowData>): RememberedLayout {
  const key = `store-inspector.table.${tableName}`
  const [layout, setLayout] = useState<ColumnLayout>(() => parseLayout(localStorage.getItem(key)))
  const isOwn = layout === own
  useEffect(() => (isOwn ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(layout))), [key, layout, isOwn])

  const ids = columns.map(columnId)
  const order = orderOf(ids, layout.order)
  return {
    visibility: Object.fromEntries(columns.map((column, at) => [ids[at] ?? '', layout.visible[ids[at] ?? ''] ?? column.meta?.hidden !== true])),
    order,
    widths: layout.widths,
    isOwn,
    setVisible: (id, visible) => setLayout(now => ({ ...now, visible: { ...now.visible, [id]: visible } })),
    move: (id, to) => setLayout(now => ({ ...now, order: moved(order, id, to) })),
    setWidth: useCallback((id, width) => {
      setLayout(now => {
        const { [id]: _, ...others } = now.widths
        return { ...now, widths: width === undefined ? others : { ...others, [id]: Math.max(leastWidth, Math.round(width)) } }
      })
    }, []),
    reset: () => setLayout(own),
  }
}

export function orderOf(ids: readonly string[], wanted: readonly string[]): string[] {
  const known = wanted.filter(id => ids.includes(id))
  // A column that came later stands behind the one it stands behind in the table's own order.
  return ids.reduce((order, id, at) => {
    if (!order.includes(id)) order.splice(order.indexOf(ids[at - 1] ?? '') + 1, 0, id)
    return order
  }, [...known])
}

export function moved(order: readonly string[], id: string, to: string): string[] {
  const from = order.indexOf(id)
  const target = order.indexOf(to)
  if (from < 0 || target < 0) return [...order]
  return order.filter(other => other !== id).toSpliced(target, 0, id)
}

/** What an older version or a hand wrote there counts as nothing. */
export function parseLayout(text: string | null): ColumnLayout {
  if (text === null) return own
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null) return own
    const { visible, order, widths } = found as Partial<Record<keyof ColumnLayout, unknown>>
    return {
      visible: entriesOf(visible, isBoolean),
      order: Array.isArray(order) ? order.filter(id => typeof id === 'string') : [],
      widths: entriesOf(widths, isWidth),
    }
  } catch {
    return own
  }
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isWidth = (value: unknown): value is number => typeof value === 'number' && value >= leastWidth

function entriesOf<T>(found: unknown, isValid: (value: unknown) => value is T): Record<string, T> {
  const entries = Object.entries(typeof found === 'object' && found !== null ? found : {})
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => isValid(entry[1])))
}
