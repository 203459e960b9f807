import { readInt64 } from './int64'

/**
 * One slot of the timer wheel: where in the timer log the units are that are due in one tick of its clock. Mirrors
 * org.apache.rocketmq.store.timer.TimerWheel and Slot. A tick has its slot at its number modulo that of all slots, 14 days of ticks;
 * a slot that was delivered stays as it is until its next tick.
 *
 *   at   bytes  field
 *    0   8      tick: due time / timerPrecisionMs
 *    8   8      first unit in the timer log, -1 for none
 *   16   8      last unit, from which the others are found
 *   24   4      how many; not kept up by a recovery
 *   28   4      flags
 */
export const WHEEL_SLOT_BYTES = 32

/** Two weeks of slots for a tick of a second, and as many for any other; a wheel of another size keeps the broker from starting. */
export const WHEEL_BYTES = 1_209_600 * WHEEL_SLOT_BYTES

export interface WheelSlot {
  /** 0 in a slot that was never used; NaN where no clock comes to. */
  readonly tick: number
  readonly lastUnit: number
}

export const decodeWheelSlot = (view: DataView, at: number): WheelSlot => ({ tick: readInt64(view, at), lastUnit: readInt64(view, at + 16) })
