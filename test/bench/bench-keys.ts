import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { encodeIndexFile, type IndexFileShape } from '../../shared/store/builders/encode-index-file'
import { writeBuiltFiles } from '../../electron/service/write-built-files'
import { buildStore } from '../../shared/store/builders/build-store'
import { lookUpKey } from '../../shared/store/messages/look-up-key'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { seconds, type Figures } from './measure'
import { readPlainly } from './plain-read'

const INDEX_FILES = 10

/** One key looked up in ten index files, held against reading them. */
export function benchKeys(figures: Figures, directory: string, shape: IndexFileShape, backends: readonly ByteSources[]): void {
  writeBuiltFiles(directory, buildStore({ topics: [{ topic: 'orders', queues: 1, messages: 100 }] }))
  const root = join(directory, 'store')
  const paths = Array.from({ length: INDEX_FILES }, (_, file) => {
    const keys = Array.from({ length: shape.entries - 1 }, (_key, number) => ({ topic: 'orders', key: `key-${file}-${number}`, physicalOffset: number, storeTimestamp: 0 }))
    const path = join(root, 'index', `2026010100000${file}000`)
    mkdirSync(join(root, 'index'), { recursive: true })
    writeFileSync(path, encodeIndexFile(shape, keys as [(typeof keys)[number], ...typeof keys]))
    return path
  })
  figures.begin(`a key in ${INDEX_FILES} index files of ${shape.entries - 1} entries`)
  const plain = { name: 'plain', seconds: seconds(() => paths.forEach(path => readPlainly(path))) }
  figures.add('plain read', plain.seconds, INDEX_FILES, 'files')
  for (const sources of backends) {
    const files = createStoreFiles(sources)
    const { local } = takeSnapshot(files, recognise(files, root))
    if (local === undefined || !lookUpKey(files, local, ['orders'], 'key-7-41').offsets.includes(41 as never)) throw new Error('the key was not found')
    figures.add(`${sources.backend}: looked up`, seconds(() => lookUpKey(files, local, ['orders'], 'key-7-41')), INDEX_FILES, 'files', plain)
  }
}
