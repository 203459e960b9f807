import { bySeverity, isSerious, type LegendClass } from '../unit-class'
import type { MapAxis } from './map-axis'
import type { Lane } from './opened-lanes'

/** A run of pixel columns that look alike: what a lane's bar is painted from. */
export interface Span {
  readonly x: number
  readonly width: number
  /** From the top: worst first. */
  readonly bars: readonly { readonly unitClass: LegendClass; readonly height: number }[]
}

/** Something too narrow to be seen as an area, drawn as its glyph. */
export interface Point {
  readonly x: number
  readonly unitClass: LegendClass
  readonly units: number
}

const classes: readonly LegendClass[] = bySeverity.filter(unitClass => unitClass !== 'pre-blank' && unitClass !== 'unwritten')
const leastSeriousWidth = 3
const leastBarHeight = 2
const pointBelowWidth = 2
const leastPointDistance = 14

/**
 * Shares each pixel column's height among the classes by the number of queues that have them there. Every class present
 * gets at least 2 px, and a class present in any segment of a column is present in the column: the worst is never averaged away.
 */
export function laneSpans(lane: Lane, axis: MapAxis, barHeight: number): Span[] {
  const columns = Math.ceil(axis.width)
  const changes = classes.map(() => new Int32Array(columns + 1))
  const edges = new Set<number>([columns])
  for (const queue of lane.queues) {
    for (const run of queue.runs) {
      const change = changes[classes.indexOf(run.unitClass)]
      const pixels = pixelsOf(run, axis, columns)
      if (!change || !pixels) continue
      change[pixels.from] = (change[pixels.from] ?? 0) + 1
      change[pixels.to] = (change[pixels.to] ?? 0) - 1
      edges.add(pixels.from).add(pixels.to)
    }
  }

  const spans: Span[] = []
  const counts = classes.map(() => 0)
  let startedAt = 0
  for (const x of [...edges].sort((a, b) => a - b)) {
    const bars = barsOf(counts, lane.queues.length, barHeight)
    if (x > startedAt && bars.length > 0) spans.push({ x: startedAt, width: x - startedAt, bars })
    startedAt = x
    changes.forEach((change, at) => (counts[at] = (counts[at] ?? 0) + (change[x] ?? 0)))
  }
  return spans
}

/** Glyphs for serious runs narrower than 2 px: at most one per 14 px, the worst wins. Ahead of the log has a line of its own. */
export function lanePoints(lane: Lane, axis: MapAxis): Point[] {
  const narrow = lane.queues
    .flatMap(queue => queue.runs)
    .filter(run => isSerious(run.unitClass) && run.unitClass !== 'ahead')
    .map(run => ({ x: (axis.x(run.start) + axis.x(run.end)) / 2, width: axis.x(run.end) - axis.x(run.start), unitClass: run.unitClass, units: run.units }))
    .filter(({ x, width }) => width < pointBelowWidth && x >= 0 && x <= axis.width)
    .sort((a, b) => bySeverity.indexOf(a.unitClass) - bySeverity.indexOf(b.unitClass) || a.x - b.x)
  const points: { x: number; unitClass: LegendClass; units: number }[] = []
  for (const { x, unitClass, units } of narrow) {
    const near = points.find(point => Math.abs(point.x - x) < leastPointDistance)
    if (near) near.units += units
    else points.push({ x, unitClass, units })
  }
  return points
}

function pixelsOf(run: { readonly unitClass: LegendClass; readonly start: number; readonly end: number }, axis: MapAxis, columns: number) {
  if (run.end <= axis.view.start && (axis.voidWidth === 0 || run.start >= axis.minOffset)) return undefined
  // A log that is full to the last byte of its newest segment ends where what is ahead of it begins.
  if (run.start > axis.view.end || (run.start === axis.view.end && run.unitClass !== 'ahead')) return undefined
  const from = Math.max(0, Math.min(columns - 1, Math.floor(axis.x(run.start))))
  // A run that ends where the log starts ends at the edge of the zone before it.
  const end = run.start < axis.minOffset && run.end >= axis.minOffset ? axis.voidWidth : axis.x(run.end)
  const to = Math.max(from + 1, Math.min(columns, Math.round(end)))
  if (!isSerious(run.unitClass) || to - from >= leastSeriousWidth) return { from, to }
  return { from: Math.max(0, Math.min(from, columns - leastSeriousWidth)), to: Math.min(columns, Math.max(to, from + leastSeriousWidth)) }
}

function barsOf(counts: readonly number[], queues: number, barHeight: number): Span['bars'] {
  const present = classes.flatMap((unitClass, at) => {
    const count = counts[at] ?? 0
    return count > 0 ? [{ unitClass, count }] : []
  })
  const whole = Math.max(queues, present.reduce((sum, { count }) => sum + count, 0))
  const bars = present.map(({ unitClass, count }) => ({ unitClass, height: Math.max(leastBarHeight, Math.round((barHeight * count) / whole)) }))
  const tooMuch = bars.reduce((sum, { height }) => sum + height, 0) - barHeight
  const tallest = bars.reduce((a, b) => (b.height > a.height ? b : a), bars[0] ?? { unitClass: 'ok' as const, height: 0 })
  if (tooMuch > 0) tallest.height = Math.max(leastBarHeight, tallest.height - tooMuch)
  return bars
}
