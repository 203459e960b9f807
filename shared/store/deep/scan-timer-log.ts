import { readWindow } from '../bytes/byte-source'
import { toHex } from '../formats/hex'
import { decodeTimerUnit, TIMER_UNIT_BYTES, type TimerUnit } from '../formats/timer-log-unit'
import { withSource } from '../snapshot/commit-log'
import type { DeepPorts } from './deep-part'
import type { SegmentFile, ShownFile } from './segment-files'

const WINDOW_UNITS = 5041
/** A file is closed where less than a unit and the smallest blank are left. */
const CLOSED_BELOW_BYTES = TIMER_UNIT_BYTES + 16

export type Timer = Extract<TimerUnit, { kind: 'timer' }>

/** Where in the log's files something stands. */
export interface TimerPlace {
  readonly file: ShownFile
  /** Byte of the file. */
  readonly at: number
  readonly hex: string
}

export interface TimerSink {
  timer(unit: Timer, position: number, place: () => TimerPlace): void
  /** No unit, where one must be. */
  damaged(place: TimerPlace): void
}

/**
 * Every unit of a timer log, in the order in which they were written. Behind what was flushed the last file may end in anything: the
 * broker cuts it there at its start.
 * @returns one past the last unit
 */
export function scanTimerLog(ports: DeepPorts, log: readonly SegmentFile[], flushedEnd: number, sink: TimerSink): number {
  let end = log[0]?.base ?? 0
  for (const file of log)
    withSource(ports.files, file.absolutePath, source => {
      for (let first = 0; first < source.sizeBytes; first += WINDOW_UNITS * TIMER_UNIT_BYTES) {
        ports.step()
        const { view, bytes } = readWindow(source, first, WINDOW_UNITS * TIMER_UNIT_BYTES)
        for (let from = 0; from < view.byteLength; from += TIMER_UNIT_BYTES) {
          const at = first + from
          const unit = decodeTimerUnit(view, from)
          const place = (): TimerPlace => ({ file, at, hex: toHex(bytes.subarray(from, from + TIMER_UNIT_BYTES)) })
          if (unit.kind === 'timer') {
            sink.timer(unit, file.base + at, place)
            end = file.base + at + TIMER_UNIT_BYTES
            continue
          }
          if (source.sizeBytes - at < CLOSED_BELOW_BYTES && unit.kind !== 'invalid') return
          if (file === log.at(-1) && file.base + at >= flushedEnd) return
          sink.damaged(place())
        }
      }
    })
  return end
}
