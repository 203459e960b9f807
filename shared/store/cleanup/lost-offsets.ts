import { range, type Range } from '../range'
import type { UnitRun } from '../snapshot/snapshot'

/** Queue offsets whose messages can be read: the runs of units that land on their records. */
export const readable = (runs: readonly UnitRun[]): Range[] => runs.filter(run => run.unitClass === 'ok').map(({ queueOffsets }) => range<number>(queueOffsets.start, queueOffsets.end))

/** Those at or after `from`. */
export const from = (ranges: readonly Range[], start: number): Range[] =>
  ranges.map(r => range(Math.max(r.start, start), r.end)).filter(r => r.start < r.end)

/** What is in `ranges` and not in `kept`. */
export function without(ranges: readonly Range[], kept: readonly Range[]): Range[] {
  return kept.reduce<Range[]>(
    (left, { start, end }) => left.flatMap(r => [range(r.start, Math.min(r.end, start)), range(Math.max(r.start, end), r.end)].filter(part => part.start < part.end)),
    [...ranges],
  )
}

export const countOf = (ranges: readonly Range[]): number => ranges.reduce((sum, r) => sum + r.end - r.start, 0)

/** Overlapping ranges joined. */
export function union(ranges: readonly Range[]): Range[] {
  const joined: Range[] = []
  for (const next of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last === undefined || next.start > last.end) joined.push(next)
    else joined[joined.length - 1] = range(last.start, Math.max(last.end, next.end))
  }
  return joined
}
