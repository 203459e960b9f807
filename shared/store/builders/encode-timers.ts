import type { TimerCheckpoint } from '../formats/timer-checkpoint'
import { TIMER_UNIT_BYTES } from '../formats/timer-log-unit'
import { WHEEL_SLOT_BYTES } from '../formats/timer-wheel-slot'
import { writeInt64, zeros } from './int64'

export interface TimerFields {
  readonly previous: number
  readonly flags: number
  readonly writeTime: number
  readonly delay: number
  readonly physicalOffset: number
  readonly sizeBytes: number
  readonly topicHash?: number
}

/** One unit of a timer log; `formats/timer-log-unit.ts` has its layout. */
export function encodeTimerUnit({ previous, flags, writeTime, delay, physicalOffset, sizeBytes, topicHash = 0 }: TimerFields): Uint8Array {
  const { bytes, view } = zeros(TIMER_UNIT_BYTES)
  view.setInt32(0, TIMER_UNIT_BYTES)
  writeInt64(view, 4, previous)
  view.setInt32(12, flags)
  writeInt64(view, 16, writeTime)
  view.setInt32(24, delay)
  writeInt64(view, 28, physicalOffset)
  view.setInt32(36, sizeBytes)
  view.setInt32(40, topicHash)
  return bytes
}

/** What closes a file of the timer log. */
export function encodeTimerBlank(bytesLeft: number): Uint8Array {
  const { bytes, view } = zeros(16)
  view.setInt32(0, bytesLeft)
  view.setUint32(12, 0xcbd43194)
  return bytes
}

export function encodeWheelSlot(slot: { readonly tick: number; readonly firstUnit: number; readonly lastUnit: number; readonly timers: number }): Uint8Array {
  const { bytes, view } = zeros(WHEEL_SLOT_BYTES)
  writeInt64(view, 0, slot.tick)
  writeInt64(view, 8, slot.firstUnit)
  writeInt64(view, 16, slot.lastUnit)
  view.setInt32(24, slot.timers)
  return bytes
}

export function encodeTimerCheckpoint({ readTime, flushedEnd, queueOffset }: TimerCheckpoint): Uint8Array {
  const { bytes, view } = zeros(4096)
  for (const [index, value] of [readTime, flushedEnd, queueOffset].entries()) writeInt64(view, index * 8, value)
  return bytes
}
