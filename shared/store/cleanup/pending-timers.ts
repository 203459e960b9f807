import { readWindow } from '../bytes/byte-source'
import { join, type StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { readInt64 } from '../formats/int64'
import { parseSegmentFileName } from '../formats/segment-file-name'
import { step as report } from '../progress'
import { withSource } from '../snapshot/commit-log'
import type { Planning } from './planning'
import { removedFrom, type QueueChange } from './queue-after'

/**
 * One unit of a timer log. Mirrors org.apache.rocketmq.store.timer.TimerLog.
 *
 *   at   bytes  field
 *    0   4      52, the unit's size; in a blank the bytes left in the file
 *    4   8      previous unit of the same slot, -1 for none
 *   12   4      flags: 1 always, 2 rolled, 4 deletes another timer; blank cbd43194
 *   16   8      write time, ms
 *   24   4      delay, ms from the write time
 *   28   8      physical offset of the message
 *   36   4      its size
 *   40   4      hash of the real topic
 *   44   8      reserved
 */
const TIMER_UNIT_BYTES = 52
const DELETES = 4
const UNITS_AT_ONCE = 5041

/**
 * Timed messages that a cut at `newMin` would lose: those in the timer log that are not due yet, and those of the source
 * queue that have not reached it. Without a readable `timercheck` every message the cut takes from the queue counts.
 */
export function countPendingTimers(planning: Planning, change: QueueChange, newMin: number): number {
  const { files, snapshot } = planning
  const { root } = snapshot.store
  const check = readTimerCheck(files, join(root, 'config', 'timercheck'))
  if (check === undefined) return removedFrom(change, 0)
  try {
    return removedFrom(change, check.queueOffset) + countInLog(planning, join(root, 'timerlog'), snapshot.local?.commitLog.minOffset ?? 0, newMin, check.readTime)
  } catch (error) {
    if (error instanceof Failure) return removedFrom(change, 0)
    throw error
  }
}

/** Longs of the checkpoint: 0 the time up to which timers were delivered, 16 the next offset of the source queue. */
function readTimerCheck(files: StoreFiles, path: string): { readonly readTime: number; readonly queueOffset: number } | undefined {
  if (files.stat(path)?.kind !== 'file') return undefined
  try {
    const { view } = withSource(files, path, source => readWindow(source, 0, 24))
    return view.byteLength < 24 ? undefined : { readTime: readInt64(view, 0), queueOffset: readInt64(view, 16) }
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

function countInLog({ files, watch }: Planning, directory: string, minOffset: number, newMin: number, readTime: number): number {
  let pending = 0
  for (const { name, kind } of files.list(directory) ?? []) {
    if (kind !== 'file' || parseSegmentFileName(name) === undefined) continue
    report(watch, 'reading-timer-log', pending)
    pending += withSource(files, join(directory, name), source => {
      let count = 0
      for (let at = 0; at < source.sizeBytes; at += UNITS_AT_ONCE * TIMER_UNIT_BYTES) {
        const { view } = readWindow(source, at, UNITS_AT_ONCE * TIMER_UNIT_BYTES)
        for (let unit = 0; unit + TIMER_UNIT_BYTES <= view.byteLength; unit += TIMER_UNIT_BYTES) {
          if (view.getInt32(unit) !== TIMER_UNIT_BYTES) return count
          const physical = readInt64(view, unit + 28)
          const isDue = readInt64(view, unit + 16) + view.getInt32(unit + 24) <= readTime
          if (!isDue && (view.getInt32(unit + 12) & DELETES) === 0 && physical >= minOffset && physical < newMin) count += 1
        }
      }
      return count
    })
  }
  return pending
}
