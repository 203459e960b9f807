import { closeSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { DeepChecks } from '../../electron/service/deep/deep-checks'
import { encodeBlank, encodeRecord, ipv4 } from '../../shared/store/builders/encode-record'
import { encodeUnit } from '../../shared/store/builders/encode-unit'
import { BLANK_BYTES } from '../../shared/store/formats/message-record'
import { UNIT_BYTES } from '../../shared/store/formats/consume-queue-unit'
import { segmentFileName } from '../../shared/store/formats/segment-file-name'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { processorSeconds, type Figures } from './measure'
import { peakMemoryOf } from './peak-memory'
import { readPlainly } from './plain-read'

const queueFileBytes = 6_000_000
const queues = 16

/**
 * Every unit and record of a healthy store with records of about a kilobyte, in the threads and with the checksums of the product: what
 * `check --deep` does, by the threads built by `npm run build`.
 */
export async function benchDeep(figures: Figures, directory: string, segments: number, segmentBytes: number, sources: ByteSources): Promise<void> {
  const records = writeStore(directory, segments, segmentBytes)
  figures.begin(`deep check: ${segments} segments of ${segmentBytes} bytes, ${records} records, ${queues} queues`)
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap(entry => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []))
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0)
  const plainly = (): number => {
    const start = performance.now()
    for (const path of paths) readPlainly(path)
    return (performance.now() - start) / 1000
  }
  plainly()
  const plain = { name: 'plain', seconds: Math.min(plainly(), plainly()) }
  figures.add('plain read', plain.seconds, bytes, 'B')
  const files = createStoreFiles(sources)
  for (const [threads, entry] of [['one thread', undefined], ['threads of the product', pathToFileURL(resolve('out/main/deep-worker.js'))]] as const) {
    const busy = processorSeconds()
    const snapshot = takeSnapshot(files, recognise(files, directory))
    const { findings, scanned, seconds } = await new DeepChecks({ io: sources.backend, entry, stateDirectory: join(directory, '..', 'state') }).run('bench', { snapshot, filesDigest: '' }, undefined, {})
    if (findings.length > 0 || scanned.records !== records) throw new Error(`the deep check read ${scanned.records} of ${records} records and found ${JSON.stringify(findings[0])}`)
    figures.add(`${sources.backend}: ${threads}`, seconds, bytes, 'B', plain, processorSeconds() - busy)
  }
  const peak = await peakMemoryOf('check', directory, '--deep')
  if (peak !== undefined) figures.count('peak memory of check --deep', peak, 'B')
}

/** Segment after segment, so that a large store needs no memory. */
export function writeStore(directory: string, segments: number, segmentBytes: number): number {
  const log = join(directory, 'commitlog')
  mkdirSync(log, { recursive: true })
  const host = ipv4('10.0.0.1', 10_911)
  const template = Buffer.from(
    encodeRecord({ queueId: 0, queueOffset: 0, physicalOffset: 0, bornTimestamp: 1, bornHost: host, storeTimestamp: 1, storeHost: host, body: Buffer.alloc(850, 'x'), topic: 'orders', properties: [['KEYS', 'order-12345678'], ['UNIQ_KEY', '0A000001000018B4AAC2'], ['WAIT', 'true'], ['TAGS', 'paid']] }),
  )
  const tags = BigInt(3433164)
  const units = Array.from({ length: queues }, () => [] as { offset: number; size: number }[])
  let records = 0
  const segment = Buffer.alloc(segmentBytes)
  for (let number = 0; number < segments; number += 1) {
    let at = 0
    for (; at + template.length + BLANK_BYTES <= segmentBytes; at += template.length) {
      const queue = records % queues
      const own = units[queue] ?? []
      template.writeInt32BE(queue, 12)
      template.writeBigInt64BE(BigInt(own.length), 20)
      template.writeBigInt64BE(BigInt(number * segmentBytes + at), 28)
      template.copy(segment, at)
      own.push({ offset: number * segmentBytes + at, size: template.length })
      records += 1
    }
    segment.set(encodeBlank(segmentBytes - at), at)
    writeFileSync(join(log, segmentFileName(number * segmentBytes)), segment)
  }
  for (const [queue, own] of units.entries()) {
    const folder = join(directory, 'consumequeue', 'orders', String(queue))
    mkdirSync(folder, { recursive: true })
    const perFile = queueFileBytes / UNIT_BYTES
    for (let first = 0; first < own.length; first += perFile) {
      const file = Buffer.alloc(queueFileBytes)
      for (const [index, { offset, size }] of own.slice(first, first + perFile).entries()) file.set(encodeUnit(offset, size, tags), index * UNIT_BYTES)
      const handle = openSync(join(folder, segmentFileName(first * UNIT_BYTES)), 'w')
      writeSync(handle, file)
      closeSync(handle)
    }
  }
  return records
}
