import type { StoreFiles } from '../bytes/store-files'
import { decodeProperties, keysIn } from '../formats/message-properties'
import { physicalOffset } from '../offsets'
import { findNextRecord, walkSegment, type VisitedRecord } from '../readers/walk-segment'
import { withSource } from '../snapshot/commit-log'
import { fileAt, type Log, type LogFile } from './log'
import { messageIn } from './read-message'

/** One place of a log, in its order: a message, the filler at a segment's end, or a stretch that is none of both. */
export interface LogRow {
  readonly kind: 'message' | 'filler' | 'damage'
  readonly physicalOffset: number
  readonly sizeBytes: number
  readonly path: string
  /** Byte in its file. */
  readonly at: number
  readonly topic: string | null
  readonly queueId: number | null
  readonly queueOffset: number | null
  readonly storeTimestamp: number | null
  readonly bodyBytes: number | null
  readonly tags: string | null
  readonly keys: readonly string[]
}

/**
 * The rows of the file that `from` lies in, from the first record that begins at or after it. A record's own start is found at once;
 * any other place costs reading its segment up to there.
 */
export function listLog(files: StoreFiles, log: Log, from: number, count: number): LogRow[] {
  const file = fileAt(log, physicalOffset(from)) ?? log.files.find(({ offsets }) => offsets.start >= from)
  if (file === undefined) return []
  return withSource(files, file.absolutePath, source => {
    const wanted = Math.max(0, from - file.offsets.start)
    let position = messageIn(source, file, physicalOffset(file.offsets.start + wanted)) === undefined ? 0 : wanted
    const rows: LogRow[] = []
    while (rows.length < count) {
      const end = walkSegment(source, {
        baseOffset: file.offsets.start,
        from: position,
        verifyBodies: false,
        visit: record => {
          if (record.position >= wanted) rows.push(messageRow(file, record))
          return rows.length < count
        },
      })
      if (rows.length >= count || end.kind === 'unwritten' || end.kind === 'end-of-file') break
      const next = end.kind === 'damage' ? findNextRecord(source, file.offsets.start, end.position) : undefined
      const reaches = next ?? source.sizeBytes
      if (reaches > wanted) rows.push(otherRow(file, end.kind === 'blank' ? 'filler' : 'damage', end.position, reaches))
      if (next === undefined) break
      position = next
    }
    return rows
  })
}

function messageRow({ path, offsets }: LogFile, { header, tail, position, bytes, at }: VisitedRecord): LogRow {
  const properties = decodeProperties(bytes, at + tail.propertiesAt, tail.propertiesBytes)
  return {
    kind: 'message',
    physicalOffset: offsets.start + position,
    sizeBytes: header.sizeBytes,
    path,
    at: position,
    topic: tail.topic,
    queueId: header.queueId,
    queueOffset: orNull(header.queueOffset),
    storeTimestamp: orNull(header.storeTimestamp),
    bodyBytes: header.bodyBytes,
    tags: properties.get('TAGS') ?? null,
    keys: keysIn(properties),
  }
}

const otherRow = ({ path, offsets }: LogFile, kind: 'filler' | 'damage', start: number, end: number): LogRow => ({
  kind, physicalOffset: offsets.start + start, sizeBytes: end - start, path, at: start,
  topic: null, queueId: null, queueOffset: null, storeTimestamp: null, bodyBytes: null, tags: null, keys: [],
})

/** Beyond 2^53 no real value lies. */
const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)
