import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bodyChecksum } from '../../electron/host/body-checksum'
import type { ByteSources } from '../../electron/host/byte-sources'
import { encodeRecord, ipv4 } from '../../shared/store/builders/encode-record'
import type { Checksum } from '../../shared/store/bytes/byte-source'
import { ownChecksum, RecordScanner } from '../../shared/store/readers/scan-records'
import { seconds, type Figures } from './measure'
import type { NativeScan } from './native-scan'
import { readPlainly } from './plain-read'

/** The chain of records of one segment, from its first byte to its last: headers alone, and with every body's checksum. */
export function benchWalk(figures: Figures, directory: string, segmentBytes: number, backends: readonly ByteSources[], native: NativeScan | undefined): void {
  for (const bodyBytes of [100, 900, 16_000]) {
    const path = join(directory, `segment-${bodyBytes}`)
    const { records, recordBytes } = writeSegment(path, segmentBytes, bodyBytes)
    figures.begin(`segment: ${segmentBytes} bytes, ${records} records of ${recordBytes} bytes`)
    const plain = { name: 'plain', seconds: seconds(() => readPlainly(path)) }
    figures.add('plain read', plain.seconds, segmentBytes, 'B')
    if (native) figures.add('C over a mapping, header to header', native('walk', [path]).seconds, segmentBytes, 'B', plain)
    for (const sources of backends)
      for (const [how, checksum] of [['headers', undefined], ['bodies verified', bodyChecksum], ["bodies verified by the core's own checksum", ownChecksum]] as const) {
        const took = seconds(() => walk(sources, path, checksum, records))
        figures.add(`${sources.backend}: ${how}`, took, segmentBytes, 'B', plain)
      }
    rmSync(path)
  }
}

function walk(sources: ByteSources, path: string, checksum: Checksum | undefined, expected: number): void {
  const source = sources.open(path)
  const scanner = new RecordScanner(source, { baseOffset: 0, checksum })
  let records = 0
  while (scanner.next()) records += 1
  source.close()
  if (records !== expected) throw new Error(`walked ${records} of ${expected} records of ${path}`)
}

function writeSegment(path: string, segmentBytes: number, bodyBytes: number): { records: number; recordBytes: number } {
  const segment = Buffer.alloc(segmentBytes)
  const host = ipv4('10.0.0.1', 10_911)
  const body = Buffer.alloc(bodyBytes, 'x')
  let at = 0
  let records = 0
  for (;;) {
    const record = encodeRecord({
      queueId: 0, queueOffset: records, physicalOffset: at, bornTimestamp: 0, bornHost: host, storeTimestamp: 1, storeHost: host, body, topic: 'orders', properties: [['KEYS', 'k']],
    })
    if (at + record.length > segmentBytes) break
    segment.set(record, at)
    at += record.length
    records += 1
  }
  writeFileSync(path, segment)
  return { records, recordBytes: Math.round(at / records) }
}
