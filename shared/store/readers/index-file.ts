import { readWindow, type ByteSource } from '../bytes/byte-source'
import { INDEX_HEADER_BYTES } from '../formats/index-header'
import { readInt64 } from '../formats/int64'

const SLOT_BYTES = 4
const ENTRY_BYTES = 20
const DEFAULT_SLOTS = 5_000_000

/** What the header of an index file says. */
export interface IndexHead {
  readonly sizeBytes: number
  /** Entries written. */
  readonly entries: number
  readonly beginPhysicalOffset: number
  readonly endPhysicalOffset: number
}

/**
 * How many hash slots lie between header and entries: no field says so, and `maxHashSlotNum` may have changed since. The
 * first entry says where the file's first message is, the last where its last, and the last one's slot names it.
 *
 * @returns undefined when no number fits: the file is not what a broker wrote
 */
export function indexSlots(source: ByteSource, { entries, beginPhysicalOffset, endPhysicalOffset, sizeBytes }: IndexHead): number | undefined {
  if (entries === 0) return DEFAULT_SLOTS
  const fits = (slots: number): boolean => {
    const entriesAt = INDEX_HEADER_BYTES + SLOT_BYTES * slots
    if (entriesAt + (entries + 1) * ENTRY_BYTES > sizeBytes || (sizeBytes - entriesAt) % ENTRY_BYTES !== 0) return false
    const first = readWindow(source, entriesAt + ENTRY_BYTES, ENTRY_BYTES).view
    const last = readWindow(source, entriesAt + entries * ENTRY_BYTES, ENTRY_BYTES).view
    if (readInt64(first, 4) !== beginPhysicalOffset || readInt64(last, 4) !== endPhysicalOffset || last.getInt32(0) < 0) return false
    return readWindow(source, INDEX_HEADER_BYTES + SLOT_BYTES * (last.getInt32(0) % slots), SLOT_BYTES).view.getInt32(0) === entries
  }
  if (fits(DEFAULT_SLOTS)) return DEFAULT_SLOTS
  const most = Math.min(DEFAULT_SLOTS, Math.floor((sizeBytes - INDEX_HEADER_BYTES) / SLOT_BYTES))
  for (let slots = 1; slots <= most; slots += 1) if (fits(slots)) return slots
  return undefined
}

/**
 * Physical offsets of the entries with a hash, the newest first: those that lie in its slot's chain. Mirrors IndexFile.selectPhyOffset.
 *
 * @returns undefined when the chain leads to a place that it cannot lead to
 */
export function indexedOffsets(source: ByteSource, slots: number, entries: number, hash: number): number[] | undefined {
  const entriesAt = INDEX_HEADER_BYTES + SLOT_BYTES * slots
  const offsets: number[] = []
  let number = readWindow(source, INDEX_HEADER_BYTES + SLOT_BYTES * (hash % slots), SLOT_BYTES).view.getInt32(0)
  // Every entry names an older one: numbers fall until 0.
  for (let newer = entries + 1; number > 0; ) {
    if (number >= newer) return undefined
    const { view } = readWindow(source, entriesAt + number * ENTRY_BYTES, ENTRY_BYTES)
    if (view.getInt32(0) === hash) offsets.push(readInt64(view, 4))
    newer = number
    number = view.getInt32(16)
  }
  return offsets
}
