import { readWindow } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { decodeIndexHeader, INDEX_HEADER_BYTES } from '../formats/index-header'
import { physicalOffset, type PhysicalOffset } from '../offsets'
import { isFile, type CensusEntry } from './census'
import { withSource } from './commit-log'
import type { IndexPicture, StrayEntry } from './snapshot'

/** Heads of the index files, oldest first. Dead: wholly below the log's minimum, with none alive before it, and not the newest. */
export function readIndexFiles(
  files: StoreFiles,
  entries: readonly CensusEntry[],
  logMinOffset: PhysicalOffset,
  shown: (path: string) => string,
): { readonly pictures: IndexPicture[]; readonly strays: StrayEntry[] } {
  const strays: StrayEntry[] = []
  const pictures: IndexPicture[] = []
  for (const entry of entries) {
    const numeric = /^\d+$/.test(entry.name)
    if (!isFile(entry) || !numeric)
      strays.push({ path: shown(entry.path), absolutePath: entry.path, kind: entry.kind, sizeBytes: entry.facts?.sizeBytes ?? 0, place: 'index', stopsBroker: numeric && entry.kind === 'directory' })
    else pictures.push(readOne(files, entry, shown))
  }
  let headIsDead = true
  return {
    strays,
    pictures: pictures.map((picture, index) => {
      headIsDead = headIsDead && picture.error === null && index < pictures.length - 1 && picture.endPhysicalOffset < logMinOffset
      return { ...picture, dead: headIsDead }
    }),
  }
}

function readOne(files: StoreFiles, entry: Extract<CensusEntry, { facts: object }>, shown: (path: string) => string): IndexPicture {
  const { sizeBytes, allocatedBytes, modifiedTime } = entry.facts
  const common = { path: shown(entry.path), absolutePath: entry.path, sizeBytes, allocatedBytes, modifiedTime, dead: false }
  const unknown = { beginPhysicalOffset: physicalOffset(0), endPhysicalOffset: physicalOffset(0), beginTimestamp: 0, endTimestamp: 0, entries: 0 }
  try {
    const header = withSource(files, entry.path, source => decodeIndexHeader(readWindow(source, 0, INDEX_HEADER_BYTES).view))
    if (header === undefined) return { ...common, ...unknown, error: 'header' }
    return {
      ...common,
      beginPhysicalOffset: physicalOffset(header.beginPhysicalOffset),
      endPhysicalOffset: physicalOffset(header.endPhysicalOffset),
      beginTimestamp: header.beginTimestamp,
      endTimestamp: header.endTimestamp,
      entries: header.entries,
      error: null,
    }
  } catch (error) {
    if (error instanceof Failure) return { ...common, ...unknown, error: error.code }
    throw error
  }
}
