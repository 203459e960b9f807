import { useCallback, useEffect, useRef, useState } from 'react'
import type { CallError } from '../../../shared/contract/client'
import type { InputOf, OutputOf } from '../../../shared/contract/contract'
import { useAsk } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'

type FoundPage = OutputOf<'findMessages'>
export type FoundMessage = FoundPage['rows'][number]

interface Found {
  readonly rows: readonly FoundMessage[]
  /** `more`: enough was found for once. */
  readonly state: 'running' | 'stopped' | 'more' | 'done'
  readonly next: FoundPage['next']
  readonly readBytes: number
  readonly indexFiles: number
  readonly error?: CallError
}

interface Search extends Found {
  stop(): void
  goOn(): void
}

const hitsAtOnce = 200
/** A search stops here until it is told to go on: a screen is no export. */
const rowsAtOnce = 1000

const atFirst: Found = { rows: [], state: 'running', next: null, readBytes: 0, indexFiles: 0 }

/** Asks page after page from when it is first shown; `query` must not change while it is. */
export function useSearch(storeId: string, query: InputOf<'findMessages'>['query']): Search {
  const ask = useAsk()
  const { lang } = usePreferences()
  const [found, setFound] = useState(atFirst)
  const stopper = useRef<AbortController>(undefined)
  const asked = useRef({ query, lang })

  const run = useCallback(
    async (before: Found): Promise<void> => {
      const stop = new AbortController()
      stopper.current = stop
      let now: Found = { rows: before.rows, next: before.next, readBytes: before.readBytes, indexFiles: before.indexFiles, state: 'running' }
      setFound(now)
      const enough = now.rows.length + rowsAtOnce
      try {
        do {
          const page = await ask('findMessages', { storeId, ...asked.current, hits: hitsAtOnce, ...(now.next && { from: now.next }) }, stop.signal)
          if (stop.signal.aborted) return
          const rows = [...now.rows, ...page.rows]
          const state = page.next === null ? 'done' : rows.length >= enough ? 'more' : 'running'
          now = { rows, state, next: page.next, readBytes: now.readBytes + page.readBytes, indexFiles: page.indexFiles }
          setFound(now)
        } while (now.state === 'running')
      } catch (error) {
        // Cancelled in the job bar is the same as stopped here.
        const failure = error as CallError
        if (!stop.signal.aborted) setFound({ ...now, state: 'stopped', ...(failure.error.kind !== 'cancelled' && { error: failure }) })
      }
    },
    [ask, storeId],
  )

  useEffect(() => {
    void run(atFirst)
    return () => stopper.current?.abort()
  }, [run])

  return {
    ...found,
    stop: () => {
      stopper.current?.abort()
      setFound(now => ({ ...now, state: 'stopped' }))
    },
    goOn: () => void run(found),
  }
}
