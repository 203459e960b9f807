import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { encodeUnit } from '../../shared/store/builders/encode-unit'
import { UNIT_BYTES } from '../../shared/store/formats/consume-queue-unit'
import { segmentFileName } from '../../shared/store/formats/segment-file-name'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { seconds, type Figures } from './measure'

const fileBytes = 6_000_000
const filesPerQueue = 4

/** Opening a store of very many queue files, sparse as they are written: full ones by their first and last unit, the last one by its head. */
export function benchOpen(figures: Figures, directory: string, files: number, backends: readonly ByteSources[]): void {
  writeStore(directory, files)
  figures.begin(`store: ${files} queue files of ${fileBytes} bytes in ${files / filesPerQueue} queues`)
  const plain = seconds(() => readEnds(directory))
  figures.add('list, stat and read the ends of each file', plain, files, 'files')
  for (const sources of backends) {
    const storeFiles = createStoreFiles(sources)
    const took = seconds(() => takeSnapshot(storeFiles, recognise(storeFiles, directory)))
    figures.add(`${sources.backend}: opened`, took, files, 'files', { name: 'plain', seconds: plain })
  }
}

function writeStore(directory: string, files: number): void {
  mkdirSync(join(directory, 'commitlog'), { recursive: true })
  writeFileSync(join(directory, 'commitlog', segmentFileName(0)), Buffer.alloc(4096))
  const slots = fileBytes / UNIT_BYTES
  for (let queue = 0; queue < files / filesPerQueue; queue += 1) {
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
