import { expect, test } from 'vitest'
import type { MessageDocument } from '../../../shared/contract/messages'
import { runWith, type Ran } from './fake-shell'

const document: MessageDocument = {
  schema: 'message/1', side: 'local', physicalOffset: 4096, path: 'commitlog/00000000000000000000', at: 4096, sizeBytes: 108, version: 1,
  topic: 'orders', queueId: 3, queueOffset: 5, flag: 0, systemFlag: 0, transaction: 'none', compression: 'none',
  bornTimestamp: 1_757_000_000_000, bornHost: '10.0.0.1:50000', storeTimestamp: '0x8000000000000000', storeHost: '10.0.0.2:10911',
  reconsumeTimes: 0, preparedTransactionOffset: 0, offsetMessageId: '0A00000200002A9F0000000000001000', uniqueKey: null,
  keys: ['k'], tags: null, properties: [{ name: 'KEYS', value: 'k\u001b[2J' }], delivery: null,
  bodyChecksum: { stored: 1, computed: 1, intact: true }, recordChecksum: { state: 'absent', stored: null, computed: null },
  storedBodyBytes: 2, unit: null, body: null, batch: null,
}
type Body = NonNullable<MessageDocument['body']>
const text = (content: string, kind: Body['kind'] = 'text'): Body => ({ state: 'shown', sizeBytes: content.length, kind, mediaType: null, text: content, base64: '' })

const show = (argv: readonly string[], answer: MessageDocument = document): Promise<Ran> =>
  runWith(['message', '/store', ...argv], { message: answer, overview: { store: { kinds: ['local'] } } as never })
const asked = ({ calls }: Ran): unknown => calls.at(-1)?.[1]

test('the place that is named is asked for, and no body unless it is wanted', async () => {
  expect(asked(await show(['--offset', '4096']))).toEqual({ storeId: 's1', lang: 'en', place: { kind: 'offset', physicalOffset: 4096 } })
  expect(asked(await show(['--topic', 'orders', '--queue', '3', '--at', '5']))).toMatchObject({ place: { kind: 'queue', side: 'local', topic: 'orders', queueId: 3, queueOffset: 5 } })
  expect(asked(await show(['--side', 'tiered', '--topic', 'orders', '--queue', '3', '--offset', '9']))).toMatchObject({ place: { kind: 'offset', physicalOffset: 9, tieredQueue: { topic: 'orders', queueId: 3 } } })
  expect(asked(await show(['--offset', '4096', '--body']))).toMatchObject({ bodyLimit: 65_536 })
  expect(asked(await show(['--offset', '4096', '--body', '--json']))).toMatchObject({ bodyLimit: 4_194_304 })
})

test('for machines it is the document', async () => {
  const { out, code } = await show(['--offset', '4096', '--json'])
  expect([JSON.parse(out), code]).toEqual([document, 0])
})

test('nothing that a client wrote reaches the terminal as a command', async () => {
  const { out } = await show(['--offset', '4096', '--body'], { ...document, body: text('line one\nline \u001b]0;title\u0007two') })
  expect(out).toContain('k\\x1b[2J')
  expect(out).toContain('line one\nline \\x1b]0;title\\x07two\n')
  expect(out).not.toContain('\u001b')
})

test.each([
  ['JSON is indented', text('{"a":[1]}', 'json'), '{\n  "a": [\n    1\n  ]\n}\n'],
  ['but not where a number would change by it', text('{"a":1.50}', 'json'), '\n{"a":1.50}\n'],
  ['nor where a key would be lost', text('{"a":1,"a":2}', 'json'), '\n{"a":1,"a":2}\n'],
  ['JSON that is cut stays as it is', { ...text('{"a":[1', 'json'), state: 'cut' } as const, '\n{"a":[1\n'],
  ['bytes are shown as hex', { ...text('', 'binary'), text: null, base64: Buffer.from('a\u0000b').toString('base64') }, '00000000  61 00 62'],
])('%s', async (_, body, shown) => expect((await show(['--offset', '4096', '--body'], { ...document, body })).out).toContain(shown))

test('each language has its own words', async () => {
  expect((await show(['--offset', '4096', '--lang', 'zh'])).out).toContain('物理偏移')
})
