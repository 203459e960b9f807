import { useQueries, useQueryClient, type QueryClient, type UseQueryOptions } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { CallError } from '../../shared/contract/client'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract/contract'
import { fieldOf, ordered, sumsOf, type Page, type ValueOf } from '../../shared/contract/paging'
import type { Sorting } from '../../shared/contract/schemas'
import { operationKey, useAsk, useRevisions, type OperationKey } from './use-operation'

/** Operations that answer `{rows, total}` for a page. */
export type PagedOperation = { [N in OperationName]: InputOf<N> extends { page: unknown } ? (OutputOf<N> extends { rows: unknown[]; total: number } ? N : never) : never }[OperationName]
export type RowOf<N extends PagedOperation> = OutputOf<N> extends { rows: (infer Row)[] } ? Row : never
type WithoutPage<Input> = Input extends unknown ? Omit<Input, 'page'> : never

/** A long list of which only the pages in view are fetched. */
export interface PagedRows<Row> {
  /** Undefined until the first page came. */
  readonly total: number | undefined
  /** Undefined while its page is on the way. */
  rowAt(index: number): Row | undefined
  /** Tells which rows are in view, `[start, end)`. */
  show(start: number, end: number): void
  /** Rows `[start, end)`, in view or not. */
  read(start: number, end: number): Promise<readonly Row[]>
  /** What adds up over all rows, by the name of its column; undefined where nothing does. */
  readonly sums?: Readonly<Record<string, number>> | undefined
  readonly error: CallError | undefined
  retry(): void
}

const pageSize = 200
const mostRowsAtOnce = 2000

export function usePagedRows<N extends PagedOperation>(name: N, input: WithoutPage<InputOf<N>>): PagedRows<RowOf<N>> {
  const ask = useAsk()
  const revisions = useRevisions()
  const cache = useQueryClient()
  const [inView, setInView] = useState({ first: 0, last: 0 })

  const pages = Array.from({ length: inView.last - inView.first + 1 }, (_, index) => inView.first + index)
  const answers = useQueries({
    queries: pages.map((page): UseQueryOptions<Page<RowOf<N>>, CallError, Page<RowOf<N>>, OperationKey> => {
      const pageInput = { ...input, page: { offset: page * pageSize, limit: pageSize } } as unknown as InputOf<N>
      const queryKey = operationKey(revisions, name, pageInput)
      return {
        queryKey,
        queryFn: async ({ signal }) => (await ask(name, pageInput, signal)) as unknown as Page<RowOf<N>>,
        placeholderData: () => lastAnswer(cache, queryKey, page) as Page<RowOf<N>> | undefined,
      }
    }),
  })

  const show = useCallback((start: number, end: number): void => {
    const first = Math.floor(start / pageSize)
    const last = Math.floor(Math.max(start, end - 1) / pageSize)
    setInView(now => (now.first === first && now.last === last ? now : { first, last }))
  }, [])

  async function read(start: number, end: number): Promise<readonly RowOf<N>[]> {
    const rows: RowOf<N>[] = []
    while (start + rows.length < end) {
      const pageInput = { ...input, page: { offset: start + rows.length, limit: Math.min(mostRowsAtOnce, end - start - rows.length) } } as unknown as InputOf<N>
      const next = (await ask(name, pageInput)) as unknown as Page<RowOf<N>>
      if (next.rows.length === 0) break
      rows.push(...next.rows)
    }
    return rows
  }

  const failed = answers.find(answer => answer.error)
  const answered = answers.find(answer => answer.data)?.data
  return {
    total: answered?.total,
    sums: answered?.sums,
    read,
    rowAt(index) {
      return answers[Math.floor(index / pageSize) - inView.first]?.data?.rows[index % pageSize]
    },
    show,
    error: failed?.error ?? undefined,
    retry: () => answers.forEach(answer => void answer.refetch()),
  }
}

/** What this place of the list showed last, under another order, filter or revision: it stays until the new answer is there. */
function lastAnswer(cache: QueryClient, [name, storeId]: OperationKey, page: number): unknown {
  const answered = cache
    .getQueryCache()
    .findAll({ queryKey: [name, storeId] })
    .filter(query => query.state.data !== undefined && pageOf(query.queryKey) === page)
  return answered.sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)[0]?.state.data
}

const pageOf = (key: readonly unknown[]): number => (key[3] as { page: { offset: number } }).page.offset / pageSize

/** A short list that is already here, in the same form; sorted and added up as a long one is by the service. */
export function rowsInHand<Row extends object>(rows: readonly Row[], { sorting, valueIn = fieldOf, summed = [] }: InHandOptions<Row> = {}): PagedRows<Row> {
  const inOrder = ordered(rows, sorting, valueIn)
  return {
    total: rows.length,
    rowAt: index => inOrder[index],
    show: () => undefined,
    read: (start, end) => Promise.resolve(inOrder.slice(start, end)),
    sums: summed.length === 0 ? undefined : sumsOf(rows, valueIn, summed),
    error: undefined,
    retry: () => undefined,
  }
}

interface InHandOptions<Row> {
  readonly sorting?: Sorting | undefined
  /** What is sorted by and added up under a name; the row's own field by default. */
  readonly valueIn?: ValueOf<Row>
  readonly summed?: readonly string[]
}
