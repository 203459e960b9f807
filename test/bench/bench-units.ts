import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { readWindow } from '../../shared/store/bytes/byte-source'
import { decodeUnit, extentOf, UNIT_BYTES } from '../../shared/store/formats/consume-queue-unit'
import { segmentFileName } from '../../shared/store/formats/segment-file-name'
import { physicalOffset } from '../../shared/store/offsets'
import { range } from '../../shared/store/range'
import { danglingClass, type LogExtent } from '../../shared/store/snapshot/classes'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { perSecond, say, seconds } from './measure'
import { readPlainly } from './plain-read'

const unitsPerFile = 300_000
const messageBytes = 1000
/** The largest multiple of a unit below 256 KiB. */
const windowBytes = 262_140

/** A queue of full files whose older half lies below the log: classified by search, as the product does, and unit by unit. */
export function benchUnits(directory: string, files: number, backends: readonly ByteSources[]): void {
  const units = files * unitsPerFile
  const paths = writeQueue(directory, files)
  const plain = seconds(() => paths.reduce((sum, path) => sum + readPlainly(path), 0))
  console.log(`\nconsume queue: ${units} units in ${files} files`)
  say('plain read', plain, perSecond(units * UNIT_BYTES, plain, 'B'))

  const log: LogExtent = { kept: range(physicalOffset(Math.floor(units / 2) * messageBytes), physicalOffset(units * messageBytes)), holes: [] }
  for (const sources of backends) {
    const storeFiles = createStoreFiles(sources)
    const searched = seconds(() => takeSnapshot(storeFiles, recognise(storeFiles, directory)))
    say(`${sources.backend}: opened and classified by search`, searched, perSecond(units, searched, 'units'), plain)
    const scanned = seconds(() => paths.reduce((sum, path) => sum + scan(sources, path, log), 0))
    say(`${sources.backend}: decoded and classified one by one`, scanned, perSecond(units, scanned, 'units'), plain)
  }
}

function scan(sources: ByteSources, path: string, log: LogExtent): number {
  const source = sources.open(path)
  let dangling = 0
  for (let start = 0; start < source.sizeBytes; start += windowBytes) {
    const { view } = readWindow(source, start, windowBytes)
    for (let at = 0; at + UNIT_BYTES <= view.byteLength; at += UNIT_BYTES) {
      const unit = decodeUnit(view, at)
      if (unit.kind === 'message' && danglingClass(extentOf(unit), log) !== undefined) dangling += 1
    }
  }
  source.close()
  return dangling
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
