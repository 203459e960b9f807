import { expect, test } from 'vitest'
import fc from 'fast-check'
import { decodeProperties } from '../../../../shared/store/formats/message-properties'
import { decodeRecordHeader, decodeRecordTail, hasIntactBody } from '../../../../shared/store/formats/message-record'
import { decodeUnit } from '../../../../shared/store/formats/consume-queue-unit'
import { crc32 } from '../../../../shared/store/formats/crc32'
import { crc32 as zlibCrc32 } from 'node:zlib'

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.replaceAll(/\s/g, '').match(/../g) ?? [], byte => Number.parseInt(byte, 16))

/** store-format F.1: decoded with RocketMQ's own decoder. */
const vector = bytesOf(`
  0000006c daa320a7 58932aac 00000003 00000000 0000000000000005
  0000000000001000 00000000 00000199155c6200 0a000001 0000c350
  00000199155c627b 0a000002 00002a9f 00000000 0000000000000000
  00000002 6869 01 54 000e 4b455953016b025441475301 6102`)
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

test('the V1 vector decodes to its fields', () => {
  const header = decodeRecordHeader(view(vector), 0)
  expect(header).toMatchObject({
    kind: 'message', version: 1, sizeBytes: 108, queueId: 3, queueOffset: 5, physicalOffset: 4096, transaction: 'none',
    bornTimestamp: 1757000000000, storeTimestamp: 1757000000123, bodyAt: 88, bodyBytes: 2,
  })
  if (header.kind !== 'message') return
  const tail = decodeRecordTail(vector, view(vector), 0, header)
  expect(tail).toEqual({ topic: 'T', propertiesAt: 94, propertiesBytes: 14 })
  expect(decodeProperties(vector, 94, 14)).toEqual(new Map([['KEYS', 'k'], ['TAGS', 'a']]))
  expect(hasIntactBody(vector, 0, header)).toBe(true)
})

test('one flipped bit of the body breaks its checksum', () => {
  const damaged = vector.slice()
  damaged[88] = (damaged[88] ?? 0) ^ 1
  const header = decodeRecordHeader(view(damaged), 0)
  expect(header.kind === 'message' && hasIntactBody(damaged, 0, header)).toBe(false)
})

test.each([
  ['eight zero bytes', '0000000000000000', 'unwritten'],
  ['a blank', '00000040cbd43194', 'blank'],
  ['another magic code', '0000006cdeadbeef', 'invalid'],
  ['a size below the smallest record', '0000005adaa320a7', 'invalid'],
  ['a negative size', 'ffffff00daa320a7', 'invalid'],
  ['five bytes', '0000006cda', 'truncated'],
])('%s reads as such', (_, hex, kind) => expect(decodeRecordHeader(view(bytesOf(hex)), 0).kind).toBe(kind))

test('no bytes make the decoder throw or read past the buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 160 }), fc.boolean(), (bytes, asRecord) => {
      const input = asRecord && bytes.length > 8 ? Uint8Array.from([...vector.slice(0, 8), ...bytes.slice(8)]) : bytes
      const header = decodeRecordHeader(view(input), 0)
      if (header.kind === 'message') decodeRecordTail(input, view(input), 0, header)
      return true
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['a unit', '00000000000010000000006c0000000000000061', { kind: 'message', physicalOffset: 4096, sizeBytes: 108, tagsCode: 97n }],
  ['filler', '00000000000000007fffffff0000000000000000', { kind: 'pre-blank' }],
  ['zeros', '0000000000000000000000000000000000000000', { kind: 'unwritten' }],
  ['a negative offset', 'ffffffffffffffff000000640000000000000000', { kind: 'invalid' }],
  ['an offset beyond 2^53', '7fffffffffffffff000000640000000000000000', { kind: 'invalid' }],
  ['a negative size', '0000000000001000ffffff000000000000000000', { kind: 'invalid' }],
])('%s of a consume queue', (_, hex, unit) => expect(decodeUnit(view(bytesOf(hex)), 0)).toEqual(unit))

test('the checksum is that of zlib', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), bytes => crc32(bytes) === zlibCrc32(bytes)))
})
