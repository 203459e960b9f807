import type { MessageDocument } from '../../../shared/contract/messages'
import { readBody } from '../../../shared/store/formats/body-kind'
import { decodeInnerBatch } from '../../../shared/store/formats/inner-batch'
import type { Int64, Message } from '../../../shared/store/formats/message'
import { addressText, hostText } from '../../../shared/store/formats/message-host'
import { decodeUniqueKey } from '../../../shared/store/formats/message-id'
import { keysIn } from '../../../shared/store/formats/message-properties'
import { deliveryOf } from '../../../shared/store/messages/delivery'
import type { LocatedMessage } from '../../../shared/store/messages/find-place'
import { messagePackToJson, unpackBody, type UnpackedBody } from './unpack'

/** A batch of thousands is not looked at message by message. */
const MOST_BATCHED = 1000

/** `message/1`. The body is a part of it only when `bodyLimit` says how many bytes of it. */
export function toMessageDocument({ message, side, path, at, unit }: LocatedMessage, bodyLimit: number | undefined): MessageDocument {
  const { header, properties, recordChecksum } = message
  const unpacked = bodyLimit === undefined ? undefined : unpackBody(message.storedBody, message.compression)
  return {
    schema: 'message/1',
    side,
    physicalOffset: header.physicalOffset,
    path,
    at,
    sizeBytes: header.sizeBytes,
    version: header.version,
    topic: message.topic,
    queueId: header.queueId,
    queueOffset: message.queueOffset,
    flag: header.flag,
    systemFlag: header.systemFlag,
    transaction: header.transaction,
    compression: message.compression,
    bornTimestamp: message.bornTimestamp,
    bornHost: hostText(message.bornHost),
    storeTimestamp: message.storeTimestamp,
    storeHost: hostText(message.storeHost),
    reconsumeTimes: header.reconsumeTimes,
    preparedTransactionOffset: message.preparedTransactionOffset,
    offsetMessageId: message.offsetMessageId ?? null,
    uniqueKey: uniqueKeyOf(properties.get('UNIQ_KEY')),
    keys: keysIn(properties),
    tags: properties.get('TAGS') ?? null,
    properties: listed(properties),
    delivery: deliveryOf(message, unit) ?? null,
    bodyChecksum: message.bodyChecksum,
    recordChecksum: { state: recordChecksum.kind, ...(recordChecksum.kind === 'absent' ? { stored: null, computed: null } : { stored: recordChecksum.stored, computed: recordChecksum.computed }) },
    storedBodyBytes: message.storedBody.length,
    unit: unit === undefined ? null : { ...unit, pointsHere: unit.physicalOffset === header.physicalOffset },
    body: unpacked === undefined ? null : bodyOf(unpacked, message.storedBody, bodyLimit ?? 0),
    batch: unpacked?.kind === 'whole' && header.isInnerBatch ? batchOf(unpacked.bytes, message.queueOffset, bodyLimit ?? 0) : null,
  }
}

const listed = (properties: Message['properties']): MessageDocument['properties'] => Array.from(properties, ([name, value]) => ({ name, value }))

function uniqueKeyOf(text: string | undefined): MessageDocument['uniqueKey'] {
  if (text === undefined) return null
  const parts = decodeUniqueKey(text)
  return { text, parts: parts === undefined ? null : { ...parts, address: addressText(parts.address) } }
}

/** A body to show: its first `limit` bytes, and the whole of it as text where it is one. */
export function bodyOf(unpacked: UnpackedBody, stored: Uint8Array, limit: number): NonNullable<MessageDocument['body']> {
  if (unpacked.kind !== 'whole')
    return { state: unpacked.kind, sizeBytes: null, kind: stored.length === 0 ? 'empty' : 'binary', mediaType: null, text: null, base64: base64(stored, limit) }
  const { bytes } = unpacked
  const { kind, mediaType, text } = readBody(bytes, messagePackToJson)
  const isCut = bytes.length > limit
  return { state: isCut ? 'cut' : 'shown', sizeBytes: bytes.length, kind, mediaType, text: isCut ? (text?.slice(0, limit) ?? null) : text, base64: base64(bytes, limit) }
}

function batchOf(bytes: Uint8Array, first: Int64, limit: number): MessageDocument['batch'] {
  const { messages, brokenAt } = decodeInnerBatch(bytes)
  return {
    messages: messages.slice(0, MOST_BATCHED).map(({ flag, properties, bodyAt, bodyBytes }, index) => {
      const body = bytes.subarray(bodyAt, bodyAt + bodyBytes)
      return { queueOffset: typeof first === 'number' ? first + index : first, flag, properties: listed(properties), body: bodyOf({ kind: 'whole', bytes: body }, body, limit) }
    }),
    total: messages.length,
    brokenAt: brokenAt ?? null,
  }
}

const base64 = (bytes: Uint8Array, limit: number): string => Buffer.from(bytes.subarray(0, limit)).toString('base64')
