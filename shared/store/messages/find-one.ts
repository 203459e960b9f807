import type { StoreFiles } from '../bytes/store-files'
import { decodeOffsetMessageId } from '../formats/message-id'
import { physicalOffset } from '../offsets'
import type { StoreSnapshot } from '../snapshot/snapshot'
import { localLog, type Log } from './log'
import { ProvenanceOf } from './provenance'
import { readMessageAt } from './read-message'
import type { SearchHit } from './search'

/** The message that a broker gave this id, when the text is such an id and its record is there. */
export function findByOffsetId(files: StoreFiles, snapshot: StoreSnapshot, id: string): SearchHit | undefined {
  const place = decodeOffsetMessageId(id)
  if (place === undefined || snapshot.local === undefined) return undefined
  const hit = findAround(files, snapshot, localLog(snapshot.local), place.physicalOffset)
  return hit?.message.offsetMessageId === id.toUpperCase() ? hit : undefined
}

/** The message whose record begins at, or goes over, a physical offset. */
export function findAround(files: StoreFiles, snapshot: StoreSnapshot, log: Log, offset: number): SearchHit | undefined {
  const read = readMessageAt(files, log, physicalOffset(offset))
  const whole = read.kind === 'inside-record' ? readMessageAt(files, log, physicalOffset(read.record.start)) : read
  if (whole.kind !== 'message') return undefined
  const { found } = whole
  return { ...found, side: log.side, position: { log: 0, offset: found.message.header.physicalOffset }, provenance: new ProvenanceOf(files, snapshot, log).of(found.message) }
}
