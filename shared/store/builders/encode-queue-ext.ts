import { EXT_END_BYTES, EXT_UNIT_HEADER_BYTES } from '../formats/queue-ext-unit'
import { segmentFileName } from '../formats/segment-file-name'
import { builtFile, type BuiltFile } from './built-file'
import { writeInt64, zeros } from './int64'

export interface ExtFields {
  readonly tagsCode: number
  readonly storeTimestamp: number
  readonly bits: Uint8Array
}

/** One unit of a queue's extension; `formats/queue-ext-unit.ts` has its layout. */
export function encodeQueueExtUnit({ tagsCode, storeTimestamp, bits }: ExtFields): Uint8Array {
  const { bytes, view } = zeros(EXT_UNIT_HEADER_BYTES + bits.length)
  view.setInt16(0, bytes.length)
  writeInt64(view, 2, tagsCode)
  writeInt64(view, 10, storeTimestamp)
  view.setInt16(18, bits.length)
  bytes.set(bits, EXT_UNIT_HEADER_BYTES)
  return bytes
}

/** The files of a queue's extension, and the tags code that the unit of each entry has. */
export function buildQueueExt(directory: string, fileBytes: number, entries: readonly ExtFields[]): { readonly files: BuiltFile[]; readonly addresses: bigint[] } {
  const made: Uint8Array[] = []
  const addresses: bigint[] = []
  let at = fileBytes
  for (const entry of entries) {
    const unit = encodeQueueExtUnit(entry)
    if (at + unit.length + EXT_END_BYTES > fileBytes) {
      made.at(-1)?.set([0xff, 0xff], at)
      made.push(new Uint8Array(fileBytes))
      at = 0
    }
    made.at(-1)?.set(unit, at)
    addresses.push(BigInt((made.length - 1) * fileBytes + at) - 2n ** 63n)
    at += unit.length
  }
  return { files: made.map((bytes, number) => builtFile(`${directory}/${segmentFileName(number * fileBytes)}`, bytes, 0)), addresses }
}
