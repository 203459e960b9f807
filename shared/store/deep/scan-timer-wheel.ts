import { WINDOW_BYTES } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { toHex } from '../formats/hex'
import { decodeWheelSlot, WHEEL_SLOT_BYTES, type WheelSlot } from '../formats/timer-wheel-slot'
import { withSource } from '../snapshot/commit-log'

const WORDS_PER_SLOT = WHEEL_SLOT_BYTES / 4

/**
 * Every slot of a timer wheel that was ever used; most never were, and cost a look at their tick. Memory: one window.
 * @param visit says whether to go on
 */
export function scanTimerWheel(files: StoreFiles, path: string, step: () => void, visit: (slot: WheelSlot, index: number, hex: () => string) => boolean): void {
  const bytes = new Uint8Array(WINDOW_BYTES)
  const view = new DataView(bytes.buffer)
  const words = new Int32Array(bytes.buffer)
  withSource(files, path, source => {
    for (let first = 0; first < source.sizeBytes; first += WINDOW_BYTES) {
      step()
      const slots = Math.floor(source.readInto(bytes, first) / WHEEL_SLOT_BYTES)
      for (let slot = 0; slot < slots; slot += 1) {
        if (words[slot * WORDS_PER_SLOT] === 0 && words[slot * WORDS_PER_SLOT + 1] === 0) continue
        const at = slot * WHEEL_SLOT_BYTES
        if (!visit(decodeWheelSlot(view, at), first / WHEEL_SLOT_BYTES + slot, () => toHex(bytes.subarray(at, at + WHEEL_SLOT_BYTES)))) return
      }
    }
  })
}
