import { shareOf, type PhysicalAxis } from './physical-axis'
import { bySeverity, isSerious, type LegendClass } from './unit-class'

/** Units of one class, on the physical axis. */
export interface RangeRun {
  readonly unitClass: LegendClass
  readonly start: number
  readonly end: number
}

/** Of the bar and, within it, of its runs; in pixels. */
const height = 14
const inset = 2
const leastSeriousWidth = 3

/**
 * The CSS background of a range bar: one layer for each run, the worst on top, a serious one never thinner than 3 px, any other than 1. Shares of the width, so that
 * nothing is measured. The hatches are variables of the page.
 */
export function rangeBackground(axis: PhysicalAxis, runs: readonly RangeRun[]): string {
  const logStart = shareOf(axis, axis.minOffset)
  return [
    line('var(--text)', logStart, 1, 0, height),
    ...[...runs].sort((a, b) => bySeverity.indexOf(a.unitClass) - bySeverity.indexOf(b.unitClass)).flatMap(run => layersOf(run, shareOf(axis, run.start), shareOf(axis, run.end))),
    stretch('var(--sunken)', logStart, 1, inset, height - 2 * inset),
    ...(logStart > 0 ? [stretch('var(--before-the-log)', 0, logStart, 0, height), stretch('var(--void)', 0, logStart, 0, height)] : []),
  ].join(', ')
}

function layersOf({ unitClass }: RangeRun, start: number, end: number): string[] {
  const inner = height - 2 * inset
  if (unitClass === 'unwritten') return []
  if (unitClass === 'in-hole') {
    const edge = 'var(--unit-in-hole)'
    return [
      line('var(--c-visible)', start, 1, inset, inner),
      line('var(--c-visible)', end, 1, inset, inner),
      stretch(edge, start, end, inset, 1),
      stretch(edge, start, end, height - inset - 1, 1),
      line('var(--surface)', start, leastSeriousWidth, inset, inner),
      stretch('var(--surface)', start, end, inset, inner),
    ]
  }
  const fill = unitClass === 'ok' ? 'var(--c-ok)' : `var(--unit-${unitClass})`
  return [stretch(fill, start, end, inset, inner), line(fill, start, isSerious(unitClass) ? leastSeriousWidth : 1, inset, inner)]
}

/** A position in percent counts from edge to edge of the picture, not of the box: of one so wide, its share of what is left. */
const stretch = (image: string, start: number, end: number, top: number, tall: number): string => {
  const width = Math.max(0, end - start)
  return `${picture(image)} ${percent(width >= 1 ? 0 : Math.min(1, start / (1 - width)))} ${top}px / ${percent(width)} ${tall}px no-repeat`
}

/** So many pixels wide, and inside the box wherever it stands. */
const line = (image: string, at: number, wide: number, top: number, tall: number): string => `${picture(image)} ${percent(at)} ${top}px / ${wide}px ${tall}px no-repeat`

/** A layer takes pictures, not colours. */
const picture = (image: string): string => (image.startsWith('var(--unit-') || image === 'var(--before-the-log)' ? image : `linear-gradient(${image}, ${image})`)

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`
