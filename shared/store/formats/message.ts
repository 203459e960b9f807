import { bodyCrc } from './crc32'
import { hex64 } from './hex'
import { decodeHost, hostBytes, type Host } from './message-host'
import { encodeOffsetMessageId } from './message-id'
import { decodeProperties, recordChecksum, type RecordChecksum } from './message-properties'
import { decodeRecordTail, type MessageHeader } from './message-record'
import { BORN_HOST_V6, compressionOf, STORE_HOST_V6, type Compression } from './system-flag'

/** A 64-bit field as it is shown: a number, or `0x…` for what lies beyond 2^53 and so is garbage. */
export type Int64 = number | string

/** One record with everything that is in it. Mirrors MessageDecoder.decode, but that a wrong checksum is told and not thrown. */
export interface Message {
  readonly header: MessageHeader
  readonly topic: string
  readonly queueOffset: Int64
  readonly bornTimestamp: Int64
  readonly bornHost: Host
  readonly storeTimestamp: Int64
  readonly storeHost: Host
  readonly preparedTransactionOffset: Int64
  /** Upper-case hex; undefined when the record's own offset is garbage. */
  readonly offsetMessageId: string | undefined
  readonly properties: ReadonlyMap<string, string>
  readonly compression: Compression
  /** As stored, maybe compressed. */
  readonly storedBody: Uint8Array
  /** Of the stored body, as the record says and as it is. */
  readonly bodyChecksum: { readonly stored: number; readonly computed: number; readonly intact: boolean }
  readonly recordChecksum: RecordChecksum
}

/**
 * Decodes the record at `at`; all of it must be in `bytes`.
 * @returns undefined when its lengths contradict each other
 */
export function decodeMessage(bytes: Uint8Array, view: DataView, at: number, header: MessageHeader): Message | undefined {
  const tail = decodeRecordTail(bytes, view, at, header)
  if (tail === undefined) return undefined
  const bornV6 = (header.systemFlag & BORN_HOST_V6) !== 0
  const storeV6 = (header.systemFlag & STORE_HOST_V6) !== 0
  const storeTimestampAt = at + 48 + hostBytes(bornV6)
  const storeHost = decodeHost(bytes, view, storeTimestampAt + 8, storeV6)
  const bodyAt = at + header.bodyAt
  const storedBody = bytes.slice(bodyAt, bodyAt + header.bodyBytes)
  const computed = bodyCrc(storedBody, 0, storedBody.length)
  return {
    header,
    topic: tail.topic,
    queueOffset: int64At(view, at + 20, header.queueOffset),
    bornTimestamp: int64At(view, at + 40, header.bornTimestamp),
    bornHost: decodeHost(bytes, view, at + 48, bornV6),
    storeTimestamp: int64At(view, storeTimestampAt, header.storeTimestamp),
    storeHost,
    preparedTransactionOffset: int64At(view, storeTimestampAt + 12 + hostBytes(storeV6), header.preparedTransactionOffset),
    offsetMessageId: Number.isNaN(header.physicalOffset) ? undefined : encodeOffsetMessageId({ storeHost, physicalOffset: header.physicalOffset }),
    properties: decodeProperties(bytes, at + tail.propertiesAt, tail.propertiesBytes),
    compression: compressionOf(header.systemFlag),
    storedBody,
    bodyChecksum: { stored: header.bodyCrc, computed, intact: storedBody.length === 0 || computed === header.bodyCrc },
    recordChecksum: recordChecksum(bytes, at, at + header.sizeBytes),
  }
}

const int64At = (view: DataView, at: number, decoded: number): Int64 => (Number.isNaN(decoded) ? hex64(view.getBigInt64(at)) : decoded)
