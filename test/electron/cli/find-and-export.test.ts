import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import type { OutputOf } from '../../../shared/contract/contract'
import type { FoundMessage } from '../../../shared/contract/found-messages'
import { toExported } from '../../../electron/cli/export-rows'
import { ParquetRows } from '../../../electron/cli/parquet-rows'
import { temporaryDirectory } from '../../helpers/temporary-directory'
import { runWith, type Answers, type Ran } from './fake-shell'

type Page = OutputOf<'findMessages'>

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const body = (content: Buffer, kind: 'text' | 'binary', state: 'shown' | 'broken' = 'shown'): FoundMessage['body'] => ({
  state, sizeBytes: state === 'shown' ? content.length : null, kind, mediaType: null, text: kind === 'text' ? content.toString() : null, base64: content.toString('base64'),
})
const message = (number: number, changes: Partial<FoundMessage> = {}): FoundMessage => ({
  side: 'local', physicalOffset: number * 100, path: 'commitlog/00000000000000000000', at: number * 100, sizeBytes: 100, topic: 'orders', queueId: 0, queueOffset: number,
  storeTimestamp: 1_757_000_000_000 + number, bornTimestamp: 1_757_000_000_000, offsetMessageId: null, uniqueKey: null, keys: [`k${number}`], tags: null,
  properties: [{ name: 'KEYS', value: `k${number}` }, { name: 'customer', value: 'Li Lei' }], provenance: ['indexed'], storedBodyBytes: 2, body: null, ...changes,
})
const pages: readonly Page[] = [
  { rows: [message(1, { body: body(Buffer.from('say "hi",\nplease'), 'text') }), message(2, { body: body(Buffer.from([0, 255]), 'binary') })], next: { log: 0, offset: 300 }, readBytes: 300, indexFiles: 2 },
  { rows: [message(3, { topic: 'or\u001b[2Jders', provenance: ['orphan', 'after-cut'], body: body(Buffer.from([1]), 'binary', 'broken') })], next: null, readBytes: 100, indexFiles: 2 },
]

function answers(root = '/store'): Answers {
  let served = 0
  return {
    overview: { store: { kinds: ['local'] } } as never,
    inspectDocument: { store: { root }, local: { commitLog: { directories: ['commitlog'] } } } as never,
    findMessages: () => pages[served++] ?? { rows: [], next: null, readBytes: 0, indexFiles: 0 },
  }
}
const asked = ({ calls }: Ran): unknown[] => calls.filter(([name]) => name === 'findMessages').map(([, input]) => input)

test('what is to be found is asked for page by page', async () => {
  const ran = await runWith(['find', '/store', '--key', 'k1', '--topic', 'orders', '--queue', '0', '--since', '1757000000000', '--until', '1757000100000', '--text', 'hi'], answers())
  const query = { side: 'local', key: 'k1', topic: 'orders', queueId: 0, since: 1_757_000_000_000, until: 1_757_000_100_000, text: 'hi' }
  expect(asked(ran)).toEqual([{ storeId: 's1', lang: 'en', query, hits: 200 }, { storeId: 's1', lang: 'en', query, hits: 200, from: { log: 0, offset: 300 } }])
  expect(ran.code).toBe(0)
  expect(ran.err).toContain('3 messages; looked up in 2 index files')
})

test('for machines each message is a line, for people too, and no name steers the terminal', async () => {
  const { out } = await runWith(['find', '/store', '--topic', 'orders', '--json'], answers())
  expect(out.trimEnd().split('\n').map(line => (JSON.parse(line) as { schema: string }).schema)).toEqual(['found/1', 'found/1', 'found/1'])
  const forPeople = await runWith(['find', '/store', '--topic', 'orders'], answers())
  expect(forPeople.out).toContain('or\\x1b[2Jders/0@3  300  k3  not indexed, behind the end of the log\n')
})

test('a time finds the first message from it on, a limit no more than that many', async () => {
  expect(asked(await runWith(['find', '/store', '--time', '1757000000000'], answers()))).toMatchObject([{ query: { since: 1_757_000_000_000 }, hits: 1 }])
  expect(asked(await runWith(['find', '/store', '--tag', 'paid', '--limit', '2'], answers()))).toMatchObject([{ hits: 2 }])
})

test.each([
  ['nothing to find', ['find', '/store']],
  ['an expression that is none', ['find', '/store', '--regex', '(']],
  ['a time that ends before it begins', ['find', '/store', '--since', '2026-01-02', '--until', '2026-01-01']],
  ['two first times', ['find', '/store', '--time', '2026-01-02', '--since', '2026-01-01']],
  ['an export to nowhere', ['export', '/store', '--topic', 'orders']],
  ['an unknown format', ['export', '/store', '--to', 'x', '--format', 'xlsx']],
  ['an unknown redaction', ['export', '/store', '--to', 'x', '--redact', 'names']],
])('%s is wrong usage', async (_, argv) => {
  const { code, calls } = await runWith(argv)
  expect([code, calls]).toEqual([64, []])
})

const exporting = (argv: readonly string[], home: string): Promise<Ran> => runWith(['export', '/store', ...argv], answers(), { workingDirectory: home })

test('messages are exported as lines of JSON with their bodies, the same each time', async () => {
  const home = temporaryDirectory()
  const { code, out } = await exporting(['--topic', 'orders', '--to', 'a.jsonl', '--json'], home)
  expect([code, JSON.parse(out)]).toEqual([0, { schema: 'export/1', path: join(home, 'a.jsonl'), format: 'jsonl', side: 'local', messages: 3, orphans: 1, afterCut: 1, crcWrong: 0 }])
  const lines = readFileSync(join(home, 'a.jsonl'), 'utf8').trimEnd().split('\n').map(line => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ schema, physicalOffset, provenance, bodyState, bodyEncoding, body }) => [schema, physicalOffset, provenance, bodyState, bodyEncoding, body])).toEqual([
    ['exported/1', 100, ['indexed'], 'shown', 'utf-8', 'say "hi",\nplease'],
    ['exported/1', 200, ['indexed'], 'shown', 'base64', 'AP8='],
    ['exported/1', 300, ['orphan', 'after-cut'], 'broken', 'base64', 'AQ=='],
  ])
  expect(statSync(join(home, 'a.jsonl')).mode & 0o777).toBe(0o600)
  await exporting(['--topic', 'orders', '--to', 'b.jsonl'], home)
  expect(readFileSync(join(home, 'b.jsonl'))).toEqual(readFileSync(join(home, 'a.jsonl')))
})

test('CSV has a header, and quotes what needs it', async () => {
  const home = temporaryDirectory()
  await exporting(['--to', 'a.csv'], home)
  const text = readFileSync(join(home, 'a.csv'), 'utf8')
  expect(text.startsWith('side,physicalOffset,path,')).toBe(true)
  expect(text).toContain(',"say ""hi"",\nplease"\r\n')
  expect(text).toContain(',orphan after-cut,broken,')
})

test('Parquet holds the same, and bodies as their bytes', async () => {
  const home = temporaryDirectory()
  await exporting(['--to', 'a.parquet'], home)
  await exporting(['--to', 'b.parquet'], home)
  const file = readFileSync(join(home, 'a.parquet'))
  expect(readFileSync(join(home, 'b.parquet'))).toEqual(file)
  const rows = await parquetReadObjects({ file: file.buffer.slice(file.byteOffset, file.byteOffset + file.length), utf8: false })
  expect(rows).toHaveLength(3)
  expect(rows[0]).toMatchObject({
    side: 'local', physicalOffset: 100n, queueOffset: 1n, storeTimestamp: new Date(1_757_000_000_001), keys: ['k1'], tags: null, provenance: ['indexed'],
    properties: [{ name: 'KEYS', value: 'k1' }, { name: 'customer', value: 'Li Lei' }], bodyState: 'shown', bodyBytes: 16n,
  })
  expect(rows.map(({ body }) => Buffer.from(body as Uint8Array))).toEqual([Buffer.from('say "hi",\nplease'), Buffer.from([0, 255]), Buffer.from([1])])
})

test('Parquet is written a row group at a time, however many rows there are', async () => {
  const rows = new ParquetRows()
  const exported = toExported(message(1), new Set())
  const parts: Uint8Array[] = []
  for (let number = 0; number < 120_000; number += 1) parts.push(rows.row({ ...exported, queueOffset: number }).slice())
  parts.push(rows.end().slice())
  expect(parts.filter(part => part.length > 1000)).toHaveLength(3)
  const file = new Blob(parts as Uint8Array<ArrayBuffer>[])
  const metadata = parquetMetadata(await file.arrayBuffer())
  expect([metadata.num_rows, metadata.row_groups.map(group => group.num_rows)]).toEqual([120_000n, [50_000n, 50_000n, 20_000n]])
})

test('raw bodies are files, and what is known of each stands beside them', async () => {
  const home = temporaryDirectory()
  await exporting(['--to', 'bodies', '--format', 'raw'], home)
  expect(readdirSync(join(home, 'bodies')).sort()).toEqual(['000000001.body', '000000002.body', '000000003.body', 'messages.jsonl'])
  expect(readFileSync(join(home, 'bodies/000000002.body'))).toEqual(Buffer.from([0, 255]))
  expect(JSON.parse(readFileSync(join(home, 'bodies/messages.jsonl'), 'utf8').split('\n')[1] ?? '')).toMatchObject({ body: '000000002.body', physicalOffset: 200, queueOffset: 2 })
})

test('what is redacted is not in the file, and can still be told apart', async () => {
  const home = temporaryDirectory()
  await exporting(['--to', 'a.jsonl', '--redact', 'bodies,keys,properties'], home)
  const text = readFileSync(join(home, 'a.jsonl'), 'utf8')
  for (const secret of ['say', 'AP8=', 'Li Lei', '"k1"']) expect(text).not.toContain(secret)
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({
    keys: [`sha256:${sha256('k1').slice(0, 16)}`], bodyState: 'redacted', body: null, bodyBytes: 16, bodySha256: sha256('say "hi",\nplease'),
  })
})

test('nothing is written over what is there, nor into the store', async () => {
  const home = temporaryDirectory()
  writeFileSync(join(home, 'taken.jsonl'), 'mine')
  expect((await exporting(['--to', 'taken.jsonl'], home)).code).toBe(2)
  expect(readFileSync(join(home, 'taken.jsonl'), 'utf8')).toBe('mine')
  mkdirSync(join(home, 'store'))
  const inside = await runWith(['export', '/store', '--to', join(home, 'store/x.jsonl')], answers(join(home, 'store')))
  expect([inside.code, readdirSync(join(home, 'store'))]).toEqual([64, []])
})

test.each([['a.jsonl', 'jsonl'], ['a.csv', 'csv'], ['a.parquet', 'parquet'], ['a', 'raw']])('an export that fails half-way leaves nothing of %s', async (to, format) => {
  const home = temporaryDirectory()
  let served = 0
  const failing: Answers = { ...answers(), findMessages: () => (served++ === 0 ? pages[0]! : { rows: [{}] as never, next: null, readBytes: 0, indexFiles: 0 }) }
  const { code } = await runWith(['export', '/store', '--to', to, '--format', format], failing, { workingDirectory: home })
  expect(code).toBe(3)
  expect(existsSync(join(home, to)) ? readdirSync(join(home, to)) : readdirSync(home)).toEqual([])
})
