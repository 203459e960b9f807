import type { SegmentMap } from '../../../shared/contract/schemas'
import type { Scale } from './map-axis'

/**
 * Offsets by the time their segment was stored, in proportion inside it. Never backwards: a clock that went back, or a segment without a
 * time, gets no width of its own. Undefined when there are not two different times.
 */
export function timeScale({ segments, segmentSizeBytes, maxOffset }: SegmentMap): Scale | undefined {
  const { baseOffset, firstStored, modifiedTime } = segments
  const offsets: number[] = []
  const times: number[] = []
  let latest = Number.NEGATIVE_INFINITY
  baseOffset.forEach((base, at) => {
    latest = Math.max(latest, firstStored[at] ?? latest)
    if (!Number.isFinite(latest)) return
    offsets.push(base)
    times.push(latest)
  })
  const lastBase = offsets.at(-1)
  if (lastBase === undefined) return undefined
  offsets.push(Math.max(lastBase + segmentSizeBytes, maxOffset))
  times.push(Math.max(latest, modifiedTime.at(-1) ?? latest))
  if (times[0] === times.at(-1)) return undefined
  return { of: offset => between(offset, offsets, times), offsetAt: time => between(time, times, offsets) }
}

/** The value that stands in `to` where `value` stands in `from`, which ascends; in proportion between, and beyond the ends as at the ends. */
function between(value: number, from: readonly number[], to: readonly number[]): number {
  let low = 0
  let high = from.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((from[middle] ?? Infinity) <= value) low = middle
    else high = middle - 1
  }
  const [start = 0, end = 0] = [from[low], from[low + 1]]
  const [toStart = 0, toEnd = 0] = [to[low], to[low + 1]]
  const share = end > start ? Math.max(0, Math.min(1, (value - start) / (end - start))) : 0
  return toStart + share * (toEnd - toStart)
}
