import { buildTimers } from '../../shared/store/builders/build-timers'
import type { BuiltFile } from '../../shared/store/builders/built-file'
import type { Fault } from '../../shared/store/builders/faults'
import { WHEEL_BYTES, WHEEL_SLOT_BYTES } from '../../shared/store/formats/timer-wheel-slot'

/** Timers were written at this time and delivered up to half a minute later. */
export const TIMERS_WRITTEN_AT = 1_795_399_221_000
export const TIMER_LOG_BYTES = 512
const DELAYS = [20_000, 60_500, 61_000, 3_600_000] as const

/** A timer log, wheel and checkpoint for these records, due by turns after 20, 60, 61 and 3600 seconds: a quarter is delivered. */
export const withTimers = (records: readonly { readonly physicalOffset: number; readonly sizeBytes: number }[]): Fault => files => [...files, ...timersFor(records)]

export const timersFor = (records: readonly { readonly physicalOffset: number; readonly sizeBytes: number }[]): readonly BuiltFile[] =>
  buildTimers({
    timers: records.map(({ physicalOffset, sizeBytes }, index) => ({ physicalOffset, sizeBytes, delay: DELAYS[index % DELAYS.length] ?? 0 })),
    writeTime: TIMERS_WRITTEN_AT, readTime: TIMERS_WRITTEN_AT + 30_000, logFileBytes: TIMER_LOG_BYTES, slots: WHEEL_BYTES / WHEEL_SLOT_BYTES,
  })

/** Byte of the wheel where the slot of a time is. */
export const slotOf = (time: number): number => (Math.floor(time / 1000) % (WHEEL_BYTES / WHEEL_SLOT_BYTES)) * WHEEL_SLOT_BYTES
