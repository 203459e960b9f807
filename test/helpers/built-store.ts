import { buildStore } from '../../shared/store/builders/build-store'
import type { BuiltFile } from '../../shared/store/builders/built-file'
import type { Fault } from '../../shared/store/builders/faults'
import type { StoreSpec } from '../../shared/store/builders/store-spec'
import { recognise } from '../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { MemoryFiles } from './memory-files'

/** Where built stores stand in the file system in memory. */
export const BUILT_HOME = '/s'

/** Built files as a file system in memory: `/s/store`, `/s/tiered`, `/s/broker.conf`. */
export function inMemory(files: readonly BuiltFile[]): MemoryFiles {
  const memory = new MemoryFiles()
  for (const { path, bytes, sizeBytes, modifiedTime } of files) {
    const content = new Uint8Array(sizeBytes)
    content.set(bytes)
    memory.put(`${BUILT_HOME}/${path}`, content, BigInt(modifiedTime) * 1_000_000n)
  }
  return memory
}

export function snapshotOf(spec: StoreSpec, ...faults: readonly Fault[]): StoreSnapshot {
  const files = inMemory(buildStore(spec, ...faults))
  return takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`, {}))
}

/** A small store that has everything: three topics, one that stopped early, delayed messages, groups and a tiered part. */
export const everything: StoreSpec = {
  topics: [
    { topic: 'orders', queues: 2, messages: 120, tags: ['paid', 'open'] },
    { topic: 'early', queues: 1, messages: 40, during: [0, 0.2] },
    { topic: 'logs', queues: 2, messages: 60 },
    { topic: 'orders', queues: 2, messages: 4, delayLevel: 18, during: [0.9, 1] },
  ],
  groups: [
    { group: 'GID_all', topic: 'orders', consumed: 1 },
    { group: 'GID_half', topic: 'orders', consumed: 0.5 },
    { group: 'GID_far', topic: 'logs', consumed: 1.5 },
  ],
  tiered: { topics: [{ topic: 'orders', uploaded: 0.9 }, { topic: 'logs' }] },
}
