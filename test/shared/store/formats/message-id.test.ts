import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressText, hostText } from '../../../../shared/store/formats/message-host'
import { decodeOffsetMessageId, decodeUniqueKey, encodeOffsetMessageId, encodeUniqueKey } from '../../../../shared/store/formats/message-id'

const address = fc.oneof(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.uint8Array({ minLength: 16, maxLength: 16 }))

test('the id that a broker gave leads to its host and its place', () => {
  const id = decodeOffsetMessageId('0A00000200002A9F0000000000001000')
  expect(id && { host: hostText(id.storeHost), physicalOffset: id.physicalOffset }).toEqual({ host: '10.0.0.2:10911', physicalOffset: 4096 })
})

test('an offset id says what it was made of', () => {
  fc.assert(
    fc.property(address, fc.integer({ min: 0, max: 0xffff }), fc.maxSafeNat(), (bytes, port, physicalOffset) => {
      const id = { storeHost: { address: bytes, port }, physicalOffset }
      expect(decodeOffsetMessageId(encodeOffsetMessageId(id))).toEqual(id)
    }),
  )
})

test('a unique key says what it was made of', () => {
  fc.assert(
    fc.property(address, fc.integer({ min: 0, max: 0xffff }), fc.nat(0xffff_ffff), fc.nat(31 * 24 * 3_600_000), fc.integer({ min: 0, max: 0xffff }), (bytes, processId, hash, millisecondsOfMonth, counter) => {
      const key = { address: bytes, processId, classLoader: hash.toString(16).padStart(8, '0'), millisecondsOfMonth, counter }
      expect(decodeUniqueKey(encodeUniqueKey(key))).toEqual(key)
    }),
  )
})

test.each([
  ['a text', 'order-4711'],
  ['one digit too few', '0A00000200002A9F000000000000100'],
  ['a port beyond all', '0A0000020F002A9F0000000000001000'],
  ['a negative offset', '0A00000200002A9F8000000000001000'],
])('%s is no offset id', (_, text) => expect(decodeOffsetMessageId(text)).toBeUndefined())

test('milliseconds that no month has are no unique key', () => expect(decodeUniqueKey(`0A000001${'0000'.repeat(3)}FFFFFFFF0000`)).toBeUndefined())

test('IPv6 is written as the URL standard writes it', () => {
  const sparse = fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(0xffff) }), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(sparse, groups => {
      const bytes = Uint8Array.from(groups.flatMap(group => [group >> 8, group & 0xff]))
      const { hostname } = new URL(`http://[${groups.map(group => group.toString(16)).join(':')}]/`)
      expect(`[${addressText(bytes)}]`).toBe(hostname)
    }),
  )
})
