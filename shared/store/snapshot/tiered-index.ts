import { readWindow } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { TIERED_INDEX_HEADER_BYTES, tieredIndexTrouble } from '../formats/tiered-index-header'
import { withSource } from './commit-log'
import type { TieredFlatFile, TieredInconsistency, TieredSegmentPicture } from './snapshot'

/** Store-format T14: index files that are there, and whose head or size no key query can work with. */
export function checkIndexFiles(files: StoreFiles, { segments }: TieredFlatFile): TieredInconsistency[] {
  return segments.flatMap(segment => {
    const note = (segment.fileSizeBytes ?? 0) === 0 ? undefined : troubleOf(files, segment)
    return note === undefined ? [] : [{ code: 'tiered-index-wrong' as const, topic: null, queueId: null, path: segment.path, note }]
  })
}

function troubleOf(files: StoreFiles, { absolutePath, fileSizeBytes }: TieredSegmentPicture): string | undefined {
  try {
    return tieredIndexTrouble(withSource(files, absolutePath, source => readWindow(source, 0, TIERED_INDEX_HEADER_BYTES)).view, fileSizeBytes ?? 0)
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}
