import { readWindow } from '../bytes/byte-source'
import { decodeTimerUnit, TIMER_UNIT_BYTES } from '../formats/timer-log-unit'
import { withSource } from '../snapshot/commit-log'
import type { DeepPorts } from './deep-part'
import { scanTimerWheel } from './scan-timer-wheel'
import type { SegmentFile } from './segment-files'

const DEFAULT_PRECISION_MS = 1000
const MOST_VOTES = 16

/** Milliseconds in a tick (timerPrecisionMs): no file says it, but each slot's tick and the due time of its last unit together do. */
export function precisionOf({ files, step }: DeepPorts, wheelPath: string, log: readonly SegmentFile[]): number {
  const votes = new Map<number, number>()
  let cast = 0
  scanTimerWheel(files, wheelPath, step, ({ tick, lastUnit }) => {
    const file = tick > 0 ? log.findLast(({ base }) => base <= lastUnit) : undefined
    if (file === undefined) return true
    const unit = withSource(files, file.absolutePath, source => decodeTimerUnit(readWindow(source, lastUnit - file.base, TIMER_UNIT_BYTES).view, 0))
    if (unit.kind !== 'timer') return true
    const precision = Math.floor(unit.dueTime / tick)
    votes.set(precision, (votes.get(precision) ?? 0) + 1)
    cast += 1
    return cast < MOST_VOTES
  })
  const [elected] = [...votes].filter(([precision]) => precision > 0).toSorted(([, a], [, b]) => b - a)
  return elected?.[0] ?? DEFAULT_PRECISION_MS
}
