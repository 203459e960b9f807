import { readWindow } from '../bytes/byte-source'
import { parseBrokerConf } from '../formats/broker-conf'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { decodeRecordHeader, RECORD_HEADER_BYTES } from '../formats/message-record'
import { parseTieredFileName } from '../formats/tiered-file-name'
import { nameOf } from '../bytes/store-files'
import { step as report } from '../progress'
import { withSource } from '../snapshot/commit-log'
import { readText } from '../snapshot/recognise'
import type { TieredFlatFile, TieredQueuePicture, TieredSegmentPicture, TieredSnapshot } from '../snapshot/snapshot'
import { planMetadata } from './plan-metadata'
import type { Blocker, CleanupPlan, Cut, MetadataRow, Repair } from './plan'
import { blocker, setAsideStep, type DraftStep, type Planning, type SidePlan, type StepReason } from './planning'

/** Heads of a tiered queue that go together. */
export interface TieredQueueChange {
  readonly queue: TieredQueuePicture
  /** Queue offset of the first record kept. */
  readonly firstKept: number
  readonly minOffsetAfter: number
  readonly commitLog: readonly TieredSegmentPicture[]
  readonly consumeQueue: readonly TieredSegmentPicture[]
}

export interface TieredPlan extends SidePlan {
  readonly changes: readonly TieredQueueChange[]
}

/**
 * The tiered store's part (store-format D.3): rows of both tables leave the metadata in one rename, then the queue files
 * go, then the log files.
 */
export function planTiered(planning: Planning, tiered: TieredSnapshot, cut: Cut): TieredPlan {
  const kept: CleanupPlan['kept'][number][] = []
  const changes: TieredQueueChange[] = []
  const found: Blocker[] = [...unsupported(planning, tiered)]
  for (const [index, queue] of tiered.queues.entries()) {
    report(planning.watch, 'planning-tiered-queues', index, tiered.queues.length)
    // Queues do not depend on each other: a repair of one is not held up by what another has.
    if (cut.kind === 'repair' && !isDamaged(queue, cut)) continue
    const change = planQueue(planning, queue, cut, kept)
    if (change !== undefined && change.commitLog.length + change.consumeQueue.length > 0) changes.push(change)
    for (const blocker of damageLeft(queue, change)) found.push(blocker)
  }
  const rows = changes.flatMap(rowsOf(tiered))
  const metadata = planMetadata(planning, tiered, rows)
  const setAside = (kind: 'tiered-consume-queue' | 'tiered-commitlog', { queue }: TieredQueueChange, segments: readonly TieredSegmentPicture[]): DraftStep[] =>
    segments.filter(segment => segment.fileSizeBytes !== null).map(segment => setAsideStep(planning, kind, segment.absolutePath, reasonOf(segment, cut, kind), queue))
  const strays = takesStrays(cut) ? tiered.strays.filter(stray => parseTieredFileName(nameOf(stray.path)) !== undefined && (cut.kind !== 'repair' || isAtPlace(cut, stray))) : []
  return {
    changes,
    steps: [
      ...metadata.steps,
      ...changes.flatMap(change => setAside('tiered-consume-queue', change, change.consumeQueue)),
      ...changes.flatMap(change => setAside('tiered-commitlog', change, change.commitLog)),
      ...strays.map(stray => setAsideStep(planning, 'tiered-stray', stray.absolutePath, 'no-row', stray.topic === null || stray.queueId === null ? undefined : { topic: stray.topic, queueId: stray.queueId })),
    ],
    kept,
    blockers: [...found, ...metadata.blockers],
  }
}

const takesStrays = (cut: Cut): boolean => (cut.kind === 'dangling' && cut.strays === true) || (cut.kind === 'repair' && cut.code === 'tiered-stray')

const rowsIn = ({ segments }: TieredFlatFile): TieredSegmentPicture[] => segments.filter(segment => segment.state !== 'stray')

function planQueue(planning: Planning, queue: TieredQueuePicture, cut: Cut, kept: { path: string; reason: CleanupPlan['kept'][number]['reason'] }[]): TieredQueueChange | undefined {
  const log = rowsIn(queue.commitLog)
  const units = rowsIn(queue.consumeQueue)
  let count = cut.kind === 'repair' ? damagedHead(cut, queue.commitLog) : 0
  while (count < log.length && goes(log[count]!, cut)) count += 1
  if (count === log.length && count > 0) {
    // Without a row the broker starts the log again at 0 and every unit dangles: the last segment stays.
    count -= 1
    kept.push({ path: log[count]!.path, reason: 'last-tiered-segment' })
  }
  const survivor = log[count]
  const first = survivor === undefined ? undefined : firstQueueOffset(planning, survivor)
  if (first === undefined) {
    if (survivor !== undefined && count > 0) kept.push({ path: survivor.path, reason: 'first-record-unreadable' })
    return undefined
  }
  let dropped = cut.kind === 'repair' ? damagedHead(cut, queue.consumeQueue) : 0
  while (dropped < units.length - 1 && (endOf(units[dropped]!) <= first || isGhost(units[dropped]!))) dropped += 1
  const last = units.at(-1)
  if (last !== undefined && dropped === units.length - 1 && endOf(last) <= first) kept.push({ path: last.path, reason: 'last-tiered-segment' })
  else if (units[dropped] !== undefined && units[dropped]!.baseOffset / UNIT_BYTES < first) kept.push({ path: units[dropped]!.path, reason: 'straddles-the-cut' })
  const minOffsetAfter = Math.max(Math.floor((units[dropped]?.baseOffset ?? 0) / UNIT_BYTES), first)
  return {
    queue,
    firstKept: minOffsetAfter,
    minOffsetAfter,
    commitLog: log.slice(0, count),
    consumeQueue: units.slice(0, dropped),
  }
}

const isGhost = (segment: TieredSegmentPicture): boolean => segment.state === 'ghost'

/** Whether a repair has something to do in a queue. */
const isDamaged = (queue: TieredQueuePicture, cut: Repair): boolean => isAtPlace(cut, queue) && damagedHead(cut, queue.commitLog) + damagedHead(cut, queue.consumeQueue) > 0

const isAtPlace = ({ place }: Repair, { topic, queueId }: { readonly topic: string | null; readonly queueId: number | null }): boolean => place === undefined || place === `${topic}/${queueId}`

/**
 * How many rows from the head on lie below the last damage of a repair's kind, or are it. The last row never counts: its length
 * is whatever its file has, and without it the broker would begin anew. Nor does a file longer than its row: that costs nobody a message.
 */
export function damagedHead({ code }: Repair, flatFile: TieredFlatFile): number {
  const rows = rowsIn(flatFile)
  const through = (is: (segment: TieredSegmentPicture) => boolean): number => rows.findLastIndex(segment => !segment.last && is(segment)) + 1
  if (code === 'tiered-ghost') return through(isGhost)
  if (code === 'tiered-size-mismatch') return through(({ state, sizeBytes, fileSizeBytes }) => state === 'size-mismatch' && (fileSizeBytes ?? 0) < sizeBytes)
  const hole = code === 'tiered-hole' ? flatFile.holes.at(-1) : undefined
  return hole === undefined ? 0 : rows.filter(segment => segment.baseOffset < hole.end).length
}

/** Ghosts at the head always go. Times count only where they can be true: the broker writes nonsense for IPv6 senders. */
function goes(segment: TieredSegmentPicture, cut: Cut): boolean {
  if (isGhost(segment)) return true
  const { beginTimestamp: begin, endTimestamp: end } = segment
  return cut.kind === 'before' && segment.state === 'ok' && begin !== null && end !== null && begin > 0 && end >= begin && end < cut.time
}

/** One past the last queue offset of a queue segment. */
const endOf = ({ baseOffset, sizeBytes }: TieredSegmentPicture): number => Math.floor((baseOffset + sizeBytes) / UNIT_BYTES)

/** Queue offset of a segment's first record, which must be a valid record of that very place. */
function firstQueueOffset({ files }: Planning, segment: TieredSegmentPicture): number | undefined {
  if ((segment.fileSizeBytes ?? 0) === 0) return undefined
  const header = withSource(files, segment.absolutePath, source => decodeRecordHeader(readWindow(source, 0, RECORD_HEADER_BYTES).view, 0))
  return header.kind === 'message' && header.physicalOffset === segment.baseOffset && header.queueOffset >= 0 ? header.queueOffset : undefined
}

const reasonOf = (segment: TieredSegmentPicture, cut: Cut, kind: 'tiered-consume-queue' | 'tiered-commitlog'): StepReason =>
  isGhost(segment) ? 'ghost' : cut.kind === 'repair' && kind === 'tiered-commitlog' ? 'below-the-damage' : kind === 'tiered-consume-queue' || cut.kind !== 'before' ? 'below-first-record' : 'older-than-cut'

/** A queue's rows are named `{broker}/{topic}/{queueId}`, which is in every path of the queue behind the cluster's folder. */
const rowsOf = ({ clusterRoot }: TieredSnapshot) => ({ commitLog, consumeQueue }: TieredQueueChange): MetadataRow[] => {
  const named = (table: MetadataRow['table'], segments: readonly TieredSegmentPicture[]): MetadataRow[] =>
    segments.map(segment => ({ table, filePath: segment.absolutePath.slice((clusterRoot ?? '').length + 1).split('/').slice(0, 3).join('/'), baseOffset: segment.baseOffset }))
  return [...named('commitLogFileSegmentTable', commitLog), ...named('consumeQueueFileSegmentTable', consumeQueue)]
}

/** Holes, ghosts and wrong lengths that would be left (T3, T4). The last row's length is whatever its file has. */
function damageLeft(queue: TieredQueuePicture, change: TieredQueueChange | undefined): Blocker[] {
  const { topic, queueId } = queue
  return (['commitLog', 'consumeQueue'] as const).flatMap(side => {
    const gone = new Set(change?.[side])
    const left = rowsIn(queue[side]).filter(segment => !gone.has(segment))
    const from = left[0]?.baseOffset ?? 0
    return [
      ...queue[side].holes.filter(hole => hole.end > from).map(hole => blocker('hole', { topic, queueId, start: hole.start, end: hole.end, kind: `tiered-${side}` })),
      ...left.filter(segment => isGhost(segment) && !segment.last).map(segment => blocker('hole', { topic, queueId, start: segment.baseOffset, end: segment.baseOffset + segment.sizeBytes, kind: `tiered-${side}` }, segment.path)),
      ...left
        .filter(segment => segment.state === 'size-mismatch' && !segment.last)
        .map(segment => blocker('wrong-size', { topic, queueId, sizeBytes: segment.fileSizeBytes, expectedBytes: segment.sizeBytes }, segment.path)),
    ]
  })
}

const POSIX_PROVIDER = /(?:^|\.)PosixFileSegment$/
const JSON_METADATA = /(?:^|\.)DefaultMetadataStore$/

function unsupported({ snapshot, files }: Planning, tiered: TieredSnapshot): Blocker[] {
  const found: Blocker[] = []
  const { configurationPath } = snapshot.store
  const configuration = configurationPath === null ? undefined : parseBrokerConf(readText(files, configurationPath))
  for (const [key, supported] of [['tieredBackendServiceProvider', POSIX_PROVIDER], ['tieredMetadataServiceProvider', JSON_METADATA]] as const) {
    const provider = configuration?.get(key)?.trim()
    if (provider !== undefined && !supported.test(provider)) found.push(blocker('layout-not-supported', { reason: 'tiered-provider', provider }))
  }
  if (tiered.metadata !== 'ok') found.push(blocker('metadata-unreadable', { state: tiered.metadata }, tiered.metadataPath ?? undefined))
  for (const { code, path, note } of tiered.inconsistencies) {
    if (code === 'tiered-wrong-broker') found.push(blocker('layout-not-supported', { reason: code, note }, path ?? undefined))
    // The broker would go on with the .bak, and with rows that a rewrite of the other file does not reach.
    if (code === 'tiered-row-inconsistent' || (code === 'tiered-metadata-unreadable' && path === tiered.metadataPath && tiered.metadata === 'ok')) found.push(blocker('metadata-unreadable', { reason: code, note }, path ?? undefined))
  }
  return found
}
