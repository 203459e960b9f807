import { physicalOffset, queueOffset, type PhysicalOffset, type QueueOffset } from '../offsets'
import { readInt64 } from './int64'

/**
 * One unit of a batch consume queue: a record that carries several messages. Mirrors
 * org.apache.rocketmq.store.queue.BatchConsumeQueue. File names count bytes of units and say nothing about queue offsets.
 *
 *   at   bytes  field
 *    0   8      physical offset of the record
 *    8   4      record size
 *   12   8      tags code
 *   20   8      store timestamp, ms
 *   28   8      queue offset of the batch's first message
 *   36   2      messages in the batch
 *   38   4      compacted offset, -1
 *   42   4      reserved
 */
export const BATCH_UNIT_BYTES = 46

export type BatchUnit =
  | {
      readonly kind: 'message'
      readonly physicalOffset: PhysicalOffset
      readonly sizeBytes: number
      readonly storeTimestamp: number
      readonly baseQueueOffset: QueueOffset
      readonly batchSize: number
    }
  | { readonly kind: 'unwritten' }
  | { readonly kind: 'invalid' }

/** What ends a file of a compacted topic's queue before it is full: an offset of -1 without a size. Mirrors SparseConsumeQueue. */
export const isSparseEnd = (view: DataView, at: number): boolean => view.getInt32(at) === -1 && view.getInt32(at + 4) === -1 && view.getInt32(at + 8) === 0

export function decodeBatchUnit(view: DataView, at: number): BatchUnit {
  const physical = readInt64(view, at)
  const sizeBytes = view.getInt32(at + 8)
  const base = readInt64(view, at + 28)
  const batchSize = view.getInt16(at + 36)
  if (physical === 0 && sizeBytes === 0 && base === 0 && batchSize === 0) return { kind: 'unwritten' }
  if (!(physical >= 0) || sizeBytes <= 0 || !(base >= 0) || batchSize <= 0) return { kind: 'invalid' }
  return {
    kind: 'message',
    physicalOffset: physicalOffset(physical),
    sizeBytes,
    storeTimestamp: readInt64(view, at + 20),
    baseQueueOffset: queueOffset(base),
    batchSize,
  }
}
