import type { StoreFiles } from '../bytes/store-files'
import { indexHash } from '../formats/index-hash'
import { physicalOffset, type PhysicalOffset } from '../offsets'
import { range, type Range } from '../range'
import { indexedOffsets, indexSlots } from '../readers/index-file'
import { withSource } from '../snapshot/commit-log'
import type { IndexPicture, LocalSnapshot } from '../snapshot/snapshot'

/** What the index files know of a key. */
export interface KeyLookup {
  /** Records that may have the key, ascending: hashes can be equal by chance. */
  readonly offsets: readonly PhysicalOffset[]
  /** Stretches of the log that no whole index file covers, each from a record's start on: they have to be read. */
  readonly uncovered: readonly Range<PhysicalOffset>[]
  readonly indexFiles: number
}

/** Looks a key up under each of the topics, for a key is indexed together with its topic. */
export function lookUpKey(files: StoreFiles, { index, commitLog }: LocalSnapshot, topics: readonly string[], key: string): KeyLookup {
  const hashes = [...new Set(topics.map(topic => indexHash(topic, key)))]
  const offsets = new Set<PhysicalOffset>()
  const uncovered: Range<PhysicalOffset>[] = []
  let reached = commitLog.minOffset
  let indexFiles = 0
  let slots: number | undefined
  for (const file of index) {
    const found = file.endPhysicalOffset < commitLog.minOffset ? undefined : offsetsIn(files, file, hashes, slots)
    if (found === undefined) continue
    slots = found.slots
    indexFiles += 1
    for (const offset of found.offsets) offsets.add(offset)
    if (file.beginPhysicalOffset > reached) uncovered.push(range(reached, file.beginPhysicalOffset))
    // The last indexed record is read once more with what follows it: where it ends is not written in the index.
    if (file.endPhysicalOffset > reached) reached = file.endPhysicalOffset
  }
  if (reached < commitLog.maxOffset) uncovered.push(range(reached, commitLog.maxOffset))
  return {
    offsets: [...offsets].filter(offset => offset >= commitLog.minOffset && offset < commitLog.maxOffset).sort((a, b) => a - b),
    uncovered,
    indexFiles,
  }
}

/** @returns undefined when the file is not whole */
function offsetsIn(files: StoreFiles, file: IndexPicture, hashes: readonly number[], likely: number | undefined): { readonly offsets: readonly PhysicalOffset[]; readonly slots: number } | undefined {
  if (file.error !== null || file.entries === 0 || !(file.beginPhysicalOffset <= file.endPhysicalOffset)) return undefined
  return withSource(files, file.absolutePath, source => {
    const slots = indexSlots(source, file, likely)
    if (slots === undefined) return undefined
    const offsets: PhysicalOffset[] = []
    for (const hash of hashes) {
      const found = indexedOffsets(source, slots, file.entries, hash)
      if (found === undefined) return undefined
      for (const offset of found) offsets.push(physicalOffset(offset))
    }
    return { offsets, slots }
  })
}
