import type { Range } from '../../../shared/store/range'

/** Physical offsets against pixels, for the part of the log in view. All x are from the axis's left edge, the zone before the log included. */
export interface MapAxis {
  /** First and last physical offset in view. */
  readonly view: Range
  readonly minOffset: number
  readonly segmentSizeBytes: number
  readonly width: number
  /** Width of the zone before the log, which is not to scale; 0 when the log's start is out of view. */
  readonly voidWidth: number
  /** Of a segment in the mean. */
  readonly segmentWidth: number
  x(offset: number): number
  /** The inverse; inside the zone before the log: undefined. */
  offsetAt(x: number): number | undefined
}

interface AxisOptions {
  readonly minOffset: number
  readonly segmentSizeBytes: number
  readonly view: Range
  readonly width: number
  /** Units point below the log. */
  readonly hasUnitsBelow: boolean
  /** Ascending with the offset; what the axis is linear in. The offset itself when undefined. */
  readonly scale?: Scale | undefined
}

/** What physical offsets are measured by, and back. */
export interface Scale {
  of(offset: number): number
  offsetAt(value: number): number
}

const byOffset: Scale = { of: offset => offset, offsetAt: value => value }

const voidShare = 0.13
const narrowBelow = 800
const emptyVoidWidth = 12

export function mapAxis({ minOffset, segmentSizeBytes, view, width, hasUnitsBelow, scale = byOffset }: AxisOptions): MapAxis {
  const voidWidth = view.start > minOffset || minOffset === 0 ? 0 : voidWidthOf(hasUnitsBelow, width)
  const from = scale.of(view.start)
  const perStep = (width - voidWidth) / Math.max(1, scale.of(view.end) - from)
  return {
    view,
    minOffset,
    segmentSizeBytes,
    width,
    voidWidth,
    segmentWidth: ((width - voidWidth) * segmentSizeBytes) / Math.max(1, view.end - view.start),
    x(offset) {
      if (offset < minOffset) return voidWidth === 0 ? -1 : (Math.max(0, offset) / minOffset) * voidWidth
      return voidWidth + (scale.of(offset) - from) * perStep
    },
    offsetAt: x => (x < voidWidth ? undefined : Math.min(view.end - 1, scale.offsetAt(from + (x - voidWidth) / perStep))),
  }
}

function voidWidthOf(hasUnitsBelow: boolean, width: number): number {
  if (!hasUnitsBelow) return emptyVoidWidth
  return width >= narrowBelow ? Math.round(width * voidShare) : 72
}

const leastTickDistance = 110

/** Bases of segments to be written out: every 1, 2, 5, 10, 20, 30, 50, … segments, far enough apart to be read. */
export function ticksOf(axis: MapAxis): number[] {
  const step = tickSteps.find(segments => segments * axis.segmentWidth >= leastTickDistance) ?? Infinity
  if (!Number.isFinite(step)) return [axis.view.start]
  const { segmentSizeBytes, minOffset, view } = axis
  const first = Math.ceil((view.start - minOffset) / segmentSizeBytes / step) * step
  const ticks: number[] = []
  for (let at = minOffset + first * segmentSizeBytes; at < view.end; at += step * segmentSizeBytes) {
    const last = ticks.at(-1)
    // By time segments are of unequal width.
    const hasRoom = last === undefined || axis.x(at) - axis.x(last) >= leastTickDistance * 0.9
    if (hasRoom && (axis.x(at) + leastTickDistance * 0.6 <= axis.width || last === undefined)) ticks.push(at)
  }
  return ticks
}

const tickSteps = [1, 2, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000]

export const leastSegmentsInView = 3

/** The view scaled by `factor` around an offset, kept inside the whole and on at least three segments. */
export function zoomed(view: Range, whole: Range, around: number, factor: number, segmentSizeBytes: number): Range {
  const length = Math.min(whole.end - whole.start, Math.max((view.end - view.start) * factor, leastSegmentsInView * segmentSizeBytes))
  const share = (around - view.start) / Math.max(1, view.end - view.start)
  return moved({ start: around - share * length, end: around + (1 - share) * length }, whole, 0)
}

/** The view moved by a distance, stopping at the ends. */
export function moved(view: Range, whole: Range, by: number): Range {
  const length = Math.min(view.end - view.start, whole.end - whole.start)
  const start = Math.max(whole.start, Math.min(whole.end - length, view.start + by))
  return { start, end: start + length }
}

type Lanes = { readonly minOffset: number; readonly lanes: readonly { readonly lowestPhysicalOffset: number | null }[] }

/** Whether any lane needs the zone before the log. */
export const pointsBelowTheLog = ({ minOffset, lanes }: Lanes): boolean =>
  lanes.some(({ lowestPhysicalOffset }) => lowestPhysicalOffset !== null && lowestPhysicalOffset < minOffset)
