import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/contract'
import type { CallError } from '../../../shared/contract/client'
import { useAsk, useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'

export type LogRow = OutputOf<'listLog'>['rows'][number]

/** One page of a segment's places, and the ways to the pages around it. */
interface LogPages {
  /** Undefined while they are on their way. */
  readonly rows: readonly LogRow[] | undefined
  readonly error: CallError | undefined
  retry(): void
  /** Undefined at the segment's end. */
  readonly later: (() => void) | undefined
  /** Undefined at its start. */
  readonly earlier: (() => Promise<void>) | undefined
}

interface SegmentOf {
  readonly storeId: string
  readonly baseOffset: number
  readonly endOffset: number
  /** Physical offset of the first place shown. */
  readonly at: number
}

const pageSize = 200
/** How far back a page is looked for at first; records tell only where they end. */
const firstStepBytes = 128 * 1024

export function useLogPages({ storeId, baseOffset, endOffset, at }: SegmentOf): LogPages {
  const ask = useAsk()
  const { lang } = usePreferences()
  const [from, setFrom] = useState(at)
  const answer = useOperation('listLog', { storeId, lang, from, count: pageSize }, { keepPrevious: true })
  // A segment without a record from here on is answered with the next one's.
  const rows = answer.data?.rows.filter(({ physicalOffset }) => physicalOffset < endOffset)
  const first = rows?.[0]?.physicalOffset ?? from
  const last = rows?.at(-1)
  const next = last && last.physicalOffset + last.sizeBytes

  async function earlier(): Promise<void> {
    for (let step = firstStepBytes; ; step *= 4) {
      const start = Math.max(baseOffset, first - step)
      const { rows: found } = await ask('listLog', { storeId, lang, from: start, count: 2000 })
      const before = found.filter(({ physicalOffset }) => physicalOffset < first)
      if (before.length >= pageSize || start === baseOffset) return setFrom(before[Math.max(0, before.length - pageSize)]?.physicalOffset ?? baseOffset)
    }
  }

  return {
    rows,
    error: answer.error ?? undefined,
    retry: () => void answer.refetch(),
    later: rows !== undefined && rows.length === pageSize && next !== undefined && next < endOffset ? () => setFrom(next) : undefined,
    earlier: first > baseOffset ? earlier : undefined,
  }
}
