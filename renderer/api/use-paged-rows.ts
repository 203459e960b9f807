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
  const pages = usePages(name, (offset, limit) => ({ ...input, page: { offset, limit } }) as unknown as InputOf<N>)
  const pageOf = (answer: OutputOf<N> | undefined): Page<RowOf<N>> | undefined => answer as unknown as Page<RowOf<N>> | undefined

  async function read(start: number, end: number): Promise<readonly RowOf<N>[]> {
    const rows: RowOf<N>[] = []
    while (start + rows.length < end) {
      const next = pageOf(await pages.ask(start + rows.length, Math.min(mostRowsAtOnce, end - start - rows.length)))
      if (next === undefined || next.rows.length === 0) break
      rows.push(...next.rows)
    }
    return rows
  }

  return {
    total: pageOf(pages.any)?.total,
    sums: pageOf(pages.any)?.sums,
    rowAt: index => pageOf(pages.answerAt(index))?.rows[index % pageSize],
    show: pages.show,
    read,
    error: pages.error,
    retry: pages.retry,
  }
}

/** Answers for stretches of `pageSize` places of a list. */
interface Pages<Answer> {
  /** The answer that covers a place; undefined while it is on its way, or out of view. */
  answerAt(index: number): Answer | undefined
  /** Some answer, for what is the same in all. */
  readonly any: Answer | undefined
  show(start: number, end: number): void
  /** Asks beside what is in view. */
  ask(offset: number, limit: number): Promise<Answer>
  readonly error: CallError | undefined
  retry(): void
}

/** In an object: an answer may be null, and what is not known is undefined. */
interface Known<N extends OperationName> {
  readonly answer: OutputOf<N>
}

export function usePages<N extends OperationName>(name: N, inputOf: (offset: number, limit: number) => InputOf<N>): Pages<OutputOf<N>> {
  const ask = useAsk()
  const revisions = useRevisions()
  const cache = useQueryClient()
  const [inView, setInView] = useState({ first: 0, last: 0 })

  const pages = Array.from({ length: inView.last - inView.first + 1 }, (_, index) => inView.first + index)
  const answers = useQueries({
    queries: pages.map((page): UseQueryOptions<Known<N>, CallError, Known<N>, OperationKey> => {
      const input = inputOf(page * pageSize, pageSize)
      const queryKey = operationKey(revisions, name, input)
      return {
        queryKey,
        queryFn: async ({ signal }) => ({ answer: await ask(name, input, signal) }),
        placeholderData: () => lastAnswer(cache, queryKey) as Known<N> | undefined,
      }
    }),
  })

  const show = useCallback((start: number, end: number): void => {
    const first = Math.floor(start / pageSize)
    const last = Math.floor(Math.max(start, end - 1) / pageSize)
    setInView(now => (now.first === first && now.last === last ? now : { first, last }))
  }, [])

  return {
    answerAt: index => answers[Math.floor(index / pageSize) - inView.first]?.data?.answer,
    any: answers.find(({ data }) => data)?.data?.answer,
    show,
    ask: (offset, limit) => ask(name, inputOf(offset, limit)),
    error: answers.find(answer => answer.error)?.error ?? undefined,
    retry: () => answers.forEach(answer => void answer.refetch()),
  }
}

/** What this place of the list showed last, under another order, filter or revision: it stays until the new answer is there. */
function lastAnswer(cache: QueryClient, [name, storeId, , asked]: OperationKey): unknown {
  const place = placeIn(asked)
  const answered = cache
    .getQueryCache()
    .findAll({ queryKey: [name, storeId] })
    .filter(query => query.state.data !== undefined && placeIn(query.queryKey[3]) === place)
  return answered.sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)[0]?.state.data
}

/** Of lists that are paged; of others the whole question, which no other question equals. */
const placeIn = (input: unknown): unknown => {
  const { page } = input as { readonly page?: { readonly offset: number } }
  return page === undefined ? JSON.stringify(input) : page.offset
}

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
