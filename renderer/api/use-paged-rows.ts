import { useQueries, useQueryClient, type QueryClient, type UseQueryOptions } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { CallError } from '../../shared/contract/client'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract/contract'
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
  readonly error: CallError | undefined
  retry(): void
}

const pageSize = 200

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

  const failed = answers.find(answer => answer.error)
  return {
    total: answers.find(answer => answer.data)?.data?.total,
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

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}

/** A short list that is already here, in the same form. */
export function rowsInHand<Row>(rows: readonly Row[]): PagedRows<Row> {
  return { total: rows.length, rowAt: index => rows[index], show: () => undefined, error: undefined, retry: () => undefined }
}
