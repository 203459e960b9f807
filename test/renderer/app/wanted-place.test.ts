import { expect, test } from 'vitest'
import { readWanted } from '../../../renderer/app/wanted-place'

test.each(['74088185856', '74,088,185,856', ' 74 088 185 856 ', '74_088_185_856', '0x1140000000', '69 GiB', '69G', '"74088185856"'])('%j may be a physical or a queue offset, in this order', text => {
  expect(readWanted(text)).toEqual([{ kind: 'physical-offset', offset: 74_088_185_856 }, { kind: 'queue-offset', offset: 74_088_185_856 }])
})

test.each([
  ['00000000074088185856', { kind: 'segment', base: 74_088_185_856 }],
  ['/data/store/commitlog/00000000074088185856', { kind: 'segment', base: 74_088_185_856 }],
  ['consumequeue/orders/3/00000000000006000000', { kind: 'queue', topic: 'orders', queueId: 3, offset: 300_000 }],
  ['/data/store/consumequeue/%RETRY%g/0', { kind: 'queue', topic: '%RETRY%g', queueId: 0, offset: undefined }],
  ['orders/3', { kind: 'queue', topic: 'orders', queueId: 3, offset: undefined }],
  ['orders/3@5024417', { kind: 'queue', topic: 'orders', queueId: 3, offset: 5_024_417 }],
  ['orders/3 @ 5,024,417', { kind: 'queue', topic: 'orders', queueId: 3, offset: 5_024_417 }],
])('%s names one place', (text, wanted) => expect(readWanted(text)).toEqual([wanted]))

test("the broker's id of a message says where it was stored", () => {
  expect(readWanted('0A00002800002A9F0000001140000000')).toEqual([{ kind: 'offset-id', offset: 74_088_185_856, host: '10.0.0.40:10911' }])
  expect(readWanted('fe80000000000000000000000000000100002a9f0000000000000064')).toEqual([{ kind: 'offset-id', offset: 100, host: '[fe80:0000:0000:0000:0000:0000:0000:0001]:10911' }])
})

test("the client's id of a message names no place", () => {
  expect(readWanted('7f00000100aa18b4aac2951a39e70003')).toEqual([{ kind: 'unique-key', id: '7F00000100AA18B4AAC2951A39E70003' }])
})

const now = new Date(2026, 10, 20, 12, 0, 0).getTime()
test.each([
  ['2026-11-20', new Date(2026, 10, 20)],
  ['2026-11-20 02:41', new Date(2026, 10, 20, 2, 41)],
  ['2026-11-20T02:41:17', new Date(2026, 10, 20, 2, 41, 17)],
  ['2026-11-20T02:41:17Z', new Date('2026-11-20T02:41:17Z')],
  ['02:41', new Date(2026, 10, 20, 2, 41)],
])('%s is a time', (text, at) => expect(readWanted(text, now)).toContainEqual({ kind: 'time', at: at.getTime() }))

test('thirteen digits may be an offset and a time', () => {
  expect(readWanted('1795120000000').map(({ kind }) => kind)).toEqual(['physical-offset', 'queue-offset', 'time'])
})

test.each(['', '   ', 'orders', 'dark', '9007199254740993', '2026-13-45', '12:', '-5', '1.5'])('%j is no place', text => expect(readWanted(text)).toEqual([]))
