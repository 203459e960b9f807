import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { UNIT_BYTES } from '../../shared/store/formats/consume-queue-unit'
import { segmentFileName } from '../../shared/store/formats/segment-file-name'
import type { Range } from '../../shared/store/range'
import { UnitScanner } from '../../shared/store/readers/scan-units'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { seconds, type Figures } from './measure'
import type { NativeScan } from './native-scan'
import { readPlainly } from './plain-read'

const unitsPerFile = 300_000
const messageBytes = 1000

/** A queue of full files whose older half lies below the log: classified by search, as a quick look does, and unit by unit, as a deep check does. */
export function benchUnits(figures: Figures, directory: string, files: number, backends: readonly ByteSources[], native: NativeScan | undefined): void {
  const units = files * unitsPerFile
  const paths = writeQueue(directory, files)
  figures.begin(`consume queue: ${units} units in ${files} files`)
  const plain = { name: 'plain', seconds: seconds(() => paths.reduce((sum, path) => sum + readPlainly(path), 0)) }
  figures.add('plain read', plain.seconds, units * UNIT_BYTES, 'B')
  const inC = native && { name: 'C', seconds: native('units', paths).seconds }
  if (inC) figures.add('C over a mapping', inC.seconds, units, 'units', plain)

  const log = { start: Math.floor(units / 2) * messageBytes, end: units * messageBytes }
  for (const sources of backends) {
    const storeFiles = createStoreFiles(sources)
    const searched = seconds(() => takeSnapshot(storeFiles, recognise(storeFiles, directory)))
    figures.add(`${sources.backend}: opened and classified by search`, searched, units, 'units', plain)
    const scanned = seconds(() => scan(sources, paths, log, units))
    figures.add(`${sources.backend}: classified one by one`, scanned, units, 'units', inC ?? plain)
  }
}

function scan(sources: ByteSources, paths: readonly string[], log: Range, expected: number): void {
  const scanner = new UnitScanner([
    { start: 0, end: log.start, recordsEnd: Infinity },
    { start: log.start, end: log.end, recordsEnd: log.end },
    { start: log.end, end: Infinity, recordsEnd: Infinity },
  ])
  const counts = [0, 0, 0]
  const odd = (): void => void (counts[2] = Number.NaN)
  for (const path of paths) {
    const source = sources.open(path)
    scanner.scan(source, 0, source.sizeBytes / UNIT_BYTES, { run: (region, from, to) => void (counts[region] = (counts[region] ?? 0) + to - from), odd, crosses: odd, notIncreasing: odd })
    source.close()
  }
  if (counts[0] !== expected / 2 || counts[1] !== expected / 2) throw new Error(`classified ${counts.join(', ')} of ${expected} units`)
}

function writeQueue(directory: string, files: number): string[] {
  const queue = join(directory, 'consumequeue', 'orders', '0')
  const commitLog = join(directory, 'commitlog')
  mkdirSync(queue, { recursive: true })
  mkdirSync(commitLog)
  // A preallocated segment: the log begins in the middle of what the queue points at.
  const base = Math.floor((files * unitsPerFile) / 2) * messageBytes
  writeFileSync(join(commitLog, segmentFileName(base)), Buffer.alloc(4096))
  return Array.from({ length: files }, (_, file) => {
    const content = Buffer.alloc(unitsPerFile * UNIT_BYTES)
    for (let index = 0; index < unitsPerFile; index += 1) {
      const at = index * UNIT_BYTES
      content.writeBigInt64BE(BigInt((file * unitsPerFile + index) * messageBytes), at)
      content.writeInt32BE(messageBytes, at + 8)
      content.writeBigInt64BE(BigInt(index), at + 12)
    }
    const path = join(queue, segmentFileName(file * content.length))
    writeFileSync(path, content)
    return path
  })
}
