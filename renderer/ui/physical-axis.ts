/** The common axis of maps and range bars: physical offsets from the log's start to its end, and before it a zone not to scale. */
export interface PhysicalAxis {
  readonly minOffset: number
  readonly maxOffset: number
  /** Share of the width that the zone before the log takes; 0 when nothing points there. */
  readonly voidShare: number
}

export const voidShareWhenNeeded = 0.13

/** Where an offset lies, as a share of the whole width. Below the log: its share of the way from 0 to the start. */
export function shareOf(axis: PhysicalAxis, offset: number): number {
  const { minOffset, maxOffset, voidShare } = axis
  if (offset < minOffset) return minOffset > 0 ? (Math.max(0, offset) / minOffset) * voidShare : 0
  const length = maxOffset - minOffset
  return length <= 0 ? voidShare : voidShare + Math.min(1, (offset - minOffset) / length) * (1 - voidShare)
}
