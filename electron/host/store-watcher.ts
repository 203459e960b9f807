import { type ChokidarOptions, type FSWatcher, watch as watchWithChokidar } from 'chokidar'
import type { InUse } from '../../shared/store/in-use'
import { nameOf, parentOf, relativeTo } from '../../shared/store/bytes/store-files'
import { createChangeBatch, type StoreChange } from './change-batch'
import { ConfigurationChanges } from './configuration-changes'
import { DirectoryTrees } from './directory-trees'
import { hasCode } from './failure'
import { MOST_BUSY, repeatedly, systemTimers, type Timers } from './timers'

export type { StoreChange } from './change-batch'

export interface WatchedStore {
  /** Real paths of the root, of commitlog directories elsewhere, and of the tiered root. The first one stands for the store. */
  readonly directories: readonly string[]
  /** Directories and files whose content is configuration; `config` of each directory when absent. */
  readonly configuration?: readonly string[]
  /** Asked every few seconds, and at once when `lock` or `abort` come or go. */
  readonly inUse?: () => InUse | Promise<InUse>
}

export interface StoreWatchListener {
  changed(changes: readonly StoreChange[]): void
  /** The system has no more watches to give: from now on changes come later. `remedy` is one sentence. */
  slowed?(code: string, remedy: string): void
  /** Watching or asking failed otherwise; it goes on as far as it can. */
  failed?(error: unknown): void
}

export interface StoreWatch {
  /** Settled when what is there is known, and every later change will be told. */
  readonly ready: Promise<void>
  /** Afterwards nothing is told and no handle is left. */
  close(): Promise<void>
}

export interface WatchTools {
  readonly timers: Timers
  readonly watch: (paths: string[], options: ChokidarOptions) => FSWatcher
}

const LOOK_EVERY_MS = 5_000
const IN_USE_EVERY_MS = 5_000
/** Of the time may go into asking while a broker has the store: somebody may be waiting for it to stop. Else as little as into looking. */
const BUSY_WHILE_USED = 1 / 20
const POLLING_INTERVAL_MS = 10_000

/** `config/topics.json`, `commitlog/00000000000000000000`: the system's watches go no deeper. */
const DEPTH = 1

/** Our own quarantine, the broker's spare copies, and databases that are not read. */
const ignoredName = /^(?:\.store-inspector|rocksdbstore|kvStore|.*\.bak|.*\.tmp|.*\.sst)$/
/** Directories of directories, each of which would need a watch of the system; they are looked at in turn. */
const deepDirectory = /^(?:consumequeue|batchconsumequeue|consumequeue_ext|compaction)$/

/**
 * Follows an open store. Its directories are looked at in turn; where few names change and matter at once (the root,
 * configuration, the commitlog) the system's events hasten the look. Who uses the store is asked. Tells what changed, never
 * that all must be read again.
 */
export function watchStore(store: WatchedStore, listener: StoreWatchListener, tools: Partial<WatchTools> = {}): StoreWatch {
  const { timers = systemTimers, watch = watchWithChokidar } = tools
  const { directories } = store
  const configuration = store.configuration ?? directories.map(directory => `${directory}/config`)
  const isConfiguration = (path: string): boolean => configuration.includes(path) || isBelow(path, configuration)
  const isIgnored = (path: string): boolean => isBelow(path, directories) && ignoredName.test(nameOf(path))

  const batch = createChangeBatch(timers, changes => listener.changed(changes))
  const configurations = new ConfigurationChanges(timers, path => batch.add({ what: 'configuration', path }))
  const trees = new DirectoryTrees(directories, path => isIgnored(path) || isConfiguration(path), change => told(change))
  let isClosed = false
  let isPolling = false
  let usedBy: string | undefined
  let isUsed = false

  function told(change: StoreChange): void {
    if (isClosed) return
    batch.add(change)
    if (nameOf(change.path) === 'abort' || nameOf(change.path) === 'lock') void attempt(askInUse)
  }

  async function askInUse(): Promise<void> {
    const answer = await store.inUse?.()
    if (answer === undefined || isClosed) return
    const text = JSON.stringify(answer)
    if (usedBy !== undefined && usedBy !== text) batch.add({ what: 'in-use', path: directories[0] ?? '' })
    usedBy = text
    isUsed = answer.state === 'in-use'
  }

  async function attempt(ask: () => Promise<void>): Promise<void> {
    try {
      await ask()
    } catch (error) {
      if (!isClosed) listener.failed?.(error)
    }
  }

  function follow(backend: 'auto' | 'polling'): FSWatcher {
    const known: Promise<void>[] = []
    let isReady = false
    const touched = (given: string): void => {
      if (isClosed) return
      const path = slashed(given)
      if (!isConfiguration(path)) return isReady ? void attempt(() => trees.lookInto(parentOf(path))) : undefined
      if (isReady) configurations.touched(path)
      else known.push(configurations.known(path))
    }
    const followed = watch([...directories, ...configuration.filter(path => !isBelow(path, directories))], {
      backend,
      depth: DEPTH,
      pollingInterval: POLLING_INTERVAL_MS,
      pollingBinaryInterval: POLLING_INTERVAL_MS,
      followSymlinks: false,
      atomic: false,
      ignored: path => isIgnored(slashed(path)) || directories.some(directory => deepDirectory.test(relativeTo(directory, slashed(path)))),
    })
    for (const event of ['add', 'unlink', 'change'] as const) followed.on(event, touched)
    followed.on('error', error => void troubled(followed, error))
    followed.on('ready', () => {
      isReady = true
      void Promise.all([...known, attempt(() => trees.look()), attempt(askInUse)]).then(() => becomeReady())
    })
    return followed
  }

  async function troubled(from: FSWatcher, error: unknown): Promise<void> {
    if (isClosed || from !== watcher) return
    if (isPolling || !hasCode(error, 'ENOSPC', 'EMFILE')) return listener.failed?.(error)
    isPolling = true
    watcher = follow('polling')
    const limit = hasCode(error, 'ENOSPC') ? 'fs.inotify.max_user_watches' : 'fs.inotify.max_user_instances'
    listener.slowed?.('watch-limit', `the system has no more file watches to give; raise ${limit}`)
    await closeForGood(from)
  }

  let becomeReady: () => void = () => undefined
  const ready = new Promise<void>(resolve => (becomeReady = resolve))
  let watcher = follow('auto')
  const endings = [
    repeatedly(timers, LOOK_EVERY_MS, () => attempt(() => trees.look())),
    // A look everywhere takes long in a large store and then comes seldom; that a broker writes is seen in its log.
    repeatedly(timers, LOOK_EVERY_MS, () => attempt(async () => void (await Promise.all(directories.flatMap(directory => [trees.lookInto(directory), trees.lookInto(`${directory}/commitlog`)]))))),
    repeatedly(timers, IN_USE_EVERY_MS, () => attempt(askInUse), () => (isUsed ? BUSY_WHILE_USED : MOST_BUSY)),
  ]

  return {
    ready,
    async close() {
      isClosed = true
      for (const end of endings) end()
      batch.close()
      configurations.close()
      await closeForGood(watcher)
    },
  }
}

const isBelow = (path: string, directories: readonly string[]): boolean => directories.some(directory => path.startsWith(`${directory}/`))

/** Closing takes all listeners away, and an error that is still under way would then end the process. */
function closeForGood(watcher: FSWatcher): Promise<void> {
  const closing = watcher.close()
  watcher.on('error', () => undefined)
  return closing
}

const slashed = (path: string): string => (process.platform === 'win32' ? path.replaceAll('\\', '/') : path)
