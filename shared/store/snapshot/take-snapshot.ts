import { join, nameOf, parentOf, relativeTo, type StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { unwatched, type Watch } from '../progress'
import { brokerRules, NEWEST_RULES } from './broker-rules'
import { Census, isFile, QUARANTINE_NAME } from './census'
import { readConfiguration, type Configuration } from './configuration'
import { readGroups } from './groups'
import { readLocal } from './local'
import type { RecoverLog } from './log-recovery'
import { readText, type StoreLocation } from './recognise'
import type { LocalSnapshot, StoreIdentity, StoreSnapshot, StoreTrait, TieredSnapshot } from './snapshot'
import { readTiered } from './tiered'

export interface SnapshotOptions {
  /** Rules of this broker version instead of what the files tell, such as "5.1.4". */
  readonly brokerVersion?: string | undefined
  /** For a forecast: where the broker will end the log, instead of where the active segment ends. Reads what the broker reads. */
  readonly recoverLog?: RecoverLog
}

const nothing: Configuration = { files: [], topics: undefined, topicsAreLost: false, committed: [], committedBeyond: [], delayOffsets: new Map() }

/**
 * Looks at a whole store once. Reads names and facts of all files, the first and last unit of every queue file, the head
 * of every segment and index file, and the active segment: O(files), whatever the bytes.
 * @throws Failure when the disk does not answer; Cancelled
 */
export function takeSnapshot(files: StoreFiles, location: StoreLocation, options: SnapshotOptions = {}, watch: Watch = unwatched): StoreSnapshot {
  const { localRoot, tieredRoot } = location
  const census = takeCensus(files, location, watch)
  const shown = (path: string): string => shownPath(location, path)
  const configuration = localRoot === null ? nothing : readConfiguration(files, census, localRoot)
  const brokerVersion = versionOf(census, localRoot, configuration, options.brokerVersion)
  const rules = brokerRules(brokerVersion.assumed)
  const abort = localRoot === null ? null : readAbort(files, census, localRoot)
  const layout = localRoot === null ? 'simple' : layoutOf(census, location.consumeQueueDirectory ?? '')

  const local =
    localRoot === null
      ? undefined
      : readLocal({
          files,
          census,
          location: { ...location, localRoot },
          configuration,
          rules,
          afterCrash: abort !== null,
          queuesAreFiles: layout !== 'rocksdb',
          pointsIntoLog: !hasDLedger(census, localRoot),
          shown,
          recoverLog: options.recoverLog,
          watch,
        })
  const tiered =
    tieredRoot === null
      ? undefined
      : readTiered({
          files,
          census,
          root: tieredRoot,
          metadataPath: localRoot === null ? null : join(localRoot, 'config', 'tieredStoreMetadata.json'),
          configuration: location.configuration,
          watch,
        })

  const seen = census.seen()
  // Of a queue whose folder nobody could read, no range is known to hold a position against.
  const queueParents = queueParentsOf(census, location, tiered)
  const isRead = ({ topic, queueId }: { readonly topic: string; readonly queueId: number }): boolean =>
    !queueParents.some(parent => census.isPartlyUnread(join(parent, topic, String(queueId))))
  return {
    store: {
      ...identityOf(files, location, tiered),
      consumeQueueLayout: layout,
      traits: traitsOf(census, location, local?.snapshot),
      brokerVersion,
      abort,
    },
    ...(local === undefined ? {} : { local: local.snapshot }),
    ...(tiered === undefined ? {} : { tiered }),
    groups: readGroups(configuration.committed.filter(isRead), local?.snapshot, tiered),
    groupsBeyond: configuration.committedBeyond.filter(isRead),
    configs: configuration.files,
    files: seen,
    otherFiles: localRoot === null ? [] : seen.filter(({ path }) => isOther(location, localRoot, path)),
    unreadFolders: census.unread().map(({ path, error }) => ({ side: tieredRoot !== null && path.startsWith(`${tieredRoot}/`) ? 'tiered' : 'local', path: shown(path), error })),
    scanned: { files: seen.length, bytes: local?.scanned.bytes ?? 0, units: local?.scanned.units ?? 0, records: local?.scanned.records ?? 0 },
  }
}

/** Folders of a root that are looked into; whatever else lies in it is named and left alone. */
const DESCENDED = /^(commitlog|consumequeue|consumequeue_ext|batchconsumequeue|index|config|compaction|timerlog|kvStore|tiered_index_file|rocksdbstore|dledger-.+)$/

function takeCensus(files: StoreFiles, { localRoot, commitLogDirectories, consumeQueueDirectory, tieredRoot }: StoreLocation, watch: Watch): Census {
  const needed = [localRoot, ...commitLogDirectories, consumeQueueDirectory, tieredRoot, ...(localRoot === null ? [] : [join(localRoot, 'config')])]
  const census = new Census(files, watch, new Set(needed.filter(directory => directory !== null)))
  if (localRoot !== null)
    census.take(localRoot, path => parentOf(path) !== localRoot || DESCENDED.test(nameOf(path)))
  for (const directory of commitLogDirectories) census.take(directory)
  if (consumeQueueDirectory !== null) census.take(consumeQueueDirectory)
  if (tieredRoot !== null) census.take(tieredRoot, path => parentOf(path) !== tieredRoot || /^[0-9a-f]{8}_/.test(nameOf(path)))
  return census
}

function isOther({ commitLogDirectories, consumeQueueDirectory, tieredRoot }: StoreLocation, localRoot: string, path: string): boolean {
  const isIn = (directory: string | null): boolean => directory !== null && path.startsWith(`${directory}/`)
  return isIn(localRoot) && ![...commitLogDirectories, consumeQueueDirectory, tieredRoot, join(localRoot, 'batchconsumequeue'), join(localRoot, 'index')].some(isIn)
}

/** Folders that hold `{topic}/{queueId}`, of queues of every kind. */
function queueParentsOf(census: Census, { localRoot, consumeQueueDirectory }: StoreLocation, tiered: TieredSnapshot | undefined): string[] {
  const clusterRoot = tiered?.clusterRoot ?? null
  const brokers = clusterRoot === null ? [] : census.list(clusterRoot).filter(({ kind }) => kind === 'directory').map(({ path }) => path)
  return [consumeQueueDirectory, localRoot && join(localRoot, 'batchconsumequeue'), clusterRoot, ...brokers].filter(parent => parent !== null)
}

/** Relative to the root; links to the parts of a root show under the name they have there. */
function shownPath({ localRoot, commitLogDirectories, consumeQueueDirectory, tieredRoot }: StoreLocation, path: string): string {
  const base = localRoot ?? tieredRoot ?? ''
  const relative = relativeTo(base, path)
  if (relative !== path) return relative
  const first = commitLogDirectories[0]
  if (first !== undefined && commitLogDirectories.length === 1 && path.startsWith(`${first}/`)) return `commitlog/${relativeTo(first, path)}`
  if (consumeQueueDirectory !== null && path.startsWith(`${consumeQueueDirectory}/`)) return `consumequeue/${relativeTo(consumeQueueDirectory, path)}`
  return path
}

function versionOf(census: Census, localRoot: string | null, { topics }: Configuration, option: string | undefined): StoreIdentity['brokerVersion'] {
  if (option !== undefined) return { assumed: option, from: 'option' }
  if (topics !== undefined && !topics.hasStateVersion) return { assumed: '4.9', from: 'files' }
  const isNewest =
    (localRoot !== null && census.has(localRoot, 'rocksdbstore', 'directory')) || topics?.topics.has('RMQ_SYS_ROCKSDB_TRANS_HALF_TOPIC') === true
  return isNewest ? { assumed: '5.4', from: 'files' } : { assumed: NEWEST_RULES, from: 'default' }
}

function readAbort(files: StoreFiles, census: Census, localRoot: string): StoreIdentity['abort'] {
  const entry = census.entry(localRoot, 'abort')
  if (entry === undefined || entry.facts === undefined) return null
  let pid: number | null = null
  try {
    const text = isFile(entry) && entry.facts.sizeBytes <= 32 ? readText(files, entry.path).trim() : ''
    pid = /^\d+$/.test(text) ? Number(text) : null
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
  return { path: entry.path, pid, modifiedTime: entry.facts.modifiedTime }
}

/** RocksDB queues lie in the same directory as file queues would. */
function layoutOf(census: Census, consumeQueueDirectory: string): StoreIdentity['consumeQueueLayout'] {
  const entries = census.list(consumeQueueDirectory)
  const isDatabase = entries.some(({ name }) => name === 'CURRENT') && entries.some(({ name }) => /^MANIFEST-\d+$/.test(name))
  if (!isDatabase) return 'simple'
  const hasFileQueues = entries.some(entry => entry.kind === 'directory' && census.list(entry.path).some(queue => /^\d+$/.test(queue.name) && census.list(queue.path).length > 0))
  return hasFileQueues ? 'combined' : 'rocksdb'
}

const hasDLedger = (census: Census, localRoot: string): boolean => census.list(localRoot).some(entry => entry.kind === 'directory' && /^dledger-.+/.test(entry.name))

function traitsOf(census: Census, { localRoot, commitLogDirectories }: StoreLocation, local: LocalSnapshot | undefined): StoreTrait[] {
  if (localRoot === null) return []
  const root = census.list(localRoot)
  const holds = (...path: readonly string[]): boolean => census.list(join(localRoot, ...path)).length > 0
  const traits: [StoreTrait, boolean][] = [
    ['batch-queues', local?.queues.some(queue => queue.kind === 'batch') === true],
    ['lmq', local?.queues.some(queue => queue.topic.startsWith('%LMQ%')) === true || census.has(join(localRoot, 'config'), 'lmqConsumerOffset.json', 'file')],
    ['compaction', holds('compaction', 'compactionLog') || holds('compaction', 'compactionCq')],
    ['dledger', hasDLedger(census, localRoot)],
    ['controller', root.some(entry => entry.name === 'epochFileCheckpoint' || entry.name === 'brokerIdentity')],
    ['timer', root.some(entry => entry.name === 'timerwheel') || holds('timerlog')],
    ['multi-path', commitLogDirectories.length > 1],
    ['queue-ext', holds('consumequeue_ext')],
  ]
  return traits.filter(([, has]) => has).map(([trait]) => trait)
}

function identityOf(files: StoreFiles, location: StoreLocation, tiered: TieredSnapshot | undefined): Omit<StoreIdentity, 'consumeQueueLayout' | 'traits' | 'brokerVersion' | 'abort'> {
  const { localRoot, tieredRoot, configuration } = location
  const root = localRoot ?? tieredRoot ?? ''
  const configured = configuration.get('brokerName')
  const inMetadata = tiered?.queues[0]?.commitLog.segments[0]?.path.split('/')[1]
  const clusterName = configuration.get('brokerClusterName') ?? (tiered?.clusterRoot == null ? null : nameOf(tiered.clusterRoot).slice(9))
  const homes = new Set([localRoot, tieredRoot, ...location.commitLogDirectories.map(parentOf), location.consumeQueueDirectory && parentOf(location.consumeQueueDirectory)])
  return {
    root,
    kinds: [...(localRoot === null ? [] : ['local' as const]), ...(tieredRoot === null ? [] : ['tiered' as const])],
    brokerName: configured ?? inMetadata ?? nameOf(root),
    brokerNameFrom: configured !== undefined ? 'broker.conf' : inMetadata !== undefined ? 'tiered-metadata' : 'folder',
    clusterName,
    configurationPath: location.configurationPath,
    foundBy: location.foundBy,
    quarantines: [...homes].flatMap(home => (home === null ? [] : [join(home, QUARANTINE_NAME)])).filter(path => files.stat(path)?.kind === 'directory'),
  }
}
