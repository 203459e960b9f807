import { expect, test } from 'vitest'
import { readBody, type MessagePackToJson } from '../../../../shared/store/formats/body-kind'
import { fromHex } from '../../../../shared/store/formats/hex'

const utf8 = new TextEncoder()
/** Knows one MessagePack value: `{"a": 1}`. */
const messagePack: MessagePackToJson = bytes => (Buffer.from(bytes).toString('hex') === '81a16101' ? '{"a":1}' : undefined)

test.each([
  ['nothing', new Uint8Array(), { kind: 'empty', text: '', mediaType: null }],
  ['an object', utf8.encode(' {"order": 4711}'), { kind: 'json', text: ' {"order": 4711}', mediaType: null }],
  ['an object that is cut off', utf8.encode('{"order": 47'), { kind: 'text', text: '{"order": 47', mediaType: null }],
  ['a number', utf8.encode('4711'), { kind: 'text', text: '4711', mediaType: null }],
  ['Chinese in UTF-8', utf8.encode('订单已支付'), { kind: 'text', text: '订单已支付', mediaType: null }],
  ['Chinese in GBK', fromHex('b6a9b5a5d2d1d6a7b8b6'), { kind: 'gbk', text: '订单已支付', mediaType: null }],
  ['MessagePack', fromHex('81a16101'), { kind: 'messagepack', text: '{"a":1}', mediaType: null }],
  ['a PNG', fromHex('89504e470d0a1a0a0000000d'), { kind: 'image', text: null, mediaType: 'image/png' }],
  ['a text that begins like a bitmap', utf8.encode('BMW 320i, ordered on a Monday, paid'), { kind: 'text', text: 'BMW 320i, ordered on a Monday, paid', mediaType: null }],
  ['bytes', fromHex('0001fe80ff'), { kind: 'binary', text: null, mediaType: null }],
])('%s', (_, bytes, read) => expect(readBody(bytes, messagePack)).toEqual(read))
