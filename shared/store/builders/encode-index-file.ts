import { INDEX_HEADER_BYTES, type IndexHeader } from '../formats/index-header'
import { writeInt64, zeros } from './int64'
import { indexHash } from '../formats/index-hash'

/** How large an index file is: `maxHashSlotNum` and `maxIndexNum` of broker.conf. */
export interface IndexFileShape {
  readonly slots: number
  /** Entry numbers of the file; number 0 is never used. */
  readonly entries: number
}

export interface IndexedKey {
  readonly topic: string
  readonly key: string
  readonly physicalOffset: number
  readonly storeTimestamp: number
}

const SLOT_BYTES = 4
const ENTRY_BYTES = 20

export const indexFileBytes = ({ slots, entries }: IndexFileShape): number => INDEX_HEADER_BYTES + SLOT_BYTES * slots + ENTRY_BYTES * entries

export function encodeIndexHeader(header: IndexHeader): Uint8Array {
  const { bytes, view } = zeros(INDEX_HEADER_BYTES)
  writeInt64(view, 0, header.beginTimestamp)
  writeInt64(view, 8, header.endTimestamp)
  writeInt64(view, 16, header.beginPhysicalOffset)
  writeInt64(view, 24, header.endPhysicalOffset)
  view.setInt32(32, header.slotsUsed)
  view.setInt32(36, header.entries + 1)
  return bytes
}

/**
 * One index file: header, hash slots, entries. Mirrors org.apache.rocketmq.store.index.IndexFile. A slot holds the number
 * of its newest entry; an entry is key hash (4), physical offset (8), seconds since the file's begin (4), number of the
 * entry before it in the slot (4).
 *
 * @param keys at least one and at most `entries - 1`, in the order of the log
 * @param previousEnd the end time of the file before: the first entry's seconds count from there (a quirk of the broker)
 */
export function encodeIndexFile(shape: IndexFileShape, keys: readonly [IndexedKey, ...IndexedKey[]], previousEnd?: number): Uint8Array {
  const { bytes, view } = zeros(indexFileBytes(shape))
  const first = keys[0]
  const last = keys[keys.length - 1] ?? first
  let slotsUsed = 0
  for (const [index, key] of keys.entries()) {
    const number = index + 1
    const hash = indexHash(key.topic, key.key)
    const slot = INDEX_HEADER_BYTES + SLOT_BYTES * (hash % shape.slots)
    const before = view.getInt32(slot)
    if (before === 0) slotsUsed += 1
    const entry = INDEX_HEADER_BYTES + SLOT_BYTES * shape.slots + ENTRY_BYTES * number
    view.setInt32(entry, hash)
    writeInt64(view, entry + 4, key.physicalOffset)
    const since = index === 0 ? (previousEnd ?? key.storeTimestamp) : first.storeTimestamp
    view.setInt32(entry + 12, Math.max(0, Math.floor((key.storeTimestamp - since) / 1000)))
    view.setInt32(entry + 16, before)
    view.setInt32(slot, number)
  }
  bytes.set(
    encodeIndexHeader({
      beginTimestamp: first.storeTimestamp,
      endTimestamp: last.storeTimestamp,
      beginPhysicalOffset: first.physicalOffset,
      endPhysicalOffset: last.physicalOffset,
      slotsUsed,
      entries: keys.length,
    }),
  )
  return bytes
}
