import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { UNIT_BYTES } from '../../shared/store/formats/consume-queue-unit'
import { segmentFileName } from '../../shared/store/formats/segment-file-name'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { seconds, type Figures } from './measure'
import type { NativeScan } from './native-scan'
import { readPlainly } from './plain-read'
import { scanPart, type ScanPart } from './scan-part'

const unitsPerFile = 300_000
const messageBytes = 1000

/** A queue of full files whose older half lies below the log: classified by search, as a quick look does, and unit by unit, as a deep check does. */
export async function benchUnits(figures: Figures, directory: string, files: number, backends: readonly ByteSources[], native: NativeScan | undefined): Promise<void> {
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
    const scanned = seconds(() => scanPart(sources, { paths, log, expected: [units / 2, units / 2] }))
    figures.add(`${sources.backend}: classified one by one`, scanned, units, 'units', inC ?? plain)
    const half = Math.ceil(files / 2)
    const parts: ScanPart[] = [
      { paths: paths.slice(0, half), log, expected: [units / 2, half * unitsPerFile - units / 2] },
      { paths: paths.slice(half), log, expected: [0, (files - half) * unitsPerFile] },
    ]
    figures.add(`${sources.backend}: the same by two threads, by the clock`, await scannedByThreads(sources.backend, parts), units, 'units', inC ?? plain)
  }
}

/** By the clock, for threads have processors of their own. The median of three rounds, after one that warms up. */
async function scannedByThreads(backend: ByteSources['backend'], parts: readonly ScanPart[]): Promise<number> {
  const threads = parts.map(part => new Worker(new URL('scan-part.js', import.meta.url), { workerData: { backend, part } }))
  const round = async (): Promise<number> => {
    const start = performance.now()
    await Promise.all(threads.map(async thread => {
      thread.postMessage('go')
      await once(thread, 'message')
    }))
    return (performance.now() - start) / 1000
  }
  try {
    await round()
    const rounds = [await round(), await round(), await round()]
    return rounds.sort((a, b) => a - b)[1] ?? 0
  } finally {
    await Promise.all(threads.map(thread => thread.terminate()))
  }
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
