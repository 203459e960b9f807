import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ByteSources } from '../../electron/host/byte-sources'
import { encodeRecord, ipv4 } from '../../shared/store/builders/encode-record'
import { walkSegment } from '../../shared/store/readers/walk-segment'
import { perSecond, say, seconds } from './measure'
import { readPlainly } from './plain-read'

/** The chain of records of one segment, from its first byte to its last: headers alone, and with every body's checksum. */
export function benchWalk(directory: string, segmentBytes: number, backends: readonly ByteSources[]): void {
  for (const bodyBytes of [100, 900, 15_000]) {
    const path = join(directory, `segment-${bodyBytes}`)
    const records = writeSegment(path, segmentBytes, bodyBytes)
    const plain = seconds(() => readPlainly(path))
    console.log(`\nsegment: ${segmentBytes} bytes, ${records} records with bodies of ${bodyBytes} bytes`)
    say('plain read', plain, perSecond(segmentBytes, plain, 'B'))
    for (const sources of backends)
      for (const verifyBodies of [false, true]) {
        const took = seconds(() => walk(sources, path, verifyBodies, records))
        say(`${sources.backend}: walked${verifyBodies ? ', bodies verified' : ''}`, took, perSecond(records, took, 'records'), plain)
      }
  }
}

function walk(sources: ByteSources, path: string, verifyBodies: boolean, expected: number): void {
  const source = sources.open(path)
  let records = 0
  walkSegment(source, { baseOffset: 0, verifyBodies, visit: () => void (records += 1) })
  source.close()
  if (records !== expected) throw new Error(`walked ${records} of ${expected} records of ${path}`)
}

function writeSegment(path: string, segmentBytes: number, bodyBytes: number): number {
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
  return records
}
