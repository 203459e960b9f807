import { expect, test } from 'vitest'
import { encodeRecord, ipv4, type RecordFields } from '../../../../shared/store/builders/encode-record'
import { fromHex } from '../../../../shared/store/formats/hex'
import { decodeMessage, type Message } from '../../../../shared/store/formats/message'
import { hostText } from '../../../../shared/store/formats/message-host'
import { decodeRecordHeader } from '../../../../shared/store/formats/message-record'

const utf8 = new TextEncoder()
const fields: RecordFields = {
  queueId: 3, queueOffset: 5, physicalOffset: 4096, flag: 7, bornTimestamp: 1_757_000_000_000, bornHost: ipv4('10.0.0.1', 50_000),
  storeTimestamp: 1_757_000_000_123, storeHost: ipv4('10.0.0.2', 10_911), reconsumeTimes: 2, preparedTransactionOffset: 99,
  body: utf8.encode('hi'), topic: '订单', properties: [['KEYS', 'k'], ['TAGS', 'a']],
}
const v6 = { address: fromHex('20010db8000000000000000000000001'), port: 50_001 }

function decode(bytes: Uint8Array): Message {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = decodeRecordHeader(view, 0)
  const message = header.kind === 'message' ? decodeMessage(bytes, view, 0, header) : undefined
  if (message === undefined) throw new Error(`no message but ${header.kind}`)
  return message
}

test('a record has its fields, whatever the kind of its hosts', () => {
  for (const bornHost of [fields.bornHost, v6])
    for (const storeHost of [fields.storeHost, v6]) {
      const message = decode(encodeRecord({ ...fields, bornHost, storeHost }))
      expect(message).toMatchObject({
        topic: '订单', queueOffset: 5, bornTimestamp: 1_757_000_000_000, storeTimestamp: 1_757_000_000_123, preparedTransactionOffset: 99, compression: 'none',
        header: { queueId: 3, flag: 7, reconsumeTimes: 2, version: 1 }, bodyChecksum: { intact: true }, recordChecksum: { kind: 'absent' },
      })
      expect([hostText(message.bornHost), hostText(message.storeHost)]).toEqual([bornHost, storeHost].map(hostText))
      expect(message.properties).toEqual(new Map([['KEYS', 'k'], ['TAGS', 'a']]))
      expect(message.offsetMessageId).toBe(storeHost === v6 ? '20010DB80000000000000000000000010000C3510000000000001000' : '0A00000200002A9F0000000000001000')
    }
})

test('a topic of more than 127 characters makes it a record of the second version', () => {
  const message = decode(encodeRecord({ ...fields, topic: '%RETRY%'.padEnd(200, 'x') }))
  expect([message.header.version, message.topic.length]).toEqual([2, 200])
})

test('a time beyond 2^53 is told by its bytes', () => {
  const bytes = encodeRecord(fields)
  new DataView(bytes.buffer).setBigInt64(40, -(2n ** 63n))
  expect(decode(bytes).bornTimestamp).toBe('0x8000000000000000')
})

test('the checksum of the whole record is held against it', () => {
  const bytes = encodeRecord({ ...fields, appendsCrcProperty: true })
  expect(decode(bytes).recordChecksum).toMatchObject({ kind: 'intact' })
  bytes[35] = (bytes[35] ?? 0) ^ 1
  expect(decode(bytes).recordChecksum).toMatchObject({ kind: 'wrong' })
  expect(decode(bytes).bodyChecksum.intact).toBe(true)
})

test('a byte order mark is part of a topic and of a property', () => {
  const message = decode(encodeRecord({ ...fields, topic: '\ufefft', properties: [['\ufeffk', 'v']] }))
  expect(message.topic).toBe('\ufefft')
  expect(message.properties.get('\ufeffk')).toBe('v')
})
