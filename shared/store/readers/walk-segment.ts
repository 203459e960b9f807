import { WINDOW_BYTES, type ByteSource } from '../bytes/byte-source'
import { toHex } from '../formats/hex'
import {
  BLANK_BYTES, decodeRecordHeader, decodeRecordTail, hasIntactBody, RECORD_HEADER_BYTES, RECORD_MAGIC_V1, RECORD_MAGIC_V2,
  type InvalidReason, type MessageHeader, type RecordTail,
} from '../formats/message-record'

/** A stretch of whole records copied from the segment; `at` is the record's byte in `bytes`. Valid only during the visit. */
export interface VisitedRecord {
  readonly header: MessageHeader
  readonly tail: RecordTail
  /** Byte of the record in its file. */
  readonly position: number
  readonly bytes: Uint8Array
  readonly at: number
}

export type WalkEnd =
  | { readonly kind: 'unwritten' | 'blank' | 'end-of-file'; readonly position: number }
  | { readonly kind: 'damage'; readonly position: number; readonly reason: InvalidReason; readonly hex: string }

export interface WalkOptions {
  /** Offset of the file's first byte in the address space the records count in. */
  readonly baseOffset: number
  /** Byte of the file to start at: the start of a record. */
  readonly from?: number
  /** Verify each body's checksum; about 1 GB/s instead of 10. */
  readonly verifyBodies: boolean
  /** Stop before the first record that starts here or later. */
  readonly until?: number
  /** Return false to stop. */
  readonly visit?: (record: VisitedRecord) => boolean | void
}

/**
 * Follows the chain of records from `from` until something that is not a valid record of this place: magic, length
 * formula, own offset, body checksum. Memory: one window, or the largest record when that is larger.
 */
export function walkSegment(source: ByteSource, options: WalkOptions): WalkEnd {
  const { baseOffset, verifyBodies, visit } = options
  const until = Math.min(options.until ?? source.sizeBytes, source.sizeBytes)
  let buffer = new Uint8Array(Math.min(WINDOW_BYTES, source.sizeBytes))
  let view = new DataView(buffer.buffer)
  let windowStart = 0
  let windowEnd = 0
  let position = options.from ?? 0

  /** Makes sure that `length` bytes at `position` are in the buffer, as far as the file has them. */
  const have = (length: number): boolean => {
    if (position + length > source.sizeBytes) return false
    if (position >= windowStart && position + length <= windowEnd) return true
    if (length > buffer.length) {
      buffer = new Uint8Array(length)
      view = new DataView(buffer.buffer)
    }
    windowStart = position
    windowEnd = position + source.readInto(buffer.subarray(0, Math.min(buffer.length, source.sizeBytes - position)), position)
    return position + length <= windowEnd
  }
  const damage = (reason: InvalidReason): WalkEnd => {
    have(Math.min(64, source.sizeBytes - position))
    return { kind: 'damage', position, reason, hex: toHex(buffer.subarray(position - windowStart, windowEnd - windowStart)) }
  }

  while (position < until) {
    if (!have(BLANK_BYTES)) return { kind: 'end-of-file', position }
    have(Math.min(RECORD_HEADER_BYTES, source.sizeBytes - position))
    const loaded = new DataView(view.buffer, 0, windowEnd - windowStart)
    const header = decodeRecordHeader(loaded, position - windowStart)
    switch (header.kind) {
      case 'unwritten':
      case 'blank':
        return { kind: header.kind, position }
      case 'invalid':
        return damage(header.reason)
      case 'truncated':
        return damage('beyond-segment')
      case 'message':
        break
    }
    if (!have(header.sizeBytes)) return damage('beyond-segment')
    if (header.physicalOffset !== baseOffset + position) return damage('own-offset')
    const at = position - windowStart
    const tail = decodeRecordTail(buffer, view, at, header)
    if (tail === undefined) return damage('length-formula')
    if (verifyBodies && !hasIntactBody(buffer, at, header)) return damage('body-crc')
    if (visit?.({ header, tail, position, bytes: buffer, at }) === false) return { kind: 'end-of-file', position: position + header.sizeBytes }
    position += header.sizeBytes
  }
  return { kind: 'end-of-file', position }
}

/**
 * Where a chain of valid records goes on behind a damaged place: the next position that carries a magic code, its own
 * offset and the right lengths. Reads to the end of the file at most.
 */
export function findNextRecord(source: ByteSource, baseOffset: number, after: number): number | undefined {
  const overlap = 8
  const buffer = new Uint8Array(WINDOW_BYTES)
  const view = new DataView(buffer.buffer)
  for (let start = after + 1; start < source.sizeBytes; start += WINDOW_BYTES - overlap) {
    const got = source.readInto(buffer.subarray(0, Math.min(WINDOW_BYTES, source.sizeBytes - start)), start)
    for (let at = 0; at + overlap <= got; at += 1) {
      if (buffer[at + 4] !== 0xda) continue
      const magic = view.getUint32(at + 4)
      if (magic !== RECORD_MAGIC_V1 && magic !== RECORD_MAGIC_V2) continue
      let valid = false
      const end = walkSegment(source, {
        baseOffset,
        from: start + at,
        verifyBodies: true,
        visit: () => {
          valid = true
          return false
        },
      })
      if (valid && end.kind !== 'damage') return start + at
    }
    if (got < WINDOW_BYTES) break
  }
  return undefined
}
