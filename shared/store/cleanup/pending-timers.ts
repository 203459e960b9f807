import { readWindow } from '../bytes/byte-source'
import { join, type StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { parseSegmentFileName } from '../formats/segment-file-name'
import { decodeTimerCheckpoint, TIMER_CHECKPOINT_BYTES, type TimerCheckpoint } from '../formats/timer-checkpoint'
import { decodeTimerUnit, TIMER_UNIT_BYTES } from '../formats/timer-log-unit'
import { step as report } from '../progress'
import { withSource } from '../snapshot/commit-log'
import type { Planning } from './planning'
import { removedFrom, type QueueChange } from './queue-after'

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

function readTimerCheck(files: StoreFiles, path: string): TimerCheckpoint | undefined {
  if (files.stat(path)?.kind !== 'file') return undefined
  try {
    return decodeTimerCheckpoint(withSource(files, path, source => readWindow(source, 0, TIMER_CHECKPOINT_BYTES)).view)
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
        for (let from = 0; from < view.byteLength; from += TIMER_UNIT_BYTES) {
          const unit = decodeTimerUnit(view, from)
          if (unit.kind === 'invalid') continue
          if (unit.kind !== 'timer') return count
          const isGoing = unit.physicalOffset >= minOffset && unit.physicalOffset < newMin
          if (unit.dueTime > readTime && !unit.deletes && isGoing) count += 1
        }
      }
      return count
    })
  }
  return pending
}
