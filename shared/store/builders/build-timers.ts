import { segmentFileName } from '../formats/segment-file-name'
import { TIMER_UNIT_BYTES } from '../formats/timer-log-unit'
import { WHEEL_SLOT_BYTES } from '../formats/timer-wheel-slot'
import { builtFile, type BuiltFile } from './built-file'
import { encodeTimerBlank, encodeTimerCheckpoint, encodeTimerUnit, encodeWheelSlot } from './encode-timers'

export interface TimersSpec {
  /** In the order in which they came; `flags`: 1 unless they say otherwise. */
  readonly timers: readonly { readonly delay: number; readonly physicalOffset: number; readonly sizeBytes: number; readonly flags?: number; readonly topicHash?: number }[]
  readonly writeTime: number
  /** Up to where timers were delivered. */
  readonly readTime: number
  readonly logFileBytes: number
  /** Of the wheel; a broker's has 1,209,600. */
  readonly slots: number
}

const PRECISION_MS = 1000
const SMALLEST_BLANK_BYTES = 16

/** Timer log, wheel and checkpoint as a broker leaves them after a clean stop. */
export function buildTimers({ timers, writeTime, readTime, logFileBytes, slots }: TimersSpec): BuiltFile[] {
  const wheel = new Uint8Array(slots * WHEEL_SLOT_BYTES)
  const filled = new Map<number, { firstUnit: number; lastUnit: number; timers: number }>()
  const logs: Uint8Array[] = []
  let at = logFileBytes
  for (const timer of timers) {
    if (at + TIMER_UNIT_BYTES + SMALLEST_BLANK_BYTES > logFileBytes) {
      logs.at(-1)?.set(encodeTimerBlank(logFileBytes - at), at)
      logs.push(new Uint8Array(logFileBytes))
      at = 0
    }
    const position = (logs.length - 1) * logFileBytes + at
    const tick = Math.floor((writeTime + timer.delay) / PRECISION_MS)
    const slot = filled.get(tick) ?? { firstUnit: position, lastUnit: -1, timers: 0 }
    logs.at(-1)?.set(encodeTimerUnit({ ...timer, flags: timer.flags ?? 1, previous: slot.lastUnit, writeTime }), at)
    filled.set(tick, { ...slot, lastUnit: position, timers: slot.timers + 1 })
    at += TIMER_UNIT_BYTES
  }
  for (const [tick, slot] of filled) wheel.set(encodeWheelSlot({ tick, ...slot }), (tick % slots) * WHEEL_SLOT_BYTES)
  const flushedEnd = logs.length === 0 ? 0 : (logs.length - 1) * logFileBytes + at
  return [
    ...logs.map((bytes, number) => builtFile(`store/timerlog/${segmentFileName(number * logFileBytes)}`, bytes, writeTime)),
    builtFile('store/timerwheel', wheel, writeTime),
    builtFile('store/config/timercheck', encodeTimerCheckpoint({ readTime, flushedEnd, queueOffset: timers.length }), writeTime),
  ]
}
