import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { CallError } from '../../shared/contract/client'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract/contract'
import { useService } from './client-context'
import { revisionOf, type Revisions } from './store-revisions'

export type OperationResult<N extends OperationName> = UseQueryResult<OutputOf<N>, CallError>

/** `[operation, storeId, revision, input]` */
export type OperationKey = readonly [operation: OperationName, storeId: string, revision: number, input: unknown]

interface OperationOptions {
  readonly enabled?: boolean
  /** Shows the last answer while a changed input is asked; for filters, sorting and pages. */
  readonly keepPrevious?: boolean
}

/** Asks an operation that looks, and keeps the answer until an event touches it. The old answer stays while the new one comes. */
export function useOperation<N extends OperationName>(name: N, input: InputOf<N>, options: OperationOptions = {}): OperationResult<N> {
  const ask = useAsk()
  const key = operationKey(useRevisions(), name, input)
  return useQuery<OutputOf<N>, CallError, OutputOf<N>, OperationKey>({
    queryKey: key,
    queryFn: ({ signal }) => ask(name, input, signal),
    enabled: options.enabled ?? true,
    placeholderData: (previous, query) => (query && staysWhileAsking(query.queryKey, key, options.keepPrevious) ? previous : undefined),
  })
}

/** An operation that acts: opening, planning, applying, undoing. Runs when called, never by itself. */
export function useAction<N extends OperationName>(name: N): UseMutationResult<OutputOf<N>, CallError, InputOf<N>> {
  const ask = useAsk()
  const queries = useQueryClient()
  return useMutation<OutputOf<N>, CallError, InputOf<N>>({
    mutationFn: input => ask(name, input),
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => listsWithoutEvents.has(String(queryKey[0])) }),
  })
}

/** Short lists that actions change and no store event speaks of. */
const listsWithoutEvents = new Set<string>(['listRecent', 'listOpen', 'listReceipts'] satisfies OperationName[])

/** Runs one call and gives it a place in the job bar. */
export function useAsk() {
  const { client, jobs } = useService()
  return useCallback(
    async <N extends OperationName>(name: N, input: InputOf<N>, signal?: AbortSignal): Promise<OutputOf<N>> => {
      const stop = new AbortController()
      const job = jobs.start(name, storeIdOf(input), () => stop.abort())
      try {
        return await client.call(name, input, {
          signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
          onProgress: ({ stage, done, total }) => jobs.progress(job, stage, done, total),
        })
      } catch (error) {
        throw error instanceof CallError ? error : new CallError({ kind: 'bug', code: 'internal', message: String(error) })
      } finally {
        jobs.finish(job)
      }
    },
    [client, jobs],
  )
}

export function useRevisions(): Revisions {
  const { revisions } = useService()
  return useSyncExternalStore(revisions.subscribe, revisions.current)
}

export function operationKey<N extends OperationName>(revisions: Revisions, name: N, input: InputOf<N>): OperationKey {
  const storeId = storeIdOf(input)
  return [name, storeId, revisionOf(revisions, name, storeId), input]
}

const storeIdOf = (input: object): string => ('storeId' in input && typeof input.storeId === 'string' ? input.storeId : '')

/** Same call at an older revision, or (when asked for) the same operation of the same store with another input. */
function staysWhileAsking(before: OperationKey, now: OperationKey, keepPrevious = false): boolean {
  const sameStore = before[0] === now[0] && before[1] === now[1]
  return sameStore && (keepPrevious || JSON.stringify(before[3]) === JSON.stringify(now[3]))
}
