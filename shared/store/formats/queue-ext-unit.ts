import { readInt64 } from './int64'

/**
 * One unit of a queue's extension: the tags and the filter's bits of a message, for a queue unit whose tags code is its address.
 * Mirrors org.apache.rocketmq.store.ConsumeQueueExt. Units follow each other from the beginning of each file; -1 in the place of a
 * size closes it.
 *
 *   at   bytes  field
 *    0   2      size of the unit: 20 + m
 *    2   8      tags code
 *   10   8      store timestamp of the message, ms
 *   18   2      m, length of the bit map
 *   20   m      bit map of a bloom filter
 */
export const EXT_UNIT_HEADER_BYTES = 20
/** A file keeps this much behind its last unit. */
export const EXT_END_BYTES = 4
export const MOST_EXT_UNIT_BYTES = 0x7fff

export type QueueExtUnit = { readonly kind: 'unit'; readonly sizeBytes: number; readonly storeTimestamp: number } | { readonly kind: 'end' | 'unwritten' | 'invalid' }

export function decodeQueueExtUnit(view: DataView, at: number): QueueExtUnit {
  const sizeBytes = at + 2 > view.byteLength ? 0 : view.getInt16(at)
  if (sizeBytes === 0) return { kind: 'unwritten' }
  if (sizeBytes === -1) return { kind: 'end' }
  if (sizeBytes < EXT_UNIT_HEADER_BYTES || at + EXT_UNIT_HEADER_BYTES > view.byteLength || sizeBytes !== EXT_UNIT_HEADER_BYTES + view.getInt16(at + 18)) return { kind: 'invalid' }
  const storeTimestamp = readInt64(view, at + 10)
  return storeTimestamp >= 0 ? { kind: 'unit', sizeBytes, storeTimestamp } : { kind: 'invalid' }
}

/**
 * Where in the extension a tags code points: the offset with the sign bit set. Hashes of tags end at -2147483648.
 * @returns undefined for what is no address; NaN for one beyond 2^53
 */
export function extOffsetOf(view: DataView, at: number): number | undefined {
  const high = view.getInt32(at)
  const low = view.getInt32(at + 4)
  if (high >= 0 || (high === -1 && low < 0)) return undefined
  const offset = (high & 0x7fffffff) * 4_294_967_296 + (low >>> 0)
  return Number.isSafeInteger(offset) ? offset : Number.NaN
}
