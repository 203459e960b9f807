import type { OutputOf } from '../../../shared/contract/contract'

type Queue = OutputOf<'tieredQueueDetail'>

/** A file of a tiered queue's own commitlog, on the axis of the queue's offsets. */
export interface LogStretch {
  readonly path: string
  readonly baseOffset: number
  readonly state: Queue['commitLog']['segments'][number]['state']
  /** Queue offsets of its first message and of the first behind it: exact where a class begins, in proportion between. */
  readonly start: number
  readonly end: number
}

/** Where the units say that each commitlog file lies. Strays are in no row and no unit leads there. */
export function logStretches({ commitLog, runs, maxOffset }: Queue): LogStretch[] {
  const pointing = runs.flatMap(({ physicalStart, physicalEnd, start, end }) => (physicalStart === null || physicalEnd === null ? [] : [{ physicalStart, physicalEnd, start, end }]))
  const queueOffsetAt = (physical: number): number => {
    const run = pointing.find(({ physicalEnd }) => physical < physicalEnd)
    if (run === undefined) return pointing.at(-1)?.end ?? maxOffset
    if (physical <= run.physicalStart) return run.start
    return run.start + ((physical - run.physicalStart) / (run.physicalEnd - run.physicalStart)) * (run.end - run.start)
  }
  return commitLog.segments
    .filter(({ state }) => state !== 'stray')
    .map(({ path, baseOffset, sizeBytes, state }) => ({ path, baseOffset, state, start: Math.round(queueOffsetAt(baseOffset)), end: Math.round(queueOffsetAt(baseOffset + sizeBytes)) }))
}
