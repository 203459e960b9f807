import { readInt64 } from './int64'

/**
 * `config/timercheck`. Mirrors org.apache.rocketmq.store.timer.TimerCheckpoint; 4096 bytes.
 *
 *   at   bytes  field
 *    0   8      time up to which timers were delivered, ms
 *    8   8      end of the flushed timer log
 *   16   8      next queue offset of rmq_sys_wheel_timer to be put into the wheel
 *   24   8      the master's
 *   32   24     version: state, timestamp, counter
 */
export interface TimerCheckpoint {
  readonly readTime: number
  readonly flushedEnd: number
  readonly queueOffset: number
}

export const TIMER_CHECKPOINT_BYTES = 24

/** @returns undefined when `view` is too short or holds numbers that cannot be */
export function decodeTimerCheckpoint(view: DataView): TimerCheckpoint | undefined {
  if (view.byteLength < TIMER_CHECKPOINT_BYTES) return undefined
  const [readTime, flushedEnd, queueOffset] = [0, 8, 16].map(at => readInt64(view, at)) as [number, number, number]
  return Number.isNaN(readTime + flushedEnd + queueOffset) ? undefined : { readTime, flushedEnd, queueOffset }
}
