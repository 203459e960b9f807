import type { OutputOf } from '../../../shared/contract/contract'
import { usePages, type PagedRows } from '../../api/use-paged-rows'

/** One queue offset, with the unit that stands for it. */
export interface UnitSlot {
  readonly queueOffset: number
  /** Undefined where a file is missing, and for what lies inside a batch. */
  readonly unit: OutputOf<'listUnits'>['rows'][number] | undefined
}

interface UnitsOf {
  readonly storeId: string
  readonly side: 'local' | 'tiered'
  readonly topic: string
  readonly queueId: number
  /** Queue offset of the first unit on disk. */
  readonly start: number
}

/** A queue's units as a list in which a row's place is its queue offset: hundreds of millions of them, read where one looks. */
export function useUnitRows({ start, ...queue }: UnitsOf): PagedRows<UnitSlot> {
  const pages = usePages('listUnits', (offset, limit) => ({ ...queue, from: start + offset, count: limit }))
  const slotIn = (answer: OutputOf<'listUnits'>, index: number): UnitSlot => {
    const queueOffset = start + index
    return { queueOffset, unit: answer.rows[unitAt(answer.rows, queueOffset)] }
  }
  return {
    total: pages.any && Math.max(0, pages.any.total - start),
    rowAt: index => {
      const answer = pages.answerAt(index)
      return answer && slotIn(answer, index)
    },
    show: pages.show,
    read: async (first, end) => {
      const slots: UnitSlot[] = []
      for (let index = first; index < end; index += atOnce) {
        const answer = await pages.ask(index, Math.min(atOnce, end - index))
        for (let at = index; at < Math.min(end, index + atOnce); at += 1) slots.push(slotIn(answer, at))
      }
      return slots
    },
    error: pages.error,
    retry: pages.retry,
  }
}

const atOnce = 10_000

/** Index of the unit with this queue offset in rows that ascend by it, or -1. */
function unitAt(rows: OutputOf<'listUnits'>['rows'], queueOffset: number): number {
  let low = 0
  let high = rows.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const at = rows[middle]?.queueOffset ?? Infinity
    if (at === queueOffset) return middle
    if (at < queueOffset) low = middle + 1
    else high = middle - 1
  }
  return -1
}
