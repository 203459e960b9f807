import { join, type StoreFiles } from '../bytes/store-files'
import { readWindow } from '../bytes/byte-source'
import { decodeCheckpoint } from '../formats/checkpoint'
import { step, type Watch } from '../progress'
import { range } from '../range'
import type { BrokerRules } from './broker-rules'
import { isFile, type Census } from './census'
import { readCommitLog, withSource } from './commit-log'
import type { Configuration } from './configuration'
import { checkEdgeUnits } from './edge-units'
import { readEpochs } from './epochs'
import { readIndexFiles } from './index-files'
import { withLastTimes } from './last-times'
import type { RecoverLog } from './log-recovery'
import { configuredSize } from './observed-size'
import { physicalEndOf, readQueueFiles, type QueueFiles } from './queue-files'
import { queueKinds, sizesNotAsConfigured, type QueueKind } from './queue-kinds'
import { pictureOf, queueWithoutFiles } from './queue-picture'
import type { StoreLocation } from './recognise'
import type { LocalSnapshot, StrayEntry } from './snapshot'
import { findUnindexedTail } from './unindexed-tail'

export interface LocalInput {
  readonly files: StoreFiles
  readonly census: Census
  readonly location: StoreLocation & { readonly localRoot: string }
  readonly configuration: Configuration
  readonly rules: BrokerRules
  readonly afterCrash: boolean
  /** The queues live in RocksDB: their directory is not one of files. */
  readonly queuesAreFiles: boolean
  /** Units point into this commitlog; those of DLedger point into another. */
  readonly pointsIntoLog: boolean
  readonly shown: (absolutePath: string) => string
  /** Follows the broker through the log instead of taking the active segment's end. */
  readonly recoverLog: RecoverLog | undefined
  readonly watch: Watch
}

export interface LocalParts {
  readonly snapshot: LocalSnapshot
  readonly scanned: { readonly bytes: number; readonly units: number; readonly records: number }
}

/** The broker's own store: commitlog first, then every queue held against it. */
export function readLocal(input: LocalInput): LocalParts {
  const { files, census, location, configuration, rules, shown, watch } = input
  const root = location.localRoot
  const log = readCommitLog({
    census,
    files,
    directories: location.commitLogDirectories,
    shown,
    configuredSegmentSizeBytes: configuredSize(location.configuration, 'mappedFileSizeCommitLog', 1),
    rules,
    watch,
  })
  const unknown: StrayEntry[] = [...log.strays]
  const kinds = input.queuesAreFiles ? queueKinds(input, unknown) : []
  const queues = readQueues(input, kinds)

  const checkpoint = readCheckpoint(files, census, root)
  const indexedEnd = physicalEndOf(queues)
  const afterCrash = input.afterCrash ? crashedAfter(checkpoint) : undefined
  const recovery = input.recoverLog?.({ files, segments: log.picture.segments, indexedEnd, crashedAfter: afterCrash, rules, watch })
  const picture = recovery === undefined ? log.picture : { ...log.picture, maxOffset: recovery.end, recovery }
  const byName = new Map(queues.map(queue => [queueKey(queue.input), queue]))
  const tail = input.queuesAreFiles
    ? findUnindexedTail(files, picture, indexedEnd, (topic, queueId) => byName.get(queueKey({ topic, queueId }))?.maxPhysicalOffset ?? 0, rules, afterCrash)
    : []
  const dispatched = new Map(tail.map(end => [queueKey(end), end]))
  const against = {
    log: { kept: range(picture.minOffset, picture.maxOffset), holes: picture.holes },
    logIsEmpty: picture.segments.length === 0,
    checksLastUnit: rules.checksLastUnit,
  }
  const misplaced = checkEdgeUnits(files, picture, input.pointsIntoLog ? queues : [], watch)
  const pictures = queues.map((queue, index) => {
    if (index % 64 === 0) step(watch, 'classifying-queues', index, queues.length)
    return pictureOf(queue, { ...against, dispatched: dispatched.get(queueKey(queue.input)), misplaced: misplaced.get(queue) })
  })
  const isRead = ({ topic, queueId }: { readonly topic: string; readonly queueId: number }): boolean => !census.isPartlyUnread(join(location.consumeQueueDirectory ?? '', topic, String(queueId)))
  const unborn = tail.filter(end => !byName.has(queueKey(end)) && isRead(end)).map(({ topic, queueId, from, end }) => queueWithoutFiles(topic, queueId, from, end))

  const index = readIndexFiles(files, census.list(join(root, 'index')), picture.minOffset, shown)
  const segments = withLastTimes(files, picture.segments, queues.map(queue => queue.column))

  return {
    snapshot: {
      commitLog: { ...picture, segments, unindexedTail: tail },
      queues: [...pictures, ...unborn].sort(byTopicAndId),
      index: index.pictures,
      unknownFiles: [...unknown, ...index.strays, ...queues.flatMap(queue => queue.strays), ...unknownInRoot(input)].sort((a, b) => (a.path < b.path ? -1 : 1)),
      compactionMismatches: compactionMismatches(census, root, shown),
      queueSizesNotAsConfigured: sizesNotAsConfigured(kinds, shown),
      batchTopicMismatches: batchTopicMismatches(queues, configuration),
      epochs: readEpochs(files, census, root),
      checkpoint,
    },
    scanned: { bytes: log.bytesRead, units: queues.reduce((sum, queue) => sum + queue.unitsRead, 0), records: log.records },
  }
}

/** Both the log and the queues were safe up to here; without a checkpoint nothing is known to be. */
const crashedAfter = (checkpoint: LocalSnapshot['checkpoint']): number => (checkpoint === null ? 0 : Math.min(checkpoint.physicMsgTimestamp, checkpoint.logicsMsgTimestamp))

const queueKey = ({ topic, queueId }: { readonly topic: string; readonly queueId: number }): string => `${topic}\0${queueId}`

export const byTopicAndId = (a: { readonly topic: string; readonly queueId: number }, b: { readonly topic: string; readonly queueId: number }): number =>
  a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.queueId - b.queueId

function readQueues({ files, shown, rules, watch }: LocalInput, kinds: readonly QueueKind[]): QueueFiles[] {
  const total = kinds.reduce((sum, { directories }) => sum + directories.length, 0)
  let read = 0
  return kinds.flatMap(({ kind, directories, fileSizeBytes }) =>
    directories.map(({ topic, queueId, entries }) => {
      if (read % 64 === 0) step(watch, 'reading-queues', read, total)
      read += 1
      return readQueueFiles({ files, topic, queueId, kind, entries, fileSizeBytes, shown, rules })
    }),
  )
}

const KNOWN_IN_ROOT = new Set([
  'abort', 'abort.bak', 'checkpoint', 'lock', 'commitlog', 'consumequeue', 'consumequeue_ext', 'batchconsumequeue', 'index', 'compaction', 'timerwheel', 'timerlog',
  'epochFileCheckpoint', 'epochFileCheckpoint.bak', 'brokerIdentity', 'brokerIdentity-temp', 'kvStore', 'tiered_index_file', 'transaction', 'config', 'rocksdbstore', 'conf', 'broker.conf', 'tiered', '.store-inspector',
  'checkpoint.bak', 'transientStorePool', 'timercheck', 'popStore', 'timerrocksdb',
])

function unknownInRoot({ census, location, shown }: LocalInput): StrayEntry[] {
  return census
    .list(location.localRoot)
    .filter(entry => !KNOWN_IN_ROOT.has(entry.name) && !/^(dledger-|timerwheel\.|\.)/.test(entry.name))
    .filter(entry => !location.commitLogDirectories.includes(entry.path) && entry.path !== location.tieredRoot)
    .map(entry => ({ path: shown(entry.path), absolutePath: entry.path, kind: entry.kind, sizeBytes: entry.facts?.sizeBytes ?? 0, place: 'root', stopsBroker: false }))
}

/** compactionLog and compactionCq must hold the same file names per queue. */
function compactionMismatches(census: Census, root: string, shown: (path: string) => string): LocalSnapshot['compactionMismatches'] {
  const sides = ['compactionLog', 'compactionCq'] as const
  if (census.isPartlyUnread(join(root, 'compaction'))) return []
  const names = (side: (typeof sides)[number]): Set<string> => {
    const top = join(root, 'compaction', side)
    const found = new Set<string>()
    for (const topic of census.list(top))
      for (const queue of census.list(topic.path))
        for (const file of census.list(queue.path)) if (isFile(file)) found.add(`${topic.name}/${queue.name}/${file.name}`)
    return found
  }
  const [log, queue] = sides.map(names) as [Set<string>, Set<string>]
  const lacking = (have: Set<string>, other: Set<string>, side: string, otherSide: string): { path: string; missing: string }[] =>
    [...have].filter(name => !other.has(name)).map(name => ({ path: shown(join(root, 'compaction', side, name)), missing: `compaction/${otherSide}/${name}` }))
  return [...lacking(log, queue, 'compactionLog', 'compactionCq'), ...lacking(queue, log, 'compactionCq', 'compactionLog')]
}

/** A topic that the configuration does not know has simple queues. */
function batchTopicMismatches(queues: readonly QueueFiles[], { topics, topicsAreLost }: Configuration): LocalSnapshot['batchTopicMismatches'] {
  if (topics === undefined && !topicsAreLost) return []
  const mismatches = new Map<string, LocalSnapshot['batchTopicMismatches'][number]>()
  for (const { input } of queues) {
    const queueType = topics?.topics.get(input.topic)?.attributes.get('queue.type') ?? 'SimpleCQ'
    const directory = input.kind === 'batch' ? 'batchconsumequeue' : 'consumequeue'
    if ((queueType === 'BatchCQ') !== (input.kind === 'batch')) mismatches.set(`${directory}/${input.topic}`, { topic: input.topic, directory, queueType })
  }
  return [...mismatches.values()]
}

function readCheckpoint(files: StoreFiles, census: Census, root: string): LocalSnapshot['checkpoint'] {
  const entry = census.entry(root, 'checkpoint')
  if (entry === undefined || !isFile(entry)) return null
  const checkpoint = withSource(files, entry.path, source => decodeCheckpoint(readWindow(source, 0, 40).view))
  if (checkpoint === undefined) return null
  const { physicMsgTimestamp, logicsMsgTimestamp, indexMsgTimestamp } = checkpoint
  return { physicMsgTimestamp, logicsMsgTimestamp, indexMsgTimestamp }
}
