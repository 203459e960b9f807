import { readWindow, type ByteSource } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { decodeMessage, type Message } from '../formats/message'
import { decodeRecordHeader, RECORD_HEADER_BYTES, type InvalidReason } from '../formats/message-record'
import { physicalOffset, type PhysicalOffset } from '../offsets'
import { range, type Range } from '../range'
import { walkSegment } from '../readers/walk-segment'
import { withSource } from '../snapshot/commit-log'
import { fileAt, type Log, type LogFile } from './log'

/** A message with the place it was read from. */
export interface FoundMessage {
  readonly message: Message
  readonly path: string
  /** Byte of the record in its file. */
  readonly at: number
}

/** Why no record begins at an offset. */
export type NoMessage =
  | { readonly kind: 'below-log' | 'past-log' }
  | { readonly kind: 'in-hole'; readonly hole: Range }
  /** A record or the closing filler begins before it. */
  | { readonly kind: 'inside-record' | 'in-filler'; readonly record: Range }
  | { readonly kind: 'damaged'; readonly reason: InvalidReason; readonly path: string; readonly at: number }

export type MessageAt = { readonly kind: 'message'; readonly found: FoundMessage } | NoMessage

/** The record that begins at `offset`, or why there is none; that may take reading the segment up to there. */
export function readMessageAt(files: StoreFiles, log: Log, offset: PhysicalOffset): MessageAt {
  const file = fileAt(log, offset)
  if (file !== undefined)
    return withSource(files, file.absolutePath, source => {
      const message = messageIn(source, file, offset)
      return message === undefined ? explain(source, file, offset, log) : { kind: 'message', found: { message, path: file.path, at: offset - file.offsets.start } }
    })
  if (offset < log.kept.start) return { kind: 'below-log' }
  const before = log.files.findLast(({ offsets }) => offsets.end <= offset)
  const after = log.files.find(({ offsets }) => offsets.start > offset)
  if (before === undefined || after === undefined) return { kind: 'past-log' }
  return { kind: 'in-hole', hole: range(before.offsets.end, after.offsets.start) }
}

/** The whole record at `offset`, when one that says so of itself is there. A wrong checksum does not make it less readable. */
export function messageIn(source: ByteSource, { offsets }: LogFile, offset: PhysicalOffset): Message | undefined {
  const at = offset - offsets.start
  const header = decodeRecordHeader(readWindow(source, at, RECORD_HEADER_BYTES).view, 0)
  if (header.kind !== 'message' || header.physicalOffset !== offset || at + header.sizeBytes > source.sizeBytes) return undefined
  const { bytes, view } = readWindow(source, at, header.sizeBytes)
  return decodeMessage(bytes, view, 0, header)
}

function explain(source: ByteSource, { path, offsets }: LogFile, offset: PhysicalOffset, log: Log): NoMessage {
  const at = offset - offsets.start
  let last = { position: 0, end: 0 }
  const end = walkSegment(source, {
    baseOffset: offsets.start,
    verifyBodies: false,
    until: at + 1,
    visit: ({ position, header }) => {
      last = { position, end: position + header.sizeBytes }
    },
  })
  const absolute = (from: number, to: number): Range => range(physicalOffset(offsets.start + from), physicalOffset(offsets.start + to))
  if (at > last.position && at < last.end) return { kind: 'inside-record', record: absolute(last.position, last.end) }
  if (end.kind === 'damage') return { kind: 'damaged', reason: end.reason, path, at: end.position }
  if (end.kind === 'blank' && offset < log.kept.end) return { kind: 'in-filler', record: absolute(end.position, source.sizeBytes) }
  return { kind: 'past-log' }
}
