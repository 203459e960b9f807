import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { encodeUnit } from '../../shared/store/builders/encode-unit'
import { UNIT_BYTES } from '../../shared/store/formats/consume-queue-unit'
import { segmentFileName } from '../../shared/store/formats/segment-file-name'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { byTheClock, seconds, type Figures } from './measure'
import { peakMemoryOf } from './peak-memory'

const fileBytes = 6_000_000
const filesPerQueue = 4

/**
 * Opening a store of very many queue files, sparse as they are written: full ones by their first and last unit, the last one by its head. The store
 * grows in four steps, to see that the time grows with it; at its full size also what a command needs, and, for the superuser, with a cold cache.
 */
export async function benchOpen(figures: Figures, directory: string, files: number, backends: readonly ByteSources[]): Promise<void> {
  mkdirSync(join(directory, 'commitlog'), { recursive: true })
  writeFileSync(join(directory, 'commitlog', segmentFileName(0)), Buffer.alloc(4096))
  let written = 0
  for (const part of [1 / 8, 1 / 4, 1 / 2, 1]) {
    const now = files * part
    for (let queue = written / filesPerQueue; queue < now / filesPerQueue; queue += 1) writeQueue(directory, queue)
    written = now
    figures.begin(`store: ${now} queue files of ${fileBytes} bytes in ${now / filesPerQueue} queues`)
    const plain = seconds(() => readEnds(directory))
    figures.add('list, stat and read the ends of each file', plain, now, 'files')
    for (const sources of backends) figures.add(`${sources.backend}: opened`, seconds(() => open(directory, sources)), now, 'files', { name: 'plain', seconds: plain })
  }
  const peak = await peakMemoryOf('check', directory)
  if (peak !== undefined) figures.count('peak memory of check', peak, 'B')
  const [sources] = backends
  if (sources === undefined || !forgetCache()) return
  const plain = byTheClock(() => readEnds(directory))
  forgetCache()
  figures.add('cold: list, stat and read the ends', plain, files, 'files')
  figures.add(`cold: ${sources.backend}: opened`, byTheClock(() => open(directory, sources)), files, 'files', { name: 'plain', seconds: plain })
}

function open(directory: string, sources: ByteSources): void {
  const files = createStoreFiles(sources)
  takeSnapshot(files, recognise(files, directory))
}

/** @returns whether the system has forgotten what it read */
function forgetCache(): boolean {
  try {
    execFileSync('sync')
    writeFileSync('/proc/sys/vm/drop_caches', '3')
    return true
  } catch {
    return false
  }
}

function writeQueue(directory: string, queue: number): void {
  const slots = fileBytes / UNIT_BYTES
  const folder = join(directory, 'consumequeue', `topic-${queue >> 3}`, String(queue & 7))
  mkdirSync(folder, { recursive: true })
  for (let file = 0; file < filesPerQueue; file += 1) {
    const handle = openSync(join(folder, segmentFileName(file * fileBytes)), 'w')
    const first = file * slots
    const written = file === filesPerQueue - 1 ? 100 : slots
    ftruncateSync(handle, fileBytes)
    for (const index of written === slots ? [0, slots - 1] : Array.from({ length: written }, (_, at) => at))
      writeSync(handle, encodeUnit((first + index) * 100, 100, 0n), 0, UNIT_BYTES, index * UNIT_BYTES)
    closeSync(handle)
  }
}

/** The least that anyone has to do who wants to know where each queue begins and ends. */
function readEnds(directory: string): void {
  const buffer = Buffer.alloc(UNIT_BYTES)
  for (const entry of readdirSync(join(directory, 'consumequeue'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const { size } = statSync(path)
    const handle = openSync(path, 'r')
    readSync(handle, buffer, 0, UNIT_BYTES, 0)
    readSync(handle, buffer, 0, UNIT_BYTES, size - UNIT_BYTES)
    closeSync(handle)
  }
}
