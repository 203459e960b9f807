import { WINDOW_BYTES, type ByteSource } from '../bytes/byte-source'
import { invariant } from '../errors'
import { decodeRecordHeader, decodeRecordTail, RECORD_MAGIC_V1, RECORD_MAGIC_V2, type MessageHeader, type RecordTail } from '../formats/message-record'
import { checksumOf, RecordScanner, type WalkEnd } from './scan-records'

/** A stretch of whole records copied from the segment; `at` is the record's byte in `bytes`. Valid only during the visit. */
export interface VisitedRecord {
  readonly header: MessageHeader
  readonly tail: RecordTail
  /** Byte of the record in its file. */
  readonly position: number
  readonly bytes: Uint8Array
  readonly at: number
}

export interface WalkOptions {
  /** Offset of the file's first byte in the address space the records count in. */
  readonly baseOffset: number
  /** Byte of the file to start at: the start of a record. */
  readonly from?: number
  /** Verify each body's checksum; one to two GB/s instead of seven. */
  readonly verifyBodies: boolean
  /** Stop before the first record that starts here or later. */
  readonly until?: number
  /** Return false to stop. */
  readonly visit?: (record: VisitedRecord) => boolean | void
}

/** Decodes each record of a chain for `visit`. Who needs no more than some of its numbers takes a RecordScanner, which is faster. */
export function walkSegment(source: ByteSource, { verifyBodies, visit, ...options }: WalkOptions): WalkEnd {
  const scanner = new RecordScanner(source, { ...options, checksum: verifyBodies ? checksumOf(source) : undefined })
  while (scanner.next()) {
    if (visit === undefined) continue
    const { view, bytes, at, position, sizeBytes } = scanner
    const header = decodeRecordHeader(view, at)
    const tail = header.kind === 'message' ? decodeRecordTail(bytes, view, at, header) : undefined
    invariant(header.kind === 'message' && tail !== undefined, `a scanned record of ${source.path} decodes`)
    if (visit({ header, tail, position, bytes, at }) === false) return { kind: 'end-of-file', position: position + sizeBytes }
  }
  return scanner.end ?? { kind: 'end-of-file', position: scanner.position }
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
