import type { SegmentMap } from '../../../shared/contract/schemas'
import { isSerious } from '../unit-class'

/** Where the pointer or the keyboard is: a segment by its index (none before the log or in a hole) and a lane. */
export interface MapPlace {
  readonly segment: number | undefined
  readonly lane: number | undefined
  /** Under the pointer; undefined before the log. */
  readonly offset?: number | undefined
}

/** Index of the segment that holds a physical offset; undefined in a hole. */
export function segmentAt({ segments, segmentSizeBytes }: SegmentMap, offset: number): number | undefined {
  let low = 0
  let high = segments.baseOffset.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((segments.baseOffset[middle] ?? Infinity) <= offset) low = middle
    else high = middle - 1
  }
  const base = segments.baseOffset[low]
  return base !== undefined && offset >= base && offset < base + segmentSizeBytes ? low : undefined
}

/** The next run behind an offset whose units dangle and can be served, in any lane; from the first one again behind the last. */
export function nextDangling({ lanes }: SegmentMap, behind: number): { readonly offset: number; readonly lane: number } | undefined {
  const runs = lanes
    .flatMap(({ queues }, lane) => queues.flatMap(queue => queue.runs.filter(run => isSerious(run.unitClass)).map(run => ({ offset: run.start, lane }))))
    .sort((a, b) => a.offset - b.offset || a.lane - b.lane)
  return runs.find(({ offset }) => offset > behind) ?? runs[0]
}
