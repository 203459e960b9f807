import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { chooseByteSources } from '../../../electron/host/byte-sources'
import { fileSystemSpace } from '../../../electron/host/file-system-space'
import { createCleanupFiles } from '../../../electron/host/node-cleanup-files'
import { createStoreFiles } from '../../../electron/host/node-store-files'
import { acquireStoreLock } from '../../../electron/host/store-lock'
import { summaryOf } from '../../../electron/service/engine'
import type { OpenOptions } from '../../../electron/service/jobs'
import { writeBuiltFiles } from '../../../electron/service/write-built-files'
import { buildStore } from '../../../shared/store/builders/build-store'
import type { BuiltFile } from '../../../shared/store/builders/built-file'
import { resizeFile, tieredFilesOf, type Fault } from '../../../shared/store/builders/faults'
import type { StoreSpec } from '../../../shared/store/builders/store-spec'
import { checkStore } from '../../../shared/store/checks/check-store'
import type { FindingCode } from '../../../shared/store/checks/finding'
import type { CleanupEnvironment } from '../../../shared/store/cleanup/environment'
import type { CleanupPlan, Cut } from '../../../shared/store/cleanup/plan'
import { planCleanup } from '../../../shared/store/cleanup/plan-cleanup'
import { unwatched } from '../../../shared/store/progress'
import { QUARANTINE_NAME } from '../../../shared/store/snapshot/census'
import { recognise } from '../../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../../shared/store/snapshot/take-snapshot'
import { stopped } from '../cleanup-fixture'

/** Small stores on the real file system and a cut that fits each, for tests that end a cleanup at every call. */
export interface KindOfStore {
  readonly name: string
  readonly spec: StoreSpec
  readonly cut: Cut
  /** Damage of the store that the cut mends. */
  readonly damage?: { readonly fault: Fault; readonly finding: FindingCode }
  /** Half of the segments lie in a second directory. */
  readonly severalPaths: boolean
}

const HOUR = 3_600_000
const startTime = Date.UTC(2026, 0, 5, 8)
const spec: StoreSpec = { topics: [{ topic: 'orders', queues: 2, messages: 90 }], queueFileBytes: 400, startTime, endTime: startTime + 10 * HOUR }
const tiered = { commitLogBytes: 4096, consumeQueueBytes: 200, topics: [{ topic: 'orders' }] }

const tornConfiguration: KindOfStore = {
  name: 'a torn configuration',
  spec: { ...spec, segmentBytes: 1_048_576 },
  cut: { kind: 'repair', code: 'config-unreadable' },
  damage: { fault: resizeFile('store/config/topics.json', 40), finding: 'config-unreadable' },
  severalPaths: false,
}

export const kindsOfStore: readonly KindOfStore[] = [
  { name: 'local', spec, cut: { kind: 'before', time: startTime + 5 * HOUR }, severalPaths: false },
  { name: 'tiered', spec: { ...spec, tiered, segmentBytes: 1_048_576 }, cut: { kind: 'before', time: startTime + 4 * HOUR }, severalPaths: false },
  { name: 'local and tiered on several paths', spec: { ...spec, tiered }, cut: { kind: 'before', time: startTime + 5 * HOUR }, severalPaths: true },
  {
    name: 'half a unit',
    spec: { ...spec, tiered, segmentBytes: 1_048_576 },
    cut: { kind: 'repair', code: 'tiered-misaligned' },
    damage: { fault: files => resizeFile(lastQueueFile(files), 33)(files), finding: 'tiered-misaligned' },
    severalPaths: false,
  },
  // Replaced in the same way as half a unit: the default run has one of the two.
  ...(process.env['KILLS'] === 'all' ? [tornConfiguration] : []),
]

const lastQueueFile = (files: readonly BuiltFile[]): string => tieredFilesOf(files, { topic: 'orders', queueId: 0 }, 'CONSUME_QUEUE').at(-1)?.path ?? ''

const built = new Map<KindOfStore, readonly BuiltFile[]>()

/** Writes a store of a kind into an empty directory. @returns how it is opened */
export function writeCrashStore(kind: KindOfStore, home: string): Opened {
  const files = built.get(kind) ?? buildStore(kind.spec, ...(kind.damage === undefined ? [] : [kind.damage.fault]))
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

const files = createStoreFiles(chooseByteSources({ backend: 'read' }))

export type Opened = OpenOptions & { readonly directory: string }

export const rootOf = (store: Opened): string => files.realPath(store.directory)

export const lookAt = (store: Opened): StoreSnapshot => takeSnapshot(files, recognise(files, store.directory, store))

export const planFor = (store: Opened, cut: Cut): CleanupPlan => planCleanup(lookAt(store), { cut, allowPending: true, createdAt: 1_757_000_000_000 }, { files }, stopped)

/** What a run in this process needs, over the real file system; nobody holds the store. */
export const realEnvironment = (store: Opened): CleanupEnvironment => ({
  files,
  cleanup: createCleanupFiles(),
  watch: unwatched,
  liveness: () => stopped,
  seen: () => lookAt(store).files,
  now: () => 1_757_000_100_000,
  checkAfter: () => summaryOf(checkStore(lookAt(store))),
  freeBytes: path => fileSystemSpace(path)?.freeBytes,
  hold: root => acquireStoreLock(root, `${root}/${QUARANTINE_NAME}`).release,
  options: { assumeStopped: false, tool: 'test' },
})
