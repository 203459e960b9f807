import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buildStore } from '../../shared/store/builders/build-store'
import type { BuiltFile } from '../../shared/store/builders/built-file'
import { buildSample } from '../../shared/store/builders/sample'
import { removeHeadSegments } from '../../shared/store/builders/faults'
import type { StoreSpec } from '../../shared/store/builders/store-spec'
import { everything } from '../helpers/built-store'
import { realStores } from '../helpers/real-stores'

/** A store to be bent, and how many of a thousand cases are bends of it: large ones take longer. */
export interface StoreBase {
  readonly name: string
  readonly share: number
  readonly files: readonly BuiltFile[]
}

/** A handful of messages in small files: one look takes a millisecond. */
export const tiny: StoreSpec = {
  segmentBytes: 4096,
  queueFileBytes: 200,
  index: { slots: 10, entries: 40 },
  topics: [
    { topic: 'orders', queues: 2, messages: 30, bodyBytes: [10, 300], tags: ['paid'] },
    { topic: 'orders', queues: 1, messages: 2, delayLevel: 18, during: [0.9, 1] },
  ],
  groups: [{ group: 'GID', topic: 'orders', consumed: 0.5 }],
  tiered: { topics: [{ topic: 'orders', uploaded: 0.9 }], commitLogBytes: 1024, consumeQueueBytes: 200 },
}

/** Real stores are of the share of their size; a machine without them does with the built ones. */
export function storeBases(): StoreBase[] {
  return [
    { name: 'tiny', share: 600, files: buildStore(tiny) },
    { name: 'tiny-dangling', share: 340, files: buildStore(tiny, removeHeadSegments(1)) },
    { name: 'everything', share: 20, files: buildStore(everything) },
    { name: 'sample', share: 2, files: buildSample() },
    ...realStores.filter(({ name }) => name !== 'local-5.4.0-clean').map(({ name, directory }) => ({ name, share: 4, files: filesBelow(directory) })),
  ]
}

function filesBelow(home: string): BuiltFile[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== 'about.json' && entry.name !== 'broker-view.json')
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => {
      const { size, mtimeMs } = statSync(path)
      return { path: relative(home, path), bytes: trimmed(readFileSync(path)), sizeBytes: size, modifiedTime: Math.floor(mtimeMs) }
    })
}

/** Without the zeros at its end. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return bytes.slice(0, end)
}
