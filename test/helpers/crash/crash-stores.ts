import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, type Engine } from '../../../electron/service/engine'
import type { OpenOptions } from '../../../electron/service/jobs'
import { writeBuiltFiles } from '../../../electron/service/write-built-files'
import { buildStore } from '../../../shared/store/builders/build-store'
import type { BuiltFile } from '../../../shared/store/builders/built-file'
import type { StoreSpec } from '../../../shared/store/builders/store-spec'
import type { CleanupPlan, Cut } from '../../../shared/store/cleanup/plan'
import { unwatched } from '../../../shared/store/progress'

/** Small stores on the real file system and a cut that fits each, for tests that end a cleanup at every call. */
export interface KindOfStore {
  readonly name: string
  readonly spec: StoreSpec
  readonly cut: Cut
  /** Half of the segments lie in a second directory. */
  readonly severalPaths: boolean
}

const HOUR = 3_600_000
const startTime = Date.UTC(2026, 0, 5, 8)
const spec: StoreSpec = { topics: [{ topic: 'orders', queues: 2, messages: 90 }], queueFileBytes: 400, startTime, endTime: startTime + 10 * HOUR }
const tiered = { commitLogBytes: 4096, consumeQueueBytes: 200, topics: [{ topic: 'orders' }] }

export const kindsOfStore: readonly KindOfStore[] = [
  { name: 'local', spec, cut: { kind: 'before', time: startTime + 5 * HOUR }, severalPaths: false },
  { name: 'tiered', spec: { ...spec, tiered, segmentBytes: 1_048_576 }, cut: { kind: 'before', time: startTime + 4 * HOUR }, severalPaths: false },
  { name: 'local and tiered on several paths', spec: { ...spec, tiered }, cut: { kind: 'before', time: startTime + 5 * HOUR }, severalPaths: true },
]

const built = new Map<KindOfStore, readonly BuiltFile[]>()

/** Writes a store of a kind into an empty directory. @returns how it is opened */
export function writeCrashStore(kind: KindOfStore, home: string): OpenOptions & { readonly directory: string } {
  const files = built.get(kind) ?? buildStore(kind.spec)
  built.set(kind, files)
  writeBuiltFiles(home, files)
  const log = join(home, 'store/commitlog')
  const second = join(home, 'disk2/commitlog')
  if (kind.severalPaths) {
    mkdirSync(second, { recursive: true })
    readdirSync(log)
      .sort()
      .forEach((segment, index) => index % 2 === 1 && renameSync(join(log, segment), join(second, segment)))
  }
  return { directory: join(home, 'store'), ...(kind.severalPaths && { commitLogPaths: [log, second] }) }
}

export const engine: Engine = createEngine({ io: 'read', tool: 'crash test' })
export const asStopped = { assumeStopped: true } as const

/** Opens a store in this process. */
export function opened(store: OpenOptions & { readonly directory: string }): { readonly storeId: string; readonly root: string } {
  const storeId = store.directory
  return { storeId, root: engine.locate({ storeId, ...store }, unwatched).root }
}

export const planFor = (storeId: string, cut: Cut): CleanupPlan => engine.plan({ storeId, cut, allowPending: true, createdAt: 1_757_000_000_000 }, unwatched)
