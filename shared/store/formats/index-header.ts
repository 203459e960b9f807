import { readInt64 } from './int64'

/**
 * The head of an index file. Mirrors org.apache.rocketmq.store.index.IndexHeader.
 *
 *   at   bytes  field
 *    0   8      store time of the first entry, ms
 *    8   8      store time of the last entry
 *   16   8      physical offset of the first indexed message
 *   24   8      physical offset of the last indexed message
 *   32   4      slots in use
 *   36   4      number of the next entry; starts at 1
 */
export const INDEX_HEADER_BYTES = 40

export interface IndexHeader {
  readonly beginTimestamp: number
  readonly endTimestamp: number
  readonly beginPhysicalOffset: number
  readonly endPhysicalOffset: number
  readonly slotsUsed: number
  /** Entries written: the stored counter less one. */
  readonly entries: number
}

/** @returns undefined when `view` is shorter than a header or a field is beyond any real offset */
export function decodeIndexHeader(view: DataView): IndexHeader | undefined {
  if (view.byteLength < INDEX_HEADER_BYTES) return undefined
  const [beginTimestamp, endTimestamp, beginPhysicalOffset, endPhysicalOffset] = [0, 8, 16, 24].map(at => readInt64(view, at)) as [number, number, number, number]
  if (![beginTimestamp, endTimestamp, beginPhysicalOffset, endPhysicalOffset].every(value => value >= 0)) return undefined
  return {
    beginTimestamp,
    endTimestamp,
    beginPhysicalOffset,
    endPhysicalOffset,
    slotsUsed: view.getInt32(32),
    entries: Math.max(0, view.getInt32(36) - 1),
  }
}
