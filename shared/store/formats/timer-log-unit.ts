import { physicalOffset, type PhysicalOffset } from '../offsets'
import { readInt64 } from './int64'

/**
 * One unit of a timer log: a message and when it is due. Mirrors org.apache.rocketmq.store.timer.TimerLog. Units follow each other
 * from the beginning of each file; where one and a blank no longer fit, a blank closes the file.
 *
 *   at   bytes  field
 *    0   4      52, the unit's size; in a blank the bytes left in the file
 *    4   8      previous unit that is due in the same slot, -1 for none
 *   12   4      flags: 1 always, 2 due earlier than the message and put back then, 4 deletes another timer; blank cbd43194
 *   16   8      write time, ms
 *   24   4      delay, ms from the write time
 *   28   8      physical offset of the message
 *   36   4      its size
 *   40   4      hash of the real topic
 *   44   8      reserved
 */
export const TIMER_UNIT_BYTES = 52

const BLANK_MAGIC = 0xcbd43194 | 0
const BLANK_UNIT_BYTES = 16
const DELETES = 4

export type TimerUnit =
  | {
      readonly kind: 'timer'
      /** Byte of the timer log's address space; -1 for none. */
      readonly previous: number
      /** Ends in the slot of this time, ms. */
      readonly dueTime: number
      readonly deletes: boolean
      readonly physicalOffset: PhysicalOffset
      readonly sizeBytes: number
    }
  | { readonly kind: 'blank' | 'unwritten' | 'invalid' }

/** What stands at `at`, where at least 16 bytes are; shorter than a unit it can only be a blank or nothing. */
export function decodeTimerUnit(view: DataView, at: number): TimerUnit {
  if (at + BLANK_UNIT_BYTES > view.byteLength) return { kind: 'unwritten' }
  const size = view.getInt32(at)
  const flags = view.getInt32(at + 12)
  if (flags === BLANK_MAGIC) return { kind: 'blank' }
  if (at + TIMER_UNIT_BYTES > view.byteLength || (size === 0 && flags === 0)) return { kind: 'unwritten' }
  const previous = readInt64(view, at + 4)
  const dueTime = readInt64(view, at + 16) + view.getInt32(at + 24)
  const offset = readInt64(view, at + 28)
  const sizeBytes = view.getInt32(at + 36)
  if (size !== TIMER_UNIT_BYTES || (flags & ~0xf) !== 0 || !(previous >= -1) || !(Number.isSafeInteger(dueTime) && dueTime >= 0) || !(offset >= 0) || sizeBytes <= 0) return { kind: 'invalid' }
  return { kind: 'timer', previous, dueTime, deletes: (flags & DELETES) !== 0, physicalOffset: physicalOffset(offset), sizeBytes }
}
