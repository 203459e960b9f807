import { readWindow } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { BATCH_UNIT_BYTES, decodeBatchUnit } from '../formats/batch-consume-queue-unit'
import { decodeUnit, UNIT_BYTES } from '../formats/consume-queue-unit'
import { contains, type Range } from '../range'
import { step as report, type Watch } from '../progress'
import { withSource } from '../snapshot/commit-log'
import type { QueuePicture } from '../snapshot/snapshot'

const formats = { simple: { bytes: UNIT_BYTES, decode: decodeUnit }, batch: { bytes: BATCH_UNIT_BYTES, decode: decodeBatchUnit } } as const
/** About 256 KiB, in whole units of either kind. */
const UNITS_AT_ONCE = { simple: 13_107, batch: 5_698 } as const

/**
 * Bytes of a queue's records that begin in `below`, the part of the log that goes, and in none of its holes: read from the sizes
 * in its units, 20 bytes a message.
 * @throws Failure, Cancelled
 */
export function removedBytes(files: StoreFiles, queue: QueuePicture, below: Range, holes: readonly Range[], watch: Watch): number {
  const isThere = (at: number): boolean => contains(below, at) && !holes.some(hole => contains(hole, at))
  const { bytes: unitBytes, decode } = formats[queue.kind]
  const windowBytes = UNITS_AT_ONCE[queue.kind] * unitBytes
  let total = 0
  for (const file of queue.files) {
    if (file.firstPhysicalOffset === null || file.lastPhysicalOffset === null || file.firstPhysicalOffset >= below.end || file.lastPhysicalOffset < below.start) continue
    report(watch, 'counting-bytes', file.baseOffset)
    total += withSource(files, file.absolutePath, source => {
      let sum = 0
      for (let at = 0; at < source.sizeBytes; at += windowBytes) {
        const { view } = readWindow(source, at, windowBytes)
        for (let unitAt = 0; unitAt + unitBytes <= view.byteLength; unitAt += unitBytes) {
          const unit = decode(view, unitAt)
          if (unit.kind === 'message' && isThere(unit.physicalOffset)) sum += unit.sizeBytes
        }
      }
      return sum
    })
  }
  return total
}
