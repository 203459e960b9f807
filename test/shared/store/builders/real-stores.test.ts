import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeCheckpoint } from '../../../../shared/store/builders/encode-checkpoint'
import { encodeIndexFile, encodeIndexHeader, type IndexedKey } from '../../../../shared/store/builders/encode-index-file'
import { encodeBlank, encodeRecord } from '../../../../shared/store/builders/encode-record'
import { encodeUnit } from '../../../../shared/store/builders/encode-unit'
import { tagsCodeOf } from '../../../../shared/store/formats/tags-code'
import { writeConfigJson, type ConfigSource } from '../../../../shared/store/builders/write-config-json'
import { parseBrokerConf } from '../../../../shared/store/formats/broker-conf'
import { decodeCheckpoint } from '../../../../shared/store/formats/checkpoint'
import { entriesOf, parseConfigJson, type ConfigValue } from '../../../../shared/store/formats/config-json'
import { decodeIndexHeader } from '../../../../shared/store/formats/index-header'
import { readSegments, type LogRecord, type LogSegment } from '../../../helpers/log-records'
import { describeRealStores, realStores } from '../../../helpers/real-stores'

/** A segment made again from what was decoded of it, zeros where nothing was written. */
function encodeSegment(segment: LogSegment): Uint8Array {
  const bytes = new Uint8Array(segment.bytes.length)
  let at = 0
  for (const { header, ...rest } of segment.records) {
    const record = encodeRecord({ ...header, ...rest })
    bytes.set(record, at)
    at += record.length
  }
  if (segment.blankBytes !== undefined) bytes.set(encodeBlank(segment.blankBytes), at)
  return bytes
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The first byte that differs, so that a failure names a place instead of printing megabytes. */
function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  if (Buffer.compare(a, b) === 0) return undefined
  const at = a.findIndex((byte, index) => byte !== b[index])
  return at === -1 ? Math.min(a.length, b.length) : at
}

describeRealStores('builders write what a real broker writes', () => {
  test.each(realStores)('$name: every commitlog segment, its blank included', ({ directory }) => {
    const segments = readSegments(join(directory, 'store/commitlog'))
    expect(segments.length).toBeGreaterThan(1)
    for (const segment of segments) expect(firstDifference(encodeSegment(segment), segment.bytes), segment.name).toBeUndefined()
  })

  test.each(realStores.filter(store => store.kind === 'tiered'))('$name: every tiered commitlog segment', ({ directory }) => {
    const broker = join(directory, 'tiered/212d6b50_DefaultCluster/broker-a')
    const offsetOf = (name: string): number => Number(name.slice(8))
    let records = 0
    for (const topic of readdirSync(broker).filter(name => name !== 'rmq_sys_INDEX')) {
      for (const queueId of readdirSync(join(broker, topic))) {
        const log = join(broker, topic, queueId, 'COMMIT_LOG')
        for (const segment of existsSync(log) ? readSegments(log, offsetOf) : []) {
          expect(firstDifference(encodeSegment(segment), segment.bytes), `${log}/${segment.name}`).toBeUndefined()
          records += segment.records.length
        }
      }
    }
    expect(records).toBeGreaterThan(100)
  })

  test.each(realStores.filter(store => !store.name.includes('rocksdb')))('$name: every unit of a message that is in the log', ({ name, directory }) => {
    const root = join(directory, 'store/consumequeue')
    const units = unitsOf(readSegments(join(directory, 'store/commitlog')).flatMap(segment => segment.records))
    let compared = 0
    for (const [queue, byOffset] of units) {
      if (existsSync(join(directory, 'store/batchconsumequeue', queue))) continue
      const files = existsSync(join(root, queue)) ? readdirSync(join(root, queue)).toSorted() : []
      // A killed broker may not have come to the queue yet.
      if (files.length === 0) expect(name, queue).toContain('killed')
      for (const file of files) {
        const bytes = readFileSync(join(root, queue, file))
        for (let at = 0; at < bytes.length; at += 20) {
          const unit = byOffset.get((Number(file) + at) / 20)
          const onDisk = bytes.subarray(at, at + 20)
          if (unit === undefined || onDisk.every(byte => byte === 0)) continue
          expect(firstDifference(unit, onDisk), `${queue}/${file} at ${at}`).toBeUndefined()
          compared += 1
        }
      }
    }
    expect(compared).toBeGreaterThan(500)
  })

  test.each(realStores.filter(store => /local.*-clean/.test(store.name)))('$name: every consume queue file, whole', ({ directory }) => {
    const root = join(directory, 'store/consumequeue')
    const units = unitsOf(readSegments(join(directory, 'store/commitlog')).flatMap(segment => segment.records))
    const queues = readdirSync(root).flatMap(topic => readdirSync(join(root, topic)).map(queueId => `${topic}/${queueId}`))
    expect(queues.length).toBeGreaterThan(20)
    for (const queue of queues) {
      for (const file of readdirSync(join(root, queue))) {
        const onDisk = readFileSync(join(root, queue, file))
        const made = new Uint8Array(onDisk.length)
        for (let at = 0; at < made.length; at += 20) made.set(units.get(queue)?.get((Number(file) + at) / 20) ?? [], at)
        expect(firstDifference(made, onDisk), `${queue}/${file}`).toBeUndefined()
      }
    }
  })

  test.each(realStores)('$name: every index header', ({ directory }) => {
    const index = join(directory, 'store/index')
    for (const file of existsSync(index) ? readdirSync(index) : []) {
      const head = readFileSync(join(index, file)).subarray(0, 40)
      const header = decodeIndexHeader(viewOf(head))
      expect(header && firstDifference(encodeIndexHeader(header), head), file).toBeUndefined()
      expect(header).toBeDefined()
    }
  })

  test.each(realStores.filter(store => /local.*-clean/.test(store.name)))('$name: every index file, whole', ({ name, directory }) => {
    const index = join(directory, 'store/index')
    const conf = parseBrokerConf(readFileSync(join(directory, 'broker.conf'), 'utf8'))
    const shape = { slots: Number(conf.get('maxHashSlotNum')), entries: Number(conf.get('maxIndexNum')) }
    const keys = readSegments(join(directory, 'store/commitlog')).flatMap(segment => segment.records).flatMap(record => keysOf(record, name.includes('5.4')))
    let previousEnd: number | undefined
    let at = 0
    for (const file of readdirSync(index).toSorted()) {
      const [first, ...more] = keys.slice(at, at + shape.entries - 1)
      if (first === undefined) throw new Error(`no keys are left for ${file}`)
      expect(firstDifference(encodeIndexFile(shape, [first, ...more], previousEnd), readFileSync(join(index, file))), file).toBeUndefined()
      previousEnd = more.at(-1)?.storeTimestamp
      at += shape.entries - 1
    }
    expect(at).toBeGreaterThanOrEqual(keys.length)
  })

  test.each(realStores)('$name: the checkpoint', ({ directory }) => {
    const bytes = readFileSync(join(directory, 'store/checkpoint'))
    const checkpoint = decodeCheckpoint(viewOf(bytes))
    expect(checkpoint && firstDifference(encodeCheckpoint(checkpoint), bytes)).toBeUndefined()
    expect(checkpoint).toBeDefined()
  })

  test.each(realStores)('$name: every configuration file', ({ name, directory }) => {
    const config = join(directory, 'store/config')
    for (const file of readdirSync(config).filter(entry => /\.json(\.bak)?$/.test(entry))) {
      const text = readFileSync(join(config, file), 'utf8')
      const parsed = parseConfigJson(text)
      const made = parsed.ok ? writeConfigJson(sourceOf(parsed.value, text), name.includes('5.4') ? 'fastjson2' : 'fastjson') : parsed.reason
      expect(made, file).toBe(text)
    }
  })
})

/** `topic/queueId` → queue offset → the unit a broker dispatches for the record there. */
function unitsOf(records: readonly LogRecord[]): Map<string, Map<number, Uint8Array>> {
  const queues = new Map<string, Map<number, Uint8Array>>()
  for (const { header, topic, properties } of records) {
    if (header.isInnerBatch || header.transaction === 'prepared' || header.transaction === 'rollback') continue
    const byName = new Map(properties)
    const unit = encodeUnit(header.physicalOffset, header.sizeBytes, tagsCodeOf({ topic, storeTimestamp: header.storeTimestamp, properties: byName }))
    const put = (queue: string, offset: number): void => void queues.set(queue, (queues.get(queue) ?? new Map<number, Uint8Array>()).set(offset, unit))
    put(`${topic}/${header.queueId}`, header.queueOffset)
    const offsets = byName.get('INNER_MULTI_QUEUE_OFFSET')?.split(',') ?? []
    for (const [index, light] of (byName.get('INNER_MULTI_DISPATCH')?.split(',') ?? []).entries()) put(`${light}/0`, Number(offsets[index]))
  }
  return queues
}

/** The keys a broker indexes for a record, in its order: the unique key, each of KEYS, and since 5.4 the tags. */
function keysOf({ header, topic, properties }: LogRecord, indexesTags: boolean): IndexedKey[] {
  if (header.transaction === 'rollback') return []
  const byName = new Map(properties)
  const unique = byName.get('UNIQ_KEY')
  const tags = indexesTags ? byName.get('TAGS') : undefined
  const keys = [...(unique === undefined ? [] : [unique]), ...(byName.get('KEYS')?.split(' ') ?? []).filter(key => key !== ''), ...(tags === undefined ? [] : [`T#${tags}`])]
  return keys.map(key => ({ topic, key, physicalOffset: header.physicalOffset, storeTimestamp: header.storeTimestamp }))
}

/** A parsed value as a writer takes it: maps whose keys the text leaves unquoted get number keys. */
function sourceOf(value: ConfigValue, text: string): ConfigSource {
  if (value === null || typeof value !== 'object') return value
  if (value.kind === 'decimal') throw new Error(`a broker wrote ${value.text}`)
  if (value.kind === 'array') return value.items.map(item => sourceOf(item, text))
  const pairs = entriesOf(value).map(entry => [entry.key, sourceOf(entry.value, text), text[entry.start] !== '"'] as const)
  if (pairs.some(([, , isNumber]) => isNumber)) return new Map(pairs.map(([key, item]) => [Number(key), item]))
  return new Map(pairs.map(([key, item]) => [key, item]))
}
