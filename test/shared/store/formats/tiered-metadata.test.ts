import fc from 'fast-check'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clusterDirectoryName, tieredFileName } from '../../../../shared/store/formats/tiered-file-name'
import { parseTieredMetadata, removeMetadataRows, type RowName, type TieredMetadata, type TieredRow } from '../../../../shared/store/formats/tiered-metadata'
import { describeRealStores, realStores } from '../../../helpers/real-stores'

function metadataOf(text: string): TieredMetadata {
  const parsed = parseTieredMetadata(text)
  if (!parsed.ok) throw new Error(`${parsed.reason} at ${parsed.at}`)
  return parsed.metadata
}

function without(text: string, rows: readonly RowName[]): string {
  const removed = removeMetadataRows(text, rows)
  if (!removed.ok) throw new Error(removed.reason)
  return removed.text
}

const nameOf = (row: TieredRow): RowName => ({ table: row.table, filePath: row.filePath, baseOffset: row.key })

const row = (base: number, more = ''): string => `{"path":"b/t/0","type":0,"baseOffset":${base},"status":0,"size":10,"createTimestamp":5,${more}"sealTimestamp":0}`
const logOf = (inner: string): string => `{"commitLogFileSegmentTable":{"b/t/0":${inner}}}`
const rowOf = (base: number): RowName => ({ table: 'commitLogFileSegmentTable', filePath: 'b/t/0', baseOffset: base })

describe('tiered metadata', () => {
  test('gives rows, queues, topics and the serial number', () => {
    const text = `{
      "commitLogFileSegmentTable":{"b/t/0":{0:${row(0, '"beginTimestamp":9223372036854775807,"endTimestamp":-7,')}}},
      "queueMetadataTable":{"t":{0:{"minOffset":-1},3:{}}},
      "topicMetadataTable":{"t":{"topicId":4,"reserveTime":12}},
      "topicSerialNumber":4
    }`
    expect(metadataOf(text)).toEqual({
      rows: [
        {
          table: 'commitLogFileSegmentTable', filePath: 'b/t/0', key: 0, path: 'b/t/0', type: 0, baseOffset: 0, sizeBytes: 10, status: 0,
          createTimestamp: 5, beginTimestamp: null, endTimestamp: -7, sealTimestamp: 0,
        },
      ],
      queues: [{ topic: 't', queueId: 0 }, { topic: 't', queueId: 3 }],
      topics: [{ topic: 't', topicId: 4, reserveTime: 12 }],
      topicSerialNumber: 4,
    })
  })

  test('may lack tables, or have empty ones', () => {
    expect(metadataOf('{}')).toEqual({ rows: [], queues: [], topics: [], topicSerialNumber: -1 })
    expect(metadataOf('{"commitLogFileSegmentTable":null,"queueMetadataTable":{"t":{}}}').rows).toEqual([])
  })

  test('shows a time that no number holds as not a number, never as another time', () => {
    const [only] = metadataOf(logOf(`{0:${row(0, '"beginTimestamp":4611686018427387905,')}}`)).rows
    expect(only?.beginTimestamp).toBeNaN()
  })

  test('shows a row that contradicts its key', () => {
    const [only] = metadataOf(logOf(`{7:{"path":"b/x/0","baseOffset":8}}`)).rows
    expect(only).toMatchObject({ key: 7, filePath: 'b/t/0', path: 'b/x/0', baseOffset: 8, type: null })
  })

  test.each([
    ['[]', 0, 'the text is not an object'],
    ['{"commitLogFileSegmentTable":{"b/t/0":[]}}', 38, 'commitLogFileSegmentTable "b/t/0" is not an object'],
    [logOf('{abc:{}}'), 39, 'the key "abc" of commitLogFileSegmentTable "b/t/0" is not an offset'],
    [logOf('{01:{}}'), 39, 'the key "01" of commitLogFileSegmentTable "b/t/0" is not an offset'],
    [logOf('{0:1}'), 41, 'row 0 of commitLogFileSegmentTable "b/t/0" is not an object'],
    [logOf('{0:{},"0":{}}'), 44, 'the key "0" occurs twice'],
    [logOf('{0:{"$ref":"$.x"}}'), 42, 'a "$ref" stands in for a part of the text'],
    [logOf('{0:{'), 44, 'the text ends where "," or "}" must be'],
  ])('is unreadable when it is %s', (text, at, reason) => expect(parseTieredMetadata(text)).toEqual({ ok: false, at, reason }))
})

describe('removing rows', () => {
  const text = logOf(`{ 0 : ${row(0)} , "10":${row(10)},\n\t20:${row(20)}\n}`)

  test.each([
    ['the first', [0], `{ "10":${row(10)},\n\t20:${row(20)}\n}`],
    ['one in the middle', [10], `{ 0 : ${row(0)},\n\t20:${row(20)}\n}`],
    ['the last', [20], `{ 0 : ${row(0)} , "10":${row(10)}\n}`],
    ['the first two, given in any order', [10, 0], `{ 20:${row(20)}\n}`],
    ['the outer two', [20, 0], `{ "10":${row(10)}\n}`],
    ['all', [0, 20, 10], '{}'],
    ['none', [], `{ 0 : ${row(0)} , "10":${row(10)},\n\t20:${row(20)}\n}`],
  ])('takes %s and leaves every other character', (_, bases, left) => expect(without(text, bases.map(rowOf))).toBe(logOf(left)))

  test('leaves a text that reads around comments and a last comma', () => {
    const edited = logOf(`{ /* oldest */ 0:${row(0)}, // then\n 10:${row(10)}, /* newest */ 20:${row(20)}, }`)
    for (const bases of [[0], [10], [20], [0, 10], [10, 20], [0, 20], [0, 10, 20]]) {
      const left = metadataOf(without(edited, bases.map(rowOf))).rows.map(each => each.key)
      expect(left).toEqual([0, 10, 20].filter(base => !bases.includes(base)))
    }
  })

  test('says which row is not there', () => {
    expect(removeMetadataRows(text, [rowOf(0), rowOf(11)])).toEqual({ ok: false, at: 0, reason: 'commitLogFileSegmentTable has no row 11 of "b/t/0"' })
  })

  test('keeps a byte order mark and what no one knows', () => {
    const odd = `\ufeff{"later":[{"x":1.50}],"commitLogFileSegmentTable":{"b/t/0":{0:${row(0)}}}} `
    expect(without(odd, [rowOf(0)])).toBe('\ufeff{"later":[{"x":1.50}],"commitLogFileSegmentTable":{"b/t/0":{}}} ')
  })
})

describeRealStores('the metadata of a real tiered store', () => {
  const texts = realStores.flatMap(({ name, directory }) =>
    ['', '.bak'].flatMap(suffix => {
      const path = join(directory, `store/config/tieredStoreMetadata.json${suffix}`)
      return existsSync(path) ? [{ name: name + suffix, directory, text: readFileSync(path, 'utf8') }] : []
    }),
  )

  test.each(texts)('$name: every row agrees with itself and names its file', ({ name, directory, text }) => {
    const metadata = metadataOf(text)
    expect(metadata.rows.length).toBeGreaterThan(30)
    expect(metadata.topics.map(topic => topic.topicId).toSorted()).toEqual([0, 1, 2])
    expect(metadata.topicSerialNumber).toBe(2)
    for (const each of metadata.rows) {
      expect(each.path).toBe(each.filePath)
      expect(each.baseOffset).toBe(each.key)
      if (name.endsWith('.bak') || name.includes('removed')) continue
      const type = each.table === 'commitLogFileSegmentTable' ? 'COMMIT_LOG' : each.table === 'consumeQueueFileSegmentTable' ? 'CONSUME_QUEUE' : 'INDEX'
      const file = join(directory, 'tiered', clusterDirectoryName('DefaultCluster'), each.filePath, type, tieredFileName(each.key))
      expect(statSync(file).size, file).toBe(each.sizeBytes)
    }
  })

  test.each(texts)('$name: removing any rows leaves exactly the others', ({ text }) => {
    const all = metadataOf(text)
    fc.assert(
      fc.property(fc.subarray([...all.rows]), fc.boolean(), (doomed, backwards) => {
        const names = doomed.map(nameOf)
        const shorter = without(text, backwards ? names.toReversed() : names)
        const gone = new Set(doomed)
        expect(metadataOf(shorter)).toEqual({ ...all, rows: all.rows.filter(each => !gone.has(each)) })
        expect(isSubsequence(shorter, text)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

/** Every character of `part` occurs in `whole`, in the same order. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0
  for (const character of whole) if (character === part[at]) at += 1
  return at === part.length
}
