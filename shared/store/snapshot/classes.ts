import { physicalOffset, queueOffset, type PhysicalOffset, type QueueOffset } from '../offsets'
import { range, type Range } from '../range'
import { isBefore, type ColumnEntry, type ColumnPosition, type UnitColumn } from '../readers/unit-column'
import type { UnitClass, UnitRun } from './snapshot'

/** The bytes of a log that units may point at. */
export interface LogExtent {
  /** First kept byte, one past the last valid record. */
  readonly kept: Range<PhysicalOffset>
  readonly holes: readonly Range<PhysicalOffset>[]
}

export type DanglingClass = 'expired' | 'in-hole' | 'ahead'

/** Which class a unit's target gives it; undefined when it lies wholly inside the log. The one rule behind every count. */
export function danglingClass(target: Range<PhysicalOffset>, log: LogExtent): DanglingClass | undefined {
  if (target.start < log.kept.start) return 'expired'
  if (target.end > log.kept.end) return 'ahead'
  if (log.holes.some(hole => target.start < hole.end && hole.start < target.end)) return 'in-hole'
  return undefined
}

export interface Stretch {
  readonly from: ColumnPosition
  readonly to: ColumnPosition
  readonly dangling: DanglingClass | undefined
}

/**
 * Cuts a queue into stretches of one class, by search along its order. Neighbouring stretches differ in class; empty ones
 * are left out.
 */
export function stretchesOf(column: UnitColumn, log: LogExtent): Stretch[] {
  if (column.files.length === 0) return []
  const aheadFrom = column.firstWhere(entry => entry.physical.end > log.kept.end)
  const keptFrom = earlier(column.firstWhere(entry => entry.physical.start >= log.kept.start), aheadFrom)
  const stretches: Stretch[] = []
  const add = (from: ColumnPosition, to: ColumnPosition, dangling: DanglingClass | undefined): void => {
    if (isBefore(from, to)) stretches.push({ from, to, dangling })
  }
  add(column.start, keptFrom, 'expired')
  let at = keptFrom
  for (const hole of log.holes) {
    const from = earlier(column.firstWhere(entry => entry.physical.end > hole.start), aheadFrom)
    const to = earlier(column.firstWhere(entry => entry.physical.start >= hole.end), aheadFrom)
    add(at, from, undefined)
    add(from, to, 'in-hole')
    at = isBefore(at, to) ? to : at
  }
  add(at, aheadFrom, undefined)
  add(aheadFrom, column.end, 'ahead')
  return stretches
}

const earlier = (a: ColumnPosition, b: ColumnPosition): ColumnPosition => (isBefore(b, a) ? b : a)

/** A run as shown, and how many messages it stands for. */
export interface CountedRun extends UnitRun {
  readonly messages: number
}

/**
 * The stretches with the expired ones split at the minimum a client is served: below it hidden, from it on visible.
 * @param minOffset queue offset
 */
export function runsOf(column: UnitColumn, log: LogExtent, minOffset: QueueOffset): CountedRun[] {
  return stretchesOf(column, log).flatMap(({ from, to, dangling }) => {
    if (dangling !== 'expired') return runBetween(column, from, to, dangling ?? 'ok')
    const visibleFrom = earlier(column.firstWhere(entry => entry.queue.end > minOffset), to)
    return [...runBetween(column, from, visibleFrom, 'expired-hidden'), ...runBetween(column, visibleFrom, to, 'expired-visible')]
  })
}

function runBetween(column: UnitColumn, from: ColumnPosition, to: ColumnPosition, unitClass: UnitClass): CountedRun[] {
  const first = isBefore(from, to) ? column.entryAt(from) : undefined
  if (first === undefined) return []
  // Where the unit in front of the border is none, the run still reaches to the border; where files overlap, it holds at least its first unit.
  const last = column.entryBefore(to)
  const behind = last === undefined ? column.entryAt(to) : undefined
  return [
    {
      unitClass,
      queueOffsets: range(first.queue.start, queueOffset(Math.max(first.queue.end, last?.queue.end ?? behind?.queue.start ?? 0))),
      physical: range(first.physical.start, physicalOffset(Math.max(first.physical.end, last?.physical.end ?? behind?.physical.start ?? 0))),
      messages: column.countBetween(from, to),
    },
  ]
}

/** Messages per class. */
export function countClasses(runs: readonly CountedRun[]): { ok: number; expiredHidden: number; expiredVisible: number; inHole: number; ahead: number } {
  const sum = (unitClass: UnitClass): number => runs.reduce((total, run) => (run.unitClass === unitClass ? total + run.messages : total), 0)
  return { ok: sum('ok'), expiredHidden: sum('expired-hidden'), expiredVisible: sum('expired-visible'), inHole: sum('in-hole'), ahead: sum('ahead') }
}

/** True when physical offsets increase from file to file, as far as first and last units tell. */
export function isOrdered(column: UnitColumn): boolean {
  let before: ColumnEntry | undefined
  for (const { first, last } of column.files) {
    if (before !== undefined && first.physical.start <= before.physical.start) return false
    if (last.physical.start < first.physical.start) return false
    before = last
  }
  return true
}
