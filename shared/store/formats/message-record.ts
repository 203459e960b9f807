import { physicalOffset, queueOffset, type PhysicalOffset, type QueueOffset } from '../offsets'
import { bodyCrc } from './crc32'
import { readInt64 } from './int64'
import { hostBytes } from './message-host'
import { BORN_HOST_V6, isInnerBatch, STORE_HOST_V6, transactionOf, type TransactionKind } from './system-flag'

/**
 * One record of a commitlog. Mirrors CommitLog.checkMessageAndReturnSize and MessageDecoder.decode. B and S are the sizes
 * of the hosts (8, or 20 for IPv6), n, t, p the lengths of body, topic and properties, T is 1 (V1) or 2 (V2).
 *
 *   at               bytes  field
 *    0               4      total size of the record
 *    4               4      magic code: V1 daa320a7, V2 daa320ab, blank cbd43194
 *    8               4      CRC-32 of the stored body without the sign bit
 *   12               4      queue id
 *   16               4      flag
 *   20               8      queue offset
 *   28               8      physical offset of this record
 *   36               4      system flag, see system-flag.ts
 *   40               8      born timestamp, ms
 *   48               B      born host: address, then the port as 4 bytes
 *   48+B             8      store timestamp, ms
 *   56+B             S      store host
 *   56+B+S           4      times consumed again
 *   60+B+S           8      physical offset of the half message
 *   68+B+S           4      n, body length
 *   72+B+S           n      body
 *   72+B+S+n         T      t, topic length
 *   72+B+S+n+T       t      topic, UTF-8
 *   72+B+S+n+T+t     2      p, properties length
 *   74+B+S+n+T+t     p      properties
 */
export const RECORD_MAGIC_V1 = 0xdaa320a7
export const RECORD_MAGIC_V2 = 0xdaa320ab
export const BLANK_MAGIC = 0xcbd43194

/** The shortest possible record: V1, IPv4, everything empty. */
export const SMALLEST_RECORD_BYTES = 91
/** A segment always keeps this much for the blank that closes it. */
export const BLANK_BYTES = 8
/** Enough bytes for every fixed field up to and with the body length. */
export const RECORD_HEADER_BYTES = 112

export interface MessageHeader {
  readonly kind: 'message'
  readonly version: 1 | 2
  readonly sizeBytes: number
  readonly bodyCrc: number
  readonly queueId: number
  readonly flag: number
  readonly queueOffset: QueueOffset
  readonly physicalOffset: PhysicalOffset
  readonly systemFlag: number
  readonly transaction: TransactionKind
  readonly isInnerBatch: boolean
  readonly bornTimestamp: number
  readonly storeTimestamp: number
  readonly reconsumeTimes: number
  readonly preparedTransactionOffset: number
  readonly bodyAt: number
  readonly bodyBytes: number
}

export type RecordHeader =
  | MessageHeader
  /** The filler that closes a segment; `sizeBytes` reaches to the segment's end. */
  | { readonly kind: 'blank'; readonly sizeBytes: number }
  /** Eight zero bytes: nothing has been written from here on. */
  | { readonly kind: 'unwritten' }
  | { readonly kind: 'invalid'; readonly reason: InvalidReason; readonly sizeBytes: number }
  /** The buffer ends before the fixed fields do. */
  | { readonly kind: 'truncated'; readonly neededBytes: number }

export type InvalidReason = 'magic' | 'size' | 'length-formula' | 'body-crc' | 'own-offset' | 'beyond-segment'

/** Decodes the fixed fields at `at`. Lengths behind the body are checked by `completeRecord`. */
export function decodeRecordHeader(view: DataView, at: number): RecordHeader {
  const available = view.byteLength - at
  if (available < 8) return { kind: 'truncated', neededBytes: 8 }
  const sizeBytes = view.getInt32(at)
  const magic = view.getUint32(at + 4)
  if (sizeBytes === 0 && magic === 0) return { kind: 'unwritten' }
  if (magic === BLANK_MAGIC) return { kind: 'blank', sizeBytes }
  if (magic !== RECORD_MAGIC_V1 && magic !== RECORD_MAGIC_V2) return { kind: 'invalid', reason: 'magic', sizeBytes }
  if (sizeBytes < SMALLEST_RECORD_BYTES) return { kind: 'invalid', reason: 'size', sizeBytes }
  const needed = Math.min(sizeBytes, RECORD_HEADER_BYTES)
  if (available < needed) return { kind: 'truncated', neededBytes: needed }

  const systemFlag = view.getInt32(at + 36)
  const bornHost = hostBytes((systemFlag & BORN_HOST_V6) !== 0)
  const hosts = bornHost + hostBytes((systemFlag & STORE_HOST_V6) !== 0)
  if (72 + hosts > sizeBytes) return { kind: 'invalid', reason: 'size', sizeBytes }
  const bodyBytes = Math.max(0, view.getInt32(at + 68 + hosts))
  const version = magic === RECORD_MAGIC_V2 ? 2 : 1
  if (74 + hosts + bodyBytes + version > sizeBytes) return { kind: 'invalid', reason: 'length-formula', sizeBytes }
  return {
    kind: 'message',
    version,
    sizeBytes,
    bodyCrc: view.getUint32(at + 8),
    queueId: view.getInt32(at + 12),
    flag: view.getInt32(at + 16),
    queueOffset: queueOffset(readInt64(view, at + 20)),
    physicalOffset: physicalOffset(readInt64(view, at + 28)),
    systemFlag,
    transaction: transactionOf(systemFlag),
    isInnerBatch: isInnerBatch(systemFlag),
    bornTimestamp: readInt64(view, at + 40),
    storeTimestamp: readInt64(view, at + 48 + bornHost),
    reconsumeTimes: view.getInt32(at + 56 + hosts),
    preparedTransactionOffset: readInt64(view, at + 60 + hosts),
    bodyAt: 72 + hosts,
    bodyBytes,
  }
}

export interface RecordTail {
  readonly topic: string
  /** Byte of the properties from the record's start, and their length. */
  readonly propertiesAt: number
  readonly propertiesBytes: number
}

/** Keeps a byte order mark, as Java does. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Decodes what stands behind the body and checks the length formula. The whole record must be in `bytes`.
 * @returns undefined when total size ≠ 74 + hosts + n + T + t + p
 */
export function decodeRecordTail(bytes: Uint8Array, view: DataView, at: number, header: MessageHeader): RecordTail | undefined {
  const end = at + header.sizeBytes
  let next = at + header.bodyAt + header.bodyBytes
  if (next + header.version > end || end > view.byteLength) return undefined
  const topicBytes = header.version === 2 ? view.getInt16(next) : view.getInt8(next)
  next += header.version
  if (topicBytes < 0 || next + topicBytes + 2 > end) return undefined
  const topic = utf8.decode(bytes.subarray(next, next + topicBytes))
  next += topicBytes
  const propertiesBytes = Math.max(0, view.getInt16(next))
  next += 2
  if (next + propertiesBytes !== end) return undefined
  return { topic, propertiesAt: next - at, propertiesBytes }
}

/** True when the stored body has the stored checksum. The whole record must be in `bytes`. */
export function hasIntactBody(bytes: Uint8Array, at: number, header: MessageHeader): boolean {
  if (header.bodyBytes === 0) return true
  const body = at + header.bodyAt
  return bodyCrc(bytes, body, body + header.bodyBytes) === header.bodyCrc
}
