/**
 * The head of an uploaded index file, whose entries stand compacted behind it. Mirrors
 * org.apache.rocketmq.tieredstore.index.IndexStoreFile.
 *
 *   at   bytes  field
 *    0   4      bcc50285: sealed and compacted
 *    4   8      store time of the first entry, ms
 *   12   8      store time of the last entry
 *   20   4      slots in use
 *   24   4      entries
 *   28          slots of 8 bytes (a broker's own number of them), then entries of 28 bytes
 */
export const TIERED_INDEX_HEADER_BYTES = 28
const COMPACTED = 0xbcc50285
const SLOT_BYTES = 8
const ENTRY_BYTES = 28

/**
 * What keeps a file from being an uploaded index; undefined when nothing does. How many slots it has only its size tells, so
 * entries that do not fit, or leave no whole slots, are all that can be wrong with it.
 * @param view the file's first bytes, a header at least
 */
export function tieredIndexTrouble(view: DataView, sizeBytes: number): 'header' | 'magic' | 'size' | undefined {
  if (view.byteLength < TIERED_INDEX_HEADER_BYTES) return 'header'
  if (view.getUint32(0) !== COMPACTED) return 'magic'
  const entries = view.getInt32(24)
  const slotBytes = sizeBytes - TIERED_INDEX_HEADER_BYTES - ENTRY_BYTES * entries
  return entries < 0 || slotBytes < SLOT_BYTES || slotBytes % SLOT_BYTES !== 0 ? 'size' : undefined
}
