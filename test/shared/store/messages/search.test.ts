import { expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { flipBit, removeFile, segmentsOf, type Fault } from '../../../../shared/store/builders/faults'
import type { BuiltFile } from '../../../../shared/store/builders/built-file'
import type { BodyReaders, MessageQuery } from '../../../../shared/store/messages/message-query'
import { searchMessages, type SearchHit, type SearchPage, type SearchPosition } from '../../../../shared/store/messages/search'
import { unwatched } from '../../../../shared/store/progress'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'

const readers: BodyReaders = { unpack: stored => stored, messagePackToJson: () => undefined }
const begin: SearchPosition = { log: 0, offset: 0 }

type Search = (query: Partial<MessageQuery>, from?: SearchPosition, hits?: number, readBytes?: number) => SearchPage

function searchIn(...faults: readonly Fault[]): Search {
  const files = inMemory(buildStore(everything, ...faults))
  const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`, {}))
  return (query, from = begin, hits = 10_000, readBytes = 2 ** 40) => searchMessages(files, snapshot, { side: 'local', ...query }, { from, hits, readBytes }, readers, unwatched)
}
const offsetsOf = (hits: readonly SearchHit[]): number[] => hits.map(({ message }) => message.header.physicalOffset)
const withoutFolder = (folder: string): Fault => files => files.filter(({ path }) => !path.startsWith(`store/${folder}/`))
const indexFilesOf = (files: readonly BuiltFile[]): BuiltFile[] => files.filter(({ path }) => path.startsWith('store/index/'))
const withoutIndexFile = (number: number): Fault => files => removeFile(indexFilesOf(files)[number]?.path ?? '')(files)

const healthy = searchIn()
const all = healthy({}).hits

test('without a condition every message is found once, in the order of the log', () => {
  expect(all).toHaveLength(224)
  expect(offsetsOf(all)).toEqual(offsetsOf(all).toSorted((a, b) => a - b))
  expect(all.every(({ provenance }) => provenance.join() === 'indexed')).toBe(true)
})

test('pages follow each other without a gap or a double, whatever ends them', () => {
  for (const [hits, readBytes] of [[7, 2 ** 40], [10_000, 3000], [1, 2 ** 40]] as const)
    for (const query of [{}, { topic: 'orders' }, { key: 'orders-17' }]) {
      const found: number[] = []
      for (let next: SearchPosition | null = begin; next !== null; ) {
        const page: SearchPage = healthy(query, next, hits, readBytes)
        found.push(...offsetsOf(page.hits))
        next = page.next
      }
      expect(found).toEqual(offsetsOf(healthy(query).hits))
    }
})

test('topic, queue, tag, time and text narrow the search together', () => {
  const of = (test: (hit: SearchHit) => boolean): number[] => offsetsOf(all.filter(test))
  const { storeTimestamp } = all[100]?.message.header ?? { storeTimestamp: 0 }
  expect(offsetsOf(healthy({ topic: 'orders', queueId: 1 }).hits)).toEqual(of(({ message }) => message.topic === 'orders' && message.header.queueId === 1))
  expect(offsetsOf(healthy({ tag: 'paid' }).hits)).toEqual(of(({ message }) => message.properties.get('TAGS') === 'paid'))
  expect(offsetsOf(healthy({ since: storeTimestamp }).hits)).toEqual(of(({ message }) => message.header.storeTimestamp >= storeTimestamp))
  expect(offsetsOf(healthy({ until: storeTimestamp }).hits)).toEqual(of(({ message }) => message.header.storeTimestamp < storeTimestamp))
  const [logged] = healthy({ text: '"number":33', topic: 'logs' }).hits
  expect(logged?.message.properties.get('KEYS')).toBe('logs-33')
  expect(offsetsOf(healthy({ pattern: '"number":3[34],', topic: 'logs' }).hits)).toHaveLength(2)
})

test('index files answer for a key, and give what reading the whole log gives', () => {
  for (const query of [{ key: 'orders-17', topic: 'orders' }, { key: 'logs-3' }, { key: '0A1400070D3A18B4AAC2000000000010' }, { uniqueKey: '0A1400070D3A18B4AAC2000000000010' }, { key: 'none' }]) {
    const looked = healthy(query)
    const read = healthy({ ...query, scan: true })
    expect(offsetsOf(looked.hits)).toEqual(offsetsOf(read.hits))
    expect(looked.indexFiles).toBeGreaterThan(0)
    expect(read.indexFiles).toBe(0)
    expect(looked.readBytes).toBeLessThan(read.readBytes / 2)
  }
})

test.each([
  ['an index file is missing', withoutIndexFile(1)],
  ['all are', withoutFolder('index')],
  ['one is damaged', (files: readonly BuiltFile[]) => flipBit(indexFilesOf(files)[0]?.path ?? '', 30)(files)],
])('where %s the log is read instead', (_, fault) => {
  const search = searchIn(fault)
  for (const { message } of all.filter((__, number) => number % 20 === 0)) {
    const key = message.properties.get('KEYS') ?? ''
    expect(offsetsOf(search({ key }).hits)).toEqual(offsetsOf(healthy({ key, scan: true }).hits))
  }
})

test('a store without its queues has all of its messages, and each is an orphan', () => {
  const { hits } = searchIn(withoutFolder('consumequeue'))({})
  expect(offsetsOf(hits)).toEqual(offsetsOf(all))
  expect(hits.every(({ provenance }) => provenance.join() === 'orphan')).toBe(true)
  expect(offsetsOf(searchIn(withoutFolder('consumequeue'))({ key: 'orders-17' }).hits)).toEqual(offsetsOf(healthy({ key: 'orders-17' }).hits))
})

test('a hole of a queue throws its shadow on the messages whose units were there', () => {
  const { hits } = searchIn(removeFile('store/consumequeue/orders/0/00000000000000000400'))({ topic: 'orders', queueId: 0 })
  expect(hits.filter(({ provenance }) => provenance.join() === 'orphan,queue-hole').map(({ message }) => message.queueOffset)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29])
})

test('what lies behind damage is found, and said to be behind the cut', () => {
  const last = all.at(-3)
  const search = searchIn(files => flipBit(`store/${last?.path}`, (last?.at ?? 0) + 5)(files))
  const { hits } = search({})
  expect(offsetsOf(hits)).toEqual(offsetsOf(all.filter(hit => hit !== last)))
  expect(hits.slice(-2).map(({ provenance }) => provenance)).toEqual([['indexed', 'after-cut'], ['indexed', 'after-cut']])
})

test('a changed body is found, and said to be changed', () => {
  const [hit] = all
  const { hits } = searchIn(flipBit(`store/${hit?.path}`, (hit?.at ?? 0) + (hit?.message.header.bodyAt ?? 0)))({})
  expect(hits[0]?.provenance).toEqual(['indexed', 'crc-wrong'])
})

test('a tiered store is searched queue by queue', () => {
  const { hits } = healthy({ side: 'tiered', topic: 'logs' })
  expect(new Set(hits.map(({ message }) => `${message.topic}/${message.header.queueId}`))).toEqual(new Set(['logs/0', 'logs/1']))
  expect(hits).toHaveLength(60)
})

test('the first segments are not read for what is younger', () => {
  const newest = all.at(-1)?.message.header.storeTimestamp ?? 0
  expect(healthy({ since: newest }).readBytes).toBeLessThan(8192 * 2)
  expect(segmentsOf(buildStore(everything)).length).toBeGreaterThan(4)
})
