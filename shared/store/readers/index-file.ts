import { readExactly, type ByteSource } from '../bytes/byte-source'
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
 * first entry says where the file's first message is, the last where its last, and the last one's slot names it. Where one of
 * them is damaged, most of those between have to agree.
 *
 * @param likely what another file of the store has: else an unusual number is searched for
 * @returns undefined when no number fits: the file is not what a broker wrote
 */
export function indexSlots(source: ByteSource, head: IndexHead, likely = DEFAULT_SLOTS): number | undefined {
  const { entries, sizeBytes } = head
  if (entries === 0) return DEFAULT_SLOTS
  const most = Math.floor((sizeBytes - INDEX_HEADER_BYTES - (entries + 1) * ENTRY_BYTES) / SLOT_BYTES)
  for (const fits of [fitsAtItsEnds, fitsInMost]) {
    const fitsWith = (slots: number): boolean => slots <= most && (sizeBytes - entriesBehind(slots)) % ENTRY_BYTES === 0 && fits(source, head, slots)
    for (const slots of [likely, DEFAULT_SLOTS]) if (fitsWith(slots)) return slots
    for (let slots = 1; slots <= Math.min(most, DEFAULT_SLOTS); slots += 1) if (fitsWith(slots)) return slots
  }
  return undefined
}

const entriesBehind = (slots: number): number => INDEX_HEADER_BYTES + SLOT_BYTES * slots
const entryAt = (source: ByteSource, slots: number, number: number): DataView => readExactly(source, entriesBehind(slots) + number * ENTRY_BYTES, ENTRY_BYTES).view
/** The newest entry with a hash of the same slot. */
const newestIn = (source: ByteSource, slots: number, hash: number): number => readExactly(source, INDEX_HEADER_BYTES + SLOT_BYTES * (hash % slots), SLOT_BYTES).view.getInt32(0)

function fitsAtItsEnds(source: ByteSource, { entries, beginPhysicalOffset, endPhysicalOffset }: IndexHead, slots: number): boolean {
  const last = entryAt(source, slots, entries)
  return (
    readInt64(entryAt(source, slots, 1), 4) === beginPhysicalOffset && readInt64(last, 4) === endPhysicalOffset &&
    last.getInt32(0) >= 0 && newestIn(source, slots, last.getInt32(0)) === entries
  )
}

const SAMPLES = 12
const MOST = 0.75

/** Entry 0 is never written; of the others most lie within the file's stretch of the log, and their slots name them or a newer one. */
function fitsInMost(source: ByteSource, { entries, beginPhysicalOffset, endPhysicalOffset }: IndexHead, slots: number): boolean {
  if (readInt64(entryAt(source, slots, 0), 4) !== 0) return false
  const numbers = [...new Set(Array.from({ length: SAMPLES }, (_, at) => 1 + Math.round((at * (entries - 1)) / (SAMPLES - 1))))]
  const fitting = numbers.filter(number => {
    const entry = entryAt(source, slots, number)
    const [hash, physicalOffset] = [entry.getInt32(0), readInt64(entry, 4)]
    if (hash < 0 || physicalOffset < beginPhysicalOffset || physicalOffset > endPhysicalOffset) return false
    const newest = newestIn(source, slots, hash)
    return newest >= number && newest <= entries
  })
  return fitting.length >= numbers.length * MOST
}

/**
 * Physical offsets of the entries with a hash, the newest first: those that lie in its slot's chain. Mirrors IndexFile.selectPhyOffset.
 *
 * @returns undefined when the chain leads to a place that it cannot lead to
 */
export function indexedOffsets(source: ByteSource, slots: number, entries: number, hash: number): number[] | undefined {
  const offsets: number[] = []
  let number = newestIn(source, slots, hash)
  // Every entry names an older one: numbers fall until 0.
  for (let newer = entries + 1; number > 0; ) {
    if (number >= newer) return undefined
    const view = entryAt(source, slots, number)
    if (view.getInt32(0) === hash) offsets.push(readInt64(view, 4))
    newer = number
    number = view.getInt32(16)
  }
  return offsets
}
