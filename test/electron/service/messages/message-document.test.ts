import { deflateSync, zstdCompressSync } from 'node:zlib'
import { encode } from '@msgpack/msgpack'
import { expect, test } from 'vitest'
import { LARGEST_BODY_UNPACKED, messageDocument, type MessageDocument } from '../../../../shared/contract/messages'
import { encodeRecord, ipv4, type RecordFields } from '../../../../shared/store/builders/encode-record'
import { decodeMessage } from '../../../../shared/store/formats/message'
import { decodeRecordHeader } from '../../../../shared/store/formats/message-record'
import type { UnitRow } from '../../../../shared/store/messages/read-units'
import { toMessageDocument } from '../../../../electron/service/messages/message-document'

const utf8 = new TextEncoder()
const COMPRESSED = 0x1
const zstd = COMPRESSED | 0x200
const zlib = COMPRESSED | 0x300
const order = utf8.encode('{"order":4711}')

function documentOf(fields: Partial<RecordFields>, bodyLimit: number | null = 1000, unit?: UnitRow): MessageDocument {
  const bytes = encodeRecord({
    queueId: 3, queueOffset: 5, physicalOffset: 4096, bornTimestamp: 1_757_000_000_000, bornHost: ipv4('10.0.0.1', 50_000),
    storeTimestamp: 1_757_000_000_123, storeHost: ipv4('10.0.0.2', 10_911), body: order, topic: 'orders', properties: [], ...fields,
  })
  const view = new DataView(bytes.buffer)
  const header = decodeRecordHeader(view, 0)
  const message = header.kind === 'message' ? decodeMessage(bytes, view, 0, header) : undefined
  if (message === undefined) throw new Error('no message')
  return messageDocument.parse(toMessageDocument({ message, side: 'local', path: 'commitlog/00000000000000000000', at: 4096, unit }, bodyLimit ?? undefined))
}

test.each([
  ['as it was sent', { body: order }],
  ['by zlib', { body: deflateSync(order), systemFlag: zlib }],
  ['by zlib, as clients did before there was a choice', { body: deflateSync(order), systemFlag: COMPRESSED }],
  ['by Zstandard', { body: zstdCompressSync(order), systemFlag: zstd }],
])('a body packed %s is the same body', (_, fields) => {
  const { body, bodyChecksum } = documentOf(fields)
  expect(body).toEqual({ state: 'shown', sizeBytes: order.length, kind: 'json', mediaType: null, text: '{"order":4711}', base64: Buffer.from(order).toString('base64') })
  expect(bodyChecksum.intact).toBe(true)
})

test.each([
  ['what is no packed body', { body: order, systemFlag: zlib }, 'broken'],
  ['a frame that is cut off', { body: zstdCompressSync(order).subarray(0, 12), systemFlag: zstd }, 'broken'],
  ['a number that no broker writes', { body: order, systemFlag: COMPRESSED | 0x700 }, 'not-supported'],
  ['a bomb', { body: deflateSync(new Uint8Array(LARGEST_BODY_UNPACKED + 1)), systemFlag: zlib }, 'too-large'],
])('%s is shown as it is stored, and said why', (_, fields, state) => {
  expect(documentOf(fields, 8).body).toEqual({ state, sizeBytes: null, kind: 'binary', mediaType: null, text: null, base64: Buffer.from(fields.body).subarray(0, 8).toString('base64') })
})

test('a body is not read unless it is asked for, and cut where it is longer than asked', () => {
  expect(documentOf({}, 4).body).toMatchObject({ state: 'cut', sizeBytes: 14, text: '{"or', base64: Buffer.from('{"or').toString('base64') })
  expect(documentOf({}, null)).toMatchObject({ body: null, batch: null, storedBodyBytes: order.length })
})

test('MessagePack is read as JSON, with what JSON does not have', () => {
  const body = encode({ id: 2n ** 60n, small: 7, picture: Uint8Array.of(1, 2) }, { useBigInt64: true })
  expect(JSON.parse(documentOf({ body }).body?.text ?? '')).toEqual({ id: '1152921504606846976', small: 7, picture: { base64: 'AQI=' } })
})

test('an inner batch is taken apart', () => {
  const one = (text: string): Uint8Array => {
    const body = utf8.encode(text)
    const properties = utf8.encode('KEYS\u0001k')
    const bytes = new Uint8Array(22 + body.length + properties.length)
    const view = new DataView(bytes.buffer)
    view.setInt32(0, bytes.length)
    view.setInt32(12, 9)
    view.setInt32(16, body.length)
    bytes.set(body, 20)
    view.setInt16(20 + body.length, properties.length)
    bytes.set(properties, 22 + body.length)
    return bytes
  }
  const whole = Uint8Array.from([...one('first'), ...one('second')])
  const batched = { systemFlag: 0xc0 | zlib, properties: [['INNER_NUM', '2']] as const }
  const { batch } = documentOf({ ...batched, body: deflateSync(whole) })
  expect(batch?.messages.map(({ queueOffset, flag, properties, body }) => [queueOffset, flag, properties, body.text])).toEqual([
    [5, 9, [{ name: 'KEYS', value: 'k' }], 'first'],
    [6, 9, [{ name: 'KEYS', value: 'k' }], 'second'],
  ])
  expect(documentOf({ ...batched, body: deflateSync(whole.subarray(0, -3)) }).batch).toMatchObject({ total: 1, brokenAt: one('first').length })
})

test('a delayed message says when it is due: by its unit, else by the default levels', () => {
  const delayed: Partial<RecordFields> = { topic: 'SCHEDULE_TOPIC_XXXX', queueId: 2, properties: [['DELAY', '3'], ['REAL_TOPIC', 'orders'], ['REAL_QID', '1']] }
  const unit: UnitRow = { queueOffset: 5, physicalOffset: 4096, sizeBytes: 1, tagsCode: '0x00000199155c8aa0', unitClass: 'ok', path: 'p', at: 0 }
  const due = { kind: 'delayed', topic: 'orders', queueId: 1, delayLevel: 3 }
  expect(documentOf(delayed).delivery).toEqual({ ...due, deliverAt: 1_757_000_010_123, deliverAtFrom: 'default-levels' })
  expect(documentOf(delayed, 0, unit).delivery).toEqual({ ...due, deliverAt: 0x199155c8aa0, deliverAtFrom: 'unit' })
})

test('the parts of an id are told where it has the usual form', () => {
  const key = '0A0000015A504E0E2F2A71B9B73601F0'
  expect(documentOf({ properties: [['UNIQ_KEY', key]] }).uniqueKey).toMatchObject({ text: key, parts: { address: '10.0.0.1', processId: 0x5a50, counter: 0x01f0 } })
  expect(documentOf({ properties: [['UNIQ_KEY', 'my own id']] }).uniqueKey).toEqual({ text: 'my own id', parts: null })
})
