import { readWindow } from '../bytes/byte-source'
import { join, nameOf, relativeTo, type StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { toHex } from '../formats/hex'
import { readInt64 } from '../formats/int64'
import { decodeRecordHeader, RECORD_HEADER_BYTES } from '../formats/message-record'
import { clusterDirectoryName, tieredFileName } from '../formats/tiered-file-name'
import { parseTieredMetadata, type TieredMetadata, type TieredRow } from '../formats/tiered-metadata'
import { physicalOffset, queueOffset, type QueueOffset } from '../offsets'
import { step, type Watch } from '../progress'
import { gapsBetween, range, type Range } from '../range'
import { isFile, notAFile, type Census } from './census'
import { countClasses, runsOf, type LogExtent } from './classes'
import { withSource } from './commit-log'
import { byTopicAndId } from './local'
import { clusterFolders, readText } from './recognise'
import { checkIndexFiles } from './tiered-index'
import { readColumn } from './tiered-column'
import { findStrays, ownFolders } from './tiered-strays'
import type { TieredFlatFile, TieredInconsistency, TieredQueuePicture, TieredSegmentPicture, TieredSnapshot } from './snapshot'

export interface TieredInput {
  readonly files: StoreFiles
  readonly census: Census
  /** Absolute tieredStoreFilePath. */
  readonly root: string
  /** Absolute path of tieredStoreMetadata.json, whether it exists or not; null without a broker's root. */
  readonly metadataPath: string | null
  readonly configuration: ReadonlyMap<string, string>
  readonly watch: Watch
}

type FileType = 'COMMIT_LOG' | 'CONSUME_QUEUE' | 'INDEX'
const TYPES = { commitLogFileSegmentTable: 'COMMIT_LOG', consumeQueueFileSegmentTable: 'CONSUME_QUEUE', indexFileSegmentTable: 'INDEX' } as const
const TYPE_CODES = { COMMIT_LOG: 0, CONSUME_QUEUE: 1, INDEX: 2 } as const
const INDEX_PATH = /^([^/]+)\/rmq_sys_INDEX\/0$/

/** The tiered store: what the metadata says, held against the files, queue by queue. */
export function readTiered(input: TieredInput): TieredSnapshot {
  const { files, census, root, metadataPath } = input
  const inconsistencies: TieredInconsistency[] = []
  const metadata = loadMetadata(files, metadataPath, inconsistencies)
  const rows = metadata?.rows ?? []
  const brokers = new Set(rows.map(row => row.filePath.split('/')[0] ?? ''))
  const clusterRoot = chooseCluster(input, brokers)
  checkRows(rows, metadata, input.configuration.get('brokerName'), inconsistencies)

  const known = new Set<string>()
  const rowsOf = Map.groupBy(rows, row => `${TYPES[row.table]} ${row.filePath}`)
  const flat = (filePath: string, type: FileType): TieredFlatFile => {
    const directory = join(clusterRoot ?? root, filePath, type)
    const mine = rowsOf.get(`${type} ${filePath}`) ?? []
    return readFlatFile(census, root, directory, mine.filter(row => row.baseOffset !== null).sort((a, b) => a.key - b.key), known)
  }
  const paths = new Map<string, { topic: string; queueId: number }>()
  for (const row of rows) if (row.table !== 'indexFileSegmentTable') addPath(paths, row.filePath)
  for (const { topic, queueId } of metadata?.queues ?? []) for (const broker of brokers) paths.set(`${broker}/${topic}/${queueId}`, { topic, queueId })
  // A row whose file nobody could look for is no ghost.
  for (const filePath of paths.keys()) if (census.isPartlyUnread(join(clusterRoot ?? root, filePath))) paths.delete(filePath)

  const queues = [...paths].map(([filePath, { topic, queueId }], index) => {
    step(input.watch, 'reading-tiered-queues', index, paths.size)
    return readTieredQueue(files, topic, queueId, flat(filePath, 'COMMIT_LOG'), flat(filePath, 'CONSUME_QUEUE'))
  })
  const indexPath = rows.find(row => row.table === 'indexFileSegmentTable')?.filePath
  const index = indexPath === undefined ? null : flat(indexPath, 'INDEX')
  if (index !== null) for (const found of checkIndexFiles(files, index)) inconsistencies.push(found)

  return {
    root,
    clusterRoot,
    metadataPath: metadata === undefined && metadataPath !== null && files.stat(metadataPath) === undefined ? null : metadataPath,
    metadata: metadata !== undefined ? 'ok' : metadataPath !== null && files.stat(metadataPath) !== undefined ? 'unreadable' : 'absent',
    queues: queues.sort(byTopicAndId),
    index,
    ownTimes: (metadata?.topics ?? []).flatMap(({ topic, reserveTime }) => (reserveTime > 0 ? [{ topic, hours: reserveTime }] : [])),
    strays: findStrays(census, root, ownFolders(clusterRoot, metadata === undefined ? undefined : brokers, input.configuration.get('brokerName')), known),
    inconsistencies,
  }
}

const queueIdOf = (text: string | undefined): number | null => (text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null)

function addPath(paths: Map<string, { topic: string; queueId: number }>, filePath: string): void {
  const parts = filePath.split('/')
  const queueId = queueIdOf(parts[2])
  if (parts.length === 3 && parts[1] !== undefined && queueId !== null) paths.set(filePath, { topic: parts[1], queueId })
}

/** As the broker loads it: the file, else its `.bak`. Undefined: the broker starts with nothing known. */
function loadMetadata(files: StoreFiles, path: string | null, inconsistencies: TieredInconsistency[]): TieredMetadata | undefined {
  if (path === null) return undefined
  for (const candidate of [path, `${path}.bak`]) {
    const kind = files.stat(candidate)?.kind
    if (kind === undefined) continue
    const parsed = kind === 'file' ? tryParse(files, candidate) : notAFile(kind)
    if (typeof parsed === 'object') return parsed
    inconsistencies.push({ code: 'tiered-metadata-unreadable', topic: null, queueId: null, path: candidate, note: parsed })
  }
  return undefined
}

function tryParse(files: StoreFiles, path: string): TieredMetadata | string {
  try {
    const parsed = parseTieredMetadata(readText(files, path))
    return parsed.ok ? parsed.metadata : `${parsed.reason} at ${parsed.at}`
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}

function chooseCluster({ files, root, configuration, census }: TieredInput, brokers: ReadonlySet<string>): string | null {
  const folders = clusterFolders(files, root)
  const configured = configuration.get('brokerClusterName')
  const wanted = configured === undefined ? undefined : folders.find(folder => nameOf(folder) === clusterDirectoryName(configured))
  return wanted ?? folders.find(folder => [...brokers].some(broker => census.has(folder, broker, 'directory'))) ?? folders[0] ?? null
}

/** Store-format T2, T12, T13, T15: what the rows say of themselves and of each other. */
function checkRows(rows: readonly TieredRow[], metadata: TieredMetadata | undefined, brokerName: string | undefined, found: TieredInconsistency[]): void {
  const listed = new Set(metadata?.queues.map(({ topic, queueId }) => `${topic}/${queueId}`))
  const unlisted = new Set<string>()
  const foreign = new Set<string>()
  for (const row of rows) {
    const [broker = '', topic = null, id] = row.filePath.split('/')
    const place = { topic, queueId: queueIdOf(id), path: row.filePath }
    const type = TYPES[row.table]
    if (row.path !== row.filePath || row.baseOffset !== row.key || row.type !== TYPE_CODES[type] || Number.isNaN(row.sizeBytes))
      found.push({ ...place, code: 'tiered-row-inconsistent', note: `${row.table} ${row.key}: path ${row.path ?? 'missing'}, base ${row.baseOffset ?? 'missing'}, type ${row.type ?? 'missing'}, size ${row.sizeBytes}` })
    // Index rows are left out: brokers write their two times in either order.
    else if (type !== 'INDEX' && row.sizeBytes > 0 && (row.beginTimestamp === null || row.endTimestamp === null || !(row.beginTimestamp >= 0) || !(row.endTimestamp >= row.beginTimestamp)))
      found.push({ ...place, code: 'tiered-timestamps', note: `${row.table} ${row.key}: ${row.beginTimestamp ?? 'empty'} to ${row.endTimestamp ?? 'empty'}` })
    if (!INDEX_PATH.test(row.filePath) && !listed.has(row.filePath.slice(broker.length + 1))) unlisted.add(row.filePath)
    if (brokerName !== undefined && broker !== brokerName) foreign.add(broker)
  }
  for (const path of unlisted) {
    const [, topic = null, id] = path.split('/')
    found.push({ code: 'tiered-queue-unlisted', topic, queueId: queueIdOf(id), path, note: 'no row in queueMetadataTable' })
  }
  for (const broker of foreign) found.push({ code: 'tiered-wrong-broker', topic: null, queueId: null, path: broker, note: brokerName ?? '' })
}

function readFlatFile(census: Census, root: string, directory: string, rows: readonly TieredRow[], known: Set<string>): TieredFlatFile {
  const fileOf = new Map<string, { sizeBytes: number; allocatedBytes: number; modifiedTime: number }>()
  for (const entry of census.list(directory)) if (isFile(entry)) fileOf.set(entry.name, entry.facts)
  const segments = rows.map((row, index): TieredSegmentPicture => {
    const name = tieredFileName(row.key)
    const path = join(directory, name)
    known.add(path)
    const facts = fileOf.get(name)
    const fileSizeBytes = facts?.sizeBytes ?? null
    return {
      path: relativeTo(root, path),
      absolutePath: path,
      baseOffset: row.key,
      sizeBytes: Number.isNaN(row.sizeBytes) ? 0 : row.sizeBytes,
      fileSizeBytes,
      allocatedBytes: facts?.allocatedBytes ?? 0,
      modifiedTime: facts?.modifiedTime ?? null,
      // A file the broker re-created for a row is there with no byte in it: still a ghost.
      state: (fileSizeBytes ?? 0) === row.sizeBytes ? 'ok' : (fileSizeBytes ?? 0) === 0 ? 'ghost' : 'size-mismatch',
      last: index === rows.length - 1,
      beginTimestamp: row.beginTimestamp,
      endTimestamp: row.endTimestamp,
    }
  })
  const last = segments.at(-1)
  return {
    minOffset: segments[0]?.baseOffset ?? 0,
    maxOffset: last === undefined ? 0 : last.baseOffset + (last.fileSizeBytes ?? 0),
    holes: gapsBetween(segments.map(segment => range(segment.baseOffset, segment.baseOffset + segment.sizeBytes))),
    segments,
  }
}

interface FirstRecord {
  readonly queueOffset: QueueOffset | null
  readonly problem: { readonly hex: string; readonly note: string } | null
}

/** Bytes 20 to 27 of a segment's first record, and whether it is one. */
function readFirstRecord(files: StoreFiles, segment: TieredSegmentPicture): FirstRecord {
  try {
    const { view, bytes } = withSource(files, segment.absolutePath, source => readWindow(source, 0, RECORD_HEADER_BYTES))
    if (bytes.length < 28) return { queueOffset: null, problem: null }
    const header = decodeRecordHeader(view, 0)
    if (header.kind === 'message' && header.physicalOffset === segment.baseOffset && header.queueOffset >= 0) return { queueOffset: header.queueOffset, problem: null }
    const said = readInt64(view, 20)
    return { queueOffset: said >= 0 ? queueOffset(said) : null, problem: { hex: toHex(bytes), note: header.kind === 'message' ? 'own-offset' : header.kind } }
  } catch (error) {
    if (error instanceof Failure) return { queueOffset: null, problem: { hex: '', note: error.code } }
    throw error
  }
}

function readTieredQueue(files: StoreFiles, topic: string, queueId: number, commitLog: TieredFlatFile, consumeQueue: TieredFlatFile): TieredQueuePicture {
  const irregular: TieredQueuePicture['irregular'][number][] = []
  const present = commitLog.segments.filter(segment => segment.state !== 'ghost' && (segment.fileSizeBytes ?? 0) > 0)
  const survivor = present[0]
  const first = survivor && readFirstRecord(files, survivor)
  if (survivor && first?.problem)
    irregular.push({ code: 'tiered-record-mismatch', path: survivor.path, at: 0, ...first.problem })
  for (const segment of consumeQueue.segments)
    if (segment.baseOffset % UNIT_BYTES !== 0 || (segment.fileSizeBytes ?? 0) % UNIT_BYTES !== 0)
      irregular.push({ code: 'tiered-misaligned', path: segment.path, at: segment.fileSizeBytes ?? 0, hex: '', note: `base ${segment.baseOffset}, ${segment.fileSizeBytes ?? 0} bytes` })

  // The broker reads the first row's file; a ghost that is not the last reads as zeros.
  const head = commitLog.segments[0]
  const firstRecordOffset = head === survivor ? (first?.queueOffset ?? null) : head !== undefined && !head.last ? queueOffset(0) : null
  const queueBase = queueOffset(Math.floor(consumeQueue.minOffset / UNIT_BYTES))
  const atLeast = (offset: QueueOffset | null | undefined): QueueOffset => queueOffset(Math.max(queueBase, offset ?? 0))
  const minOffset = atLeast(firstRecordOffset)
  const realMinOffset = atLeast(first?.problem ? null : first?.queueOffset)
  const maxOffset = queueOffset(Math.floor(consumeQueue.maxOffset / UNIT_BYTES))

  const column = readColumn(files, consumeQueue, irregular)
  const runs = runsOf(column, extentOfLog(commitLog, survivor), minOffset)
  return {
    topic,
    queueId,
    commitLog,
    consumeQueue,
    firstRecordOffset,
    firstOffset: column.files[0]?.first.queue.start ?? queueBase,
    minOffset,
    realMinOffset,
    maxOffset,
    units: countClasses(runs),
    runs: runs.map(({ unitClass, queueOffsets, physical }) => ({ unitClass, queueOffsets, physical })),
    irregular,
  }
}

/** What is really there: from the first segment with bytes on; every gap behind it is a hole. */
function extentOfLog(commitLog: TieredFlatFile, survivor: TieredSegmentPicture | undefined): LogExtent {
  const start = survivor?.baseOffset ?? commitLog.maxOffset
  const covered: Range[] = commitLog.segments
    .filter(segment => segment.state !== 'ghost' && segment.baseOffset >= start)
    .map(segment => range(segment.baseOffset, segment.baseOffset + (segment.last ? (segment.fileSizeBytes ?? 0) : Math.min(segment.sizeBytes, segment.fileSizeBytes ?? 0))))
  return {
    kept: range(physicalOffset(start), physicalOffset(Math.max(start, commitLog.maxOffset))),
    holes: gapsBetween(covered).map(({ start: from, end }) => range(physicalOffset(from), physicalOffset(end))),
  }
}
