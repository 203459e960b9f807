import { buildQueueExt } from '../../shared/store/builders/encode-queue-ext'
import { encodeUnit } from '../../shared/store/builders/encode-unit'
import { rewriteUnit, unitOf, type Fault, type QueueName } from '../../shared/store/builders/faults'

export const EXT_FILE_BYTES = 256
/** What each entry takes. */
export const EXT_UNIT_BYTES = 28

/** The first `count` units of a queue get entries in an extension, nine to a file of 256 bytes, and their addresses in the place of tags. */
export const withExtension = (queue: QueueName, count: number): Fault => files => {
  const { files: made, addresses } = buildQueueExt(
    `store/consumequeue_ext/${queue.topic}/${queue.queueId}`, EXT_FILE_BYTES,
    Array.from({ length: count }, (_, index) => ({ tagsCode: index, storeTimestamp: 1_795_399_221_000 + index, bits: new Uint8Array(8).fill(index) })),
  )
  const rewritten = addresses.reduce<ReturnType<Fault>>((store, address, index) => {
    const view = new DataView(new Uint8Array(unitOf(store, queue, index)).buffer)
    return rewriteUnit(queue, index, encodeUnit(Number(view.getBigInt64(0)), view.getInt32(8), address))(store)
  }, [...files])
  return [...rewritten, ...made]
}
