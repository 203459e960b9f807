import type { ByteSource } from '../../shared/store/bytes/byte-source'
import { encodeRecord, ipv4 } from '../../shared/store/builders/encode-record'
import { encodeQueueExtUnit } from '../../shared/store/builders/encode-queue-ext'
import { encodeTimerUnit, encodeWheelSlot } from '../../shared/store/builders/encode-timers'
import { decodeBatchUnit, BATCH_UNIT_BYTES, isSparseEnd } from '../../shared/store/formats/batch-consume-queue-unit'
import { readBody } from '../../shared/store/formats/body-kind'
import { parseBrokerConf } from '../../shared/store/formats/broker-conf'
import { decodeCheckpoint } from '../../shared/store/formats/checkpoint'
import { decodeConsumerOffsets, decodeDelayOffsets, decodeLmqOffsets, decodeTopics } from '../../shared/store/formats/config-files'
import { findReference, parseConfigJson } from '../../shared/store/formats/config-json'
import { decodeUnit, UNIT_BYTES } from '../../shared/store/formats/consume-queue-unit'
import { parseEpochFile } from '../../shared/store/formats/epoch-file'
import { decodeIndexHeader, INDEX_HEADER_BYTES } from '../../shared/store/formats/index-header'
import { decodeInnerBatch } from '../../shared/store/formats/inner-batch'
import { unpackLz4Frames } from '../../shared/store/formats/lz4-frame'
import { decodeOffsetMessageId, decodeUniqueKey } from '../../shared/store/formats/message-id'
import { decodeMessage } from '../../shared/store/formats/message'
import { decodeProperties } from '../../shared/store/formats/message-properties'
import { decodeRecordHeader } from '../../shared/store/formats/message-record'
import { decodeQueueExtUnit, extOffsetOf } from '../../shared/store/formats/queue-ext-unit'
import { recordFields } from '../../shared/store/formats/record-fields'
import { parseSegmentFileName } from '../../shared/store/formats/segment-file-name'
import { parseTieredFileName } from '../../shared/store/formats/tiered-file-name'
import { tieredIndexTrouble } from '../../shared/store/formats/tiered-index-header'
import { parseTieredMetadata, removeMetadataRows } from '../../shared/store/formats/tiered-metadata'
import { decodeTimerCheckpoint } from '../../shared/store/formats/timer-checkpoint'
import { decodeTimerUnit, TIMER_UNIT_BYTES } from '../../shared/store/formats/timer-log-unit'
import { decodeWheelSlot } from '../../shared/store/formats/timer-wheel-slot'
import { messagePackToJson, unpackBody } from '../../electron/service/messages/unpack'
import { UnitScanner } from '../../shared/store/readers/scan-units'
import { findNextRecord, walkSegment } from '../../shared/store/readers/walk-segment'

/** One decoder: what a file could hold, and a run that must neither throw nor answer nonsense. */
export interface DecoderTarget {
  readonly name: string
  /** What its bytes may begin as. */
  readonly seeds: readonly Uint8Array[]
  /** Others take a few microseconds. */
  readonly isSlow?: true
  run(bytes: Uint8Array): void
}

/** What is broken is our promise, not the bytes. */
export function promise(kept: boolean, what: string): asserts kept {
  if (!kept) throw new Error(`broken promise: ${what}`)
}

const utf8 = new TextEncoder()
const latin1 = new TextDecoder('utf-8')
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const inMemory = (bytes: Uint8Array): ByteSource => ({
  path: '/memory',
  sizeBytes: bytes.length,
  readInto(target, offset) {
    const part = bytes.subarray(offset, offset + target.length)
    target.set(part)
    return part.length
  },
  close: () => undefined,
})

const host = ipv4('192.168.1.7', 10_911)
const record = (physicalOffset: number, topic: string, body: Uint8Array, v6 = false): Uint8Array =>
  encodeRecord({
    queueId: 3, queueOffset: 7, physicalOffset, bornTimestamp: 1_700_000_000_000, storeTimestamp: 1_700_000_000_001, storeHost: host, topic, body,
    bornHost: v6 ? { address: new Uint8Array(16).fill(0x20), port: 1 } : host,
    properties: [['KEYS', 'a b'], ['TAGS', 'paid'], ['UNIQ_KEY', '7F0000010A5B18B4AAC25DB9D9A00000']],
    appendsCrcProperty: v6,
  })
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap(part => [...part]))
const records = [record(0, 'orders', utf8.encode('{"id":1}')), record(0, 't'.repeat(200), new Uint8Array(50), true), record(0, 'empty', new Uint8Array())]
const chain = joined(record(0, 'orders', utf8.encode('one')), record(records[0]!.length - 5, 'orders', utf8.encode('two')), new Uint8Array(200))
const units = Uint8Array.from({ length: 20 * UNIT_BYTES }, (_, at) => (at % 20 === 7 ? at / 4 : at % 20 === 11 ? 120 : 0))
const batchUnits = Uint8Array.from({ length: 4 * BATCH_UNIT_BYTES }, (_, at) => (at % 46 === 11 ? 120 : at % 46 === 37 ? 2 : 0))
const metadata = utf8.encode(
  '{"commitLogFileSegmentTable":{"broker-a/orders/0":{0:{"path":"broker-a/orders/0","type":0,"baseOffset":0,"size":1000,"status":1,"createTimestamp":1,"beginTimestamp":1,"endTimestamp":2,"sealTimestamp":3},1000:{"path":"broker-a/orders/0","type":0,"baseOffset":1000,"size":9}}},"consumeQueueFileSegmentTable":{},"indexFileSegmentTable":{},"queueMetadataTable":{"orders":{0:{}}},"topicMetadataTable":{"orders":{"topicId":0,"reserveTime":72}},"topicSerialNumber":1}',
)
const configs = [
  '{"dataVersion":{"counter":{"value":3},"stateVersion":0,"timestamp":1},"topicConfigTable":{"orders":{"attributes":{"queue.type":"BatchCQ"},"readQueueNums":4,"writeQueueNums":4}}}',
  '{"offsetTable":{"orders@GID":{0:12,1:9223372036854775807},"%LMQ%a@g":{0:1}},"lmqOffsetTable":{"%LMQ%a@g":4}}',
  '{"offsetTable":{3:12,18:1}}',
  "{'a':[1,2.5e3,-0,true,null,\"\\u00e9\"], /* c */ b:{},}",
].map(text => utf8.encode(text))

const whole = (value: number): boolean => Number.isNaN(value) || Number.isSafeInteger(value)

export const decoderTargets: readonly DecoderTarget[] = [
  {
    name: 'message-record',
    seeds: records,
    run(bytes) {
      const view = viewOf(bytes)
      const header = decodeRecordHeader(view, 0)
      if (header.kind !== 'message') return
      promise(header.sizeBytes > 0 && header.bodyBytes <= header.sizeBytes, 'a body lies in its record')
      promise([header.queueOffset, header.physicalOffset, header.storeTimestamp, header.bornTimestamp].every(whole), 'numbers are exact or NaN')
      const message = decodeMessage(bytes, view, 0, header)
      if (message === undefined) return
      promise(message.storedBody.length <= bytes.length, 'a body is no longer than its bytes')
      const fields = recordFields(bytes, view, 0, header)
      promise(fields.reduce((sum, field) => sum + field.bytes, 0) === header.sizeBytes, 'fields fill the record')
      readBody(message.storedBody, messagePackToJson)
    },
  },
  {
    name: 'walk-segment',
    seeds: [chain],
    run(bytes) {
      const source = inMemory(bytes)
      let last = -1
      const end = walkSegment(source, {
        baseOffset: 0,
        verifyBodies: true,
        visit: ({ position, header }) => {
          promise(position > last && position + header.sizeBytes <= bytes.length, 'records follow each other inside the file')
          last = position
        },
      })
      promise(end.position <= bytes.length + 8, 'a walk ends inside the file')
      if (end.kind === 'damage') findNextRecord(source, 0, end.position)
    },
  },
  {
    name: 'consume-queue-unit',
    seeds: [units],
    run(bytes) {
      const view = viewOf(bytes)
      for (let at = 0; at + UNIT_BYTES <= bytes.length; at += UNIT_BYTES) {
        const unit = decodeUnit(view, at)
        if (unit.kind === 'message') promise(unit.physicalOffset >= 0 && unit.sizeBytes > 0 && Number.isSafeInteger(unit.physicalOffset + unit.sizeBytes), 'a unit points to an exact place')
      }
    },
  },
  {
    name: 'scan-units',
    seeds: [units],
    run(bytes) {
      let seen = 0
      const scanner = new UnitScanner([{ start: 0, end: 40, recordsEnd: 200 }, { start: 40, end: 2 ** 33, recordsEnd: 2 ** 33 }, { start: 2 ** 33, end: Infinity, recordsEnd: Infinity }])
      const count = Math.floor(bytes.length / UNIT_BYTES)
      scanner.scan(inMemory(bytes), 0, count, {
        run: (_, from, to) => void (seen += to - from),
        odd: (_, from, to) => void (seen += to - from),
        crosses: () => void (seen += 1),
        notIncreasing: () => undefined,
      })
      promise(seen === count, `each of ${count} units is told once, not ${seen}`)
    },
  },
  {
    name: 'batch-consume-queue-unit',
    seeds: [batchUnits],
    run(bytes) {
      const view = viewOf(bytes)
      for (let at = 0; at + BATCH_UNIT_BYTES <= bytes.length; at += BATCH_UNIT_BYTES) promise(!isSparseEnd(view, at) || decodeBatchUnit(view, at).kind === 'invalid', 'an end mark is no unit')
    },
  },
  {
    name: 'queue-ext-unit',
    seeds: [encodeQueueExtUnit({ tagsCode: 2_598_919, storeTimestamp: 1_700_000_000_000, bits: new Uint8Array(8) })],
    run(bytes) {
      const unit = decodeQueueExtUnit(viewOf(bytes), 0)
      if (unit.kind === 'unit') promise(unit.sizeBytes >= 20 && Number.isSafeInteger(unit.storeTimestamp), 'a unit has a size and an exact time')
      const offset = bytes.length < 8 ? undefined : extOffsetOf(viewOf(bytes), 0)
      promise(offset === undefined || (whole(offset) && !(offset < 0)), 'an address is a place in a file')
    },
  },
  {
    name: 'timers',
    seeds: [encodeTimerUnit({ previous: 104, flags: 1, writeTime: 1_700_000_000_000, delay: 5000, physicalOffset: 4096, sizeBytes: 120 }), encodeWheelSlot({ tick: 1_700_000_005, firstUnit: 0, lastUnit: 104, timers: 3 })],
    run(bytes) {
      const view = viewOf(bytes)
      for (let at = 0; at < bytes.length; at += TIMER_UNIT_BYTES) {
        const unit = decodeTimerUnit(view, at)
        if (unit.kind === 'timer') promise(unit.previous >= -1 && [unit.previous, unit.dueTime, unit.physicalOffset].every(Number.isSafeInteger) && unit.dueTime >= 0 && unit.physicalOffset >= 0, 'a timer has exact numbers')
      }
      if (bytes.length >= 32) promise([decodeWheelSlot(view, 0).tick, decodeWheelSlot(view, 0).lastUnit].every(whole), 'numbers are exact or NaN')
      decodeTimerCheckpoint(view)
    },
  },
  {
    name: 'heads',
    seeds: [new Uint8Array(64), Uint8Array.from({ length: INDEX_HEADER_BYTES }, (_, at) => at)],
    run(bytes) {
      decodeCheckpoint(viewOf(bytes))
      const head = decodeIndexHeader(viewOf(bytes))
      if (head !== undefined) promise(head.entries >= 0 && Number.isSafeInteger(head.endPhysicalOffset), 'an index head has exact numbers')
      tieredIndexTrouble(viewOf(bytes), bytes.length)
    },
  },
  {
    name: 'config-json',
    seeds: configs,
    run(bytes) {
      const parsed = parseConfigJson(latin1.decode(bytes))
      if (!parsed.ok) return promise(parsed.at >= 0 && parsed.reason !== '', 'what cannot be read says where')
      decodeTopics(parsed.value)
      decodeConsumerOffsets(parsed.value)
      decodeLmqOffsets(parsed.value)
      decodeDelayOffsets(parsed.value)
      findReference(parsed.value)
    },
  },
  {
    name: 'tiered-metadata',
    seeds: [metadata],
    run(bytes) {
      const text = latin1.decode(bytes)
      const parsed = parseTieredMetadata(text)
      if (!parsed.ok) return
      const [row] = parsed.metadata.rows
      if (row === undefined) return
      const removed = removeMetadataRows(text, [{ ...row, baseOffset: row.key }])
      promise(removed.ok, 'a row that is there can be taken out')
      const again = parseTieredMetadata(removed.text)
      promise(again.ok && again.metadata.rows.length === parsed.metadata.rows.length - 1, 'exactly one row is gone')
    },
  },
  {
    name: 'epoch-file',
    seeds: [utf8.encode('3\n1921631800\n1-0\n2-262144\n5-5000000000\n'), utf8.encode('1\n0\n1-0\n')],
    run(bytes) {
      const parsed = parseEpochFile(latin1.decode(bytes))
      if (parsed.ok) promise(parsed.entries.every(({ epoch, startOffset }) => Number.isSafeInteger(epoch) && Number.isSafeInteger(startOffset)), 'epochs have exact numbers')
    },
  },
  { name: 'broker-conf', seeds: [utf8.encode('brokerName = a\nstorePathRootDir=/x\\\n  y\n#c\nk:\\u0041')], run: bytes => void parseBrokerConf(latin1.decode(bytes)) },
  { name: 'message-properties', seeds: [utf8.encode('KEYS\u0001a\u0002TAGS\u0001b\u0002')], run: bytes => void decodeProperties(bytes, 0, bytes.length) },
  {
    name: 'inner-batch',
    seeds: [joined(new Uint8Array(16), Uint8Array.of(0, 0, 0, 2, 7, 7, 0, 0), new Uint8Array(22))],
    run(bytes) {
      for (const { bodyAt, bodyBytes } of decodeInnerBatch(bytes).messages) promise(bodyAt + bodyBytes <= bytes.length, 'a body lies in its batch')
    },
  },
  {
    name: 'lz4-frame',
    seeds: [Uint8Array.of(0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, 6, 0, 0, 0, 0x1f, 0x61, 1, 0, 0x10, 0x61, 0, 0, 0, 0)],
    run(bytes) {
      const unpacked = unpackLz4Frames(bytes, 4096)
      if (unpacked.kind === 'whole') promise(unpacked.bytes.length <= 4096, 'no more is unpacked than allowed')
    },
  },
  {
    name: 'bodies',
    isSlow: true,
    seeds: [utf8.encode('{"a":[1]}'), Uint8Array.of(0x82, 0xa1, 0x61, 0x01, 0xa1, 0x62, 0x93, 1, 2, 3), Uint8Array.of(0xdd, 0x7f, 0xff, 0xff, 0xff), Uint8Array.of(0x78, 0x9c, 0x4b, 0x4c, 0x04, 0x00, 0x01, 0x25, 0x00, 0xc3)],
    run(bytes) {
      readBody(bytes, messagePackToJson)
      for (const compression of ['zlib', 'zstd', 'lz4'] as const) unpackBody(bytes, compression)
    },
  },
  {
    name: 'names',
    seeds: [utf8.encode('00000000001073741824'), utf8.encode('cfcd208400000000000000000000'), utf8.encode('C0A8010700002A9F0000000000000400'), utf8.encode('7F0000010A5B18B4AAC25DB9D9A00000')],
    run(bytes) {
      const name = latin1.decode(bytes)
      const base = parseSegmentFileName(name)
      promise(base === undefined || Number.isSafeInteger(base), 'a base offset is exact')
      parseTieredFileName(name)
      decodeOffsetMessageId(name)
      decodeUniqueKey(name)
    },
  },
]
