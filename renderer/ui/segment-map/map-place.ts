import type { SegmentMap } from '../../../shared/contract/schemas'

/** Where the pointer or the keyboard is: a segment by its index (none before the log or in a hole) and a lane. */
export interface MapPlace {
  readonly segment: number | undefined
  readonly lane: number | undefined
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
