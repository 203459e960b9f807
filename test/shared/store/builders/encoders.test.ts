import { describe, expect, test } from 'vitest'
import { encodeBlank, encodeRecord, ipv4, type RecordFields } from '../../../../shared/store/builders/encode-record'
import { encodePreBlankUnit, encodeUnit } from '../../../../shared/store/builders/encode-unit'
import { javaHash, tagsCodeOf } from '../../../../shared/store/formats/tags-code'
import { writeConfigJson } from '../../../../shared/store/builders/write-config-json'
import { toHex } from '../../../../shared/store/formats/hex'

const hex = (bytes: Uint8Array): string => toHex(bytes, bytes.length)

const message: RecordFields = {
  queueId: 3,
  queueOffset: 5,
  physicalOffset: 4096,
  bornTimestamp: 1_757_000_000_000,
  bornHost: ipv4('10.0.0.1', 50_000),
  storeTimestamp: 1_757_000_000_123,
  storeHost: ipv4('10.0.0.2', 10_911),
  body: new TextEncoder().encode('hi'),
  topic: 'T',
  properties: [['KEYS', 'k'], ['TAGS', 'a']],
}

describe('a record', () => {
  test('has the bytes a broker’s decoder reads', () => {
    const written = [
      '0000006c daa320a7 58932aac 00000003 00000000 0000000000000005',
      '0000000000001000 00000000 00000199155c6200 0a000001 0000c350',
      '00000199155c627b 0a000002 00002a9f 00000000 0000000000000000',
      '00000002 6869 01 54 000e 4b455953016b025441475301 6102',
    ]
    expect(hex(encodeRecord(message))).toBe(written.join('').replaceAll(' ', ''))
  })

  test('leaves out the last separator when the client did', () => {
    const open = encodeRecord({ ...message, closesProperties: false })
    expect(open).toHaveLength(107)
    expect(open.at(-1)).toBe('a'.charCodeAt(0))
  })

  test('ends with its own checksum, digits backwards, when the broker appends one', () => {
    const bytes = encodeRecord({ ...message, appendsCrcProperty: true })
    expect(bytes).toHaveLength(128)
    expect(new TextDecoder().decode(bytes.subarray(108))).toBe('__CRC32#\u00016672183470\u0002')
  })

  test('with a topic of more than 127 characters has a two-byte length', () => {
    const long = encodeRecord({ ...message, topic: 'T'.repeat(128) })
    expect(hex(long.subarray(4, 8))).toBe('daa320ab')
    expect(long).toHaveLength(108 + 127 + 1)
  })

  test('counts 12 bytes more for each IPv6 host and says so in its flag', () => {
    const v6 = { address: new Uint8Array(16).fill(0xfe), port: 1 }
    expect(encodeRecord({ ...message, bornHost: v6 })).toHaveLength(120)
    expect(hex(encodeRecord({ ...message, bornHost: v6, storeHost: v6 }).subarray(36, 40))).toBe('00000030')
  })
})

test('a blank tells how much of the segment is left', () => expect(hex(encodeBlank(9))).toBe('00000009cbd4319400'))

test('a unit has the offset, the size and the code of the tags', () => {
  expect(hex(encodeUnit(4096, 108, BigInt(javaHash('a'))))).toBe('00000000000010000000006c0000000000000061')
  expect(hex(encodeUnit(0x1_0000_0001, 1, -1n))).toBe('000000010000000100000001ffffffffffffffff')
  expect(hex(encodePreBlankUnit())).toBe('00000000000000007fffffff0000000000000000')
})

describe('the tags code', () => {
  test.each([['a', 97], ['TagA', 2_598_919], ['T2', 2654], ['T#k', 81_916], ['polygenelubricants', -2_147_483_648]])('of "%s" is %d', (text, hash) => expect(javaHash(text)).toBe(hash))

  test('of a delayed message is when it is due', () => {
    const due = (level: string): bigint => tagsCodeOf({ topic: 'SCHEDULE_TOPIC_XXXX', storeTimestamp: 1000, properties: new Map([['DELAY', level], ['TAGS', 'a']]) })
    expect([due('1'), due('18'), due('19')]).toEqual([2000n, 7_201_000n, 7_201_000n])
  })
})

describe('configuration texts', () => {
  const value = { offsetTable: new Map([['T@G', new Map([[0, 12], [1, 7]])]]), none: {}, list: ['a'], max: 2n ** 63n - 1n }

  test('are in fastjson’s pretty form', () => {
    expect(writeConfigJson(value, 'fastjson')).toBe('{\n\t"offsetTable":{\n\t\t"T@G":{0:12,1:7\n\t\t}\n\t},\n\t"none":{},\n\t"list":["a"],\n\t"max":9223372036854775807\n}')
  })

  test('are in fastjson2’s pretty form', () => {
    expect(writeConfigJson(value, 'fastjson2')).toBe(
      '{\n\t"offsetTable":{\n\t\t"T@G":{\n\t\t\t0:12,\n\t\t\t1:7\n\t\t}\n\t},\n\t"none":{\n\t\t\n\t},\n\t"list":[\n\t\t"a"\n\t],\n\t"max":9223372036854775807\n}',
    )
  })
})
