import { hex64 } from './hex'
import { hostBytes } from './message-host'
import { decodeRecordTail, type MessageHeader } from './message-record'
import { BORN_HOST_V6, STORE_HOST_V6 } from './system-flag'

/** RocketMQ's name of a field of a record, in the order of its bytes. */
export type RecordFieldName =
  | 'totalSize' | 'magicCode' | 'bodyCRC' | 'queueId' | 'flag' | 'queueOffset' | 'physicalOffset' | 'sysFlag' | 'bornTimestamp' | 'bornHost'
  | 'storeTimestamp' | 'storeHost' | 'reconsumeTimes' | 'preparedTransactionOffset' | 'bodyLength' | 'body' | 'topicLength' | 'topic' | 'propertiesLength' | 'properties'

/** One field of a record: where its bytes are, and what they say. */
export interface RecordField {
  readonly name: RecordFieldName
  /** From the record's first byte. */
  readonly at: number
  readonly bytes: number
  /** Of a number its digits, of flags and 64-bit values beyond exact numbers hex; null for what is long or has a form of its own. */
  readonly value: string | null
}

/** Where each field of a record lies; see `message-record.ts` for the layout. The whole record must be in `bytes`. */
export function recordFields(bytes: Uint8Array, view: DataView, at: number, header: MessageHeader): RecordField[] {
  const bornHost = hostBytes((header.systemFlag & BORN_HOST_V6) !== 0)
  const storeHost = hostBytes((header.systemFlag & STORE_HOST_V6) !== 0)
  const tail = decodeRecordTail(bytes, view, at, header)
  const fields: RecordField[] = []
  let next = 0
  const put = (name: RecordFieldName, length: number, value: (place: number) => string | null): void => {
    fields.push({ name, at: next, bytes: length, value: value(at + next) })
    next += length
  }
  const int32 = (place: number): string => String(view.getInt32(place))
  const flags = (place: number): string => `0x${view.getUint32(place).toString(16).padStart(8, '0')}`
  const int64 = (place: number): string => {
    const value = view.getBigInt64(place)
    return Number.isSafeInteger(Number(value)) ? String(value) : hex64(value)
  }
  const nothing = (): null => null

  put('totalSize', 4, int32)
  put('magicCode', 4, flags)
  put('bodyCRC', 4, flags)
  put('queueId', 4, int32)
  put('flag', 4, int32)
  put('queueOffset', 8, int64)
  put('physicalOffset', 8, int64)
  put('sysFlag', 4, flags)
  put('bornTimestamp', 8, int64)
  put('bornHost', bornHost, nothing)
  put('storeTimestamp', 8, int64)
  put('storeHost', storeHost, nothing)
  put('reconsumeTimes', 4, int32)
  put('preparedTransactionOffset', 8, int64)
  put('bodyLength', 4, int32)
  put('body', header.bodyBytes, nothing)
  if (tail === undefined) return fields
  const topicBytes = tail.propertiesAt - 2 - header.bodyAt - header.bodyBytes - header.version
  put('topicLength', header.version, () => String(topicBytes))
  put('topic', topicBytes, () => tail.topic)
  put('propertiesLength', 2, () => String(tail.propertiesBytes))
  put('properties', tail.propertiesBytes, nothing)
  return fields
}
