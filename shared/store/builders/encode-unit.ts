import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { writeInt64, zeros } from './int64'

/** One unit of a consume queue, local or tiered; the layout is in `formats/consume-queue-unit`. */
export function encodeUnit(physicalOffset: number, sizeBytes: number, tagsCode: bigint): Uint8Array {
  const { bytes, view } = zeros(UNIT_BYTES)
  writeInt64(view, 0, physicalOffset)
  view.setInt32(8, sizeBytes)
  view.setBigInt64(12, tagsCode)
  return bytes
}

/** The filler a broker writes before the first unit of a queue that does not begin at a file's start. */
export const encodePreBlankUnit = (): Uint8Array => encodeUnit(0, 0x7fffffff, 0n)
