import { bodyCrc, crc32 } from '../formats/crc32'
import { BLANK_MAGIC, RECORD_MAGIC_V1, RECORD_MAGIC_V2 } from '../formats/message-record'
import type { Host } from '../formats/message-host'
import { CRC_PROPERTY } from '../formats/message-properties'
import { BORN_HOST_V6, STORE_HOST_V6 } from '../formats/system-flag'
import { writeInt64, zeros } from './int64'

/** The fields of a record; the layout is in `formats/message-record`. Mirrors MessageExtEncoder. */
export interface RecordFields {
  readonly queueId: number
  readonly flag?: number
  readonly queueOffset: number
  readonly physicalOffset: number
  /** Without the two bits that say whether a host is IPv6: they follow from the hosts. */
  readonly systemFlag?: number
  readonly bornTimestamp: number
  readonly bornHost: Host
  readonly storeTimestamp: number
  readonly storeHost: Host
  readonly reconsumeTimes?: number
  readonly preparedTransactionOffset?: number
  readonly body: Uint8Array
  readonly topic: string
  readonly properties: readonly (readonly [name: string, value: string])[]
  /** A client may leave out the separator behind the last property; a broker never adds it. Default: it is there. */
  readonly closesProperties?: boolean
  /** Adds the property that enabledAppendPropCRC gives every record. */
  readonly appendsCrcProperty?: boolean
}

export const ipv4 = (address: string, port: number): Host => ({ address: Uint8Array.from(address.split('.'), Number), port })

/** Longer topic names need a two-byte length: the V2 record. */
const LONGEST_V1_TOPIC = 127
const CRC_PROPERTY_BYTES = 20
const NAME_END = '\u0001'
const VALUE_END = '\u0002'

const utf8 = new TextEncoder()

export function encodeRecord(fields: RecordFields): Uint8Array {
  const topic = utf8.encode(fields.topic)
  const properties = utf8.encode(propertiesText(fields))
  const version = fields.topic.length > LONGEST_V1_TOPIC ? 2 : 1
  const bornV6 = fields.bornHost.address.length === 16
  const storeV6 = fields.storeHost.address.length === 16
  const hosts = (bornV6 ? 20 : 8) + (storeV6 ? 20 : 8)
  const propertiesBytes = properties.length + (fields.appendsCrcProperty ? CRC_PROPERTY_BYTES : 0)
  const { bytes, view } = zeros(74 + hosts + fields.body.length + version + topic.length + propertiesBytes)

  view.setInt32(0, bytes.length)
  view.setUint32(4, version === 2 ? RECORD_MAGIC_V2 : RECORD_MAGIC_V1)
  view.setInt32(8, fields.body.length === 0 ? 0 : bodyCrc(fields.body, 0, fields.body.length))
  view.setInt32(12, fields.queueId)
  view.setInt32(16, fields.flag ?? 0)
  writeInt64(view, 20, fields.queueOffset)
  writeInt64(view, 28, fields.physicalOffset)
  view.setInt32(36, (fields.systemFlag ?? 0) | (bornV6 ? BORN_HOST_V6 : 0) | (storeV6 ? STORE_HOST_V6 : 0))
  writeInt64(view, 40, fields.bornTimestamp)
  let at = writeHost(bytes, view, 48, fields.bornHost)
  writeInt64(view, at, fields.storeTimestamp)
  at = writeHost(bytes, view, at + 8, fields.storeHost)
  view.setInt32(at, fields.reconsumeTimes ?? 0)
  writeInt64(view, at + 4, fields.preparedTransactionOffset ?? 0)
  view.setInt32(at + 12, fields.body.length)
  bytes.set(fields.body, at + 16)
  at += 16 + fields.body.length
  if (version === 2) view.setInt16(at, topic.length)
  else view.setInt8(at, topic.length)
  at += version
  bytes.set(topic, at)
  at += topic.length
  view.setInt16(at, propertiesBytes)
  bytes.set(properties, at + 2)
  if (fields.appendsCrcProperty) bytes.set(crcProperty(bytes), bytes.length - CRC_PROPERTY_BYTES)
  return bytes
}

function propertiesText({ properties, closesProperties, appendsCrcProperty }: RecordFields): string {
  const text = properties.map(([name, value]) => name + NAME_END + value).join(VALUE_END)
  const closes = properties.length > 0 && (closesProperties !== false || appendsCrcProperty === true)
  return closes ? text + VALUE_END : text
}

function writeHost(bytes: Uint8Array, view: DataView, at: number, host: Host): number {
  bytes.set(host.address, at)
  view.setInt32(at + host.address.length, host.port)
  return at + host.address.length + 4
}

/** `__CRC32#`, then ten digits, the least significant first: the checksum of all bytes before the property. */
function crcProperty(record: Uint8Array): Uint8Array {
  const value = crc32(record, 0, record.length - CRC_PROPERTY_BYTES) & 0x7fffffff
  const digits = Array.from(String(value)).toReversed().join('').padEnd(10, '0')
  return utf8.encode(`${CRC_PROPERTY}${NAME_END}${digits}${VALUE_END}`)
}

/** The filler that closes a segment: `sizeBytes` are left of it. */
export function encodeBlank(sizeBytes: number): Uint8Array {
  const { bytes, view } = zeros(sizeBytes)
  view.setInt32(0, sizeBytes)
  view.setUint32(4, BLANK_MAGIC)
  return bytes
}
