import { readWindow, type ByteSource } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { toHex } from '../formats/hex'
import { advance, queueOffset, type PhysicalOffset, type QueueOffset } from '../offsets'
import { step, type Watch } from '../progress'
import type { Range } from '../range'
import type { CommitLogPicture, QueueFilePicture, QueuePicture, SegmentPicture, StorePicture, TieredQueuePicture, TieredSegmentPicture } from '../snapshot/snapshot'
import { firstDifference } from './first-difference'

const SHOWN_BYTES = 32

/**
 * What two stores have not in common: a master and its slave, a store and its copy, before and after. Times of files and set-aside files are
 * left out, and so is what one log has before or after the other: their ranges say that.
 */
export interface StoreComparison {
  /** `ranges`: offsets and sizes alone. `bytes`: also every byte that both have. */
  readonly depth: 'ranges' | 'bytes'
  readonly same: boolean
  readonly bytesCompared: number
  /** null when neither store has a commitlog. */
  readonly commitLog: LogComparison | null
  /** Queues that differ, by side, topic and queue id. */
  readonly queues: readonly QueueComparison[]
  readonly equalQueues: number
}

export interface LogComparison {
  readonly left: Range<PhysicalOffset> | null
  readonly right: Range<PhysicalOffset> | null
  /** What both have; null when their ranges do not meet. */
  readonly common: Range<PhysicalOffset> | null
  readonly segments: readonly { readonly baseOffset: PhysicalOffset; readonly difference: 'only-left' | 'only-right' | 'size' | 'unreadable' | 'bytes' }[]
  readonly firstDifference: { readonly physicalOffset: PhysicalOffset; readonly leftPath: string; readonly rightPath: string; readonly leftHex: string; readonly rightHex: string } | null
}

export interface QueueComparison {
  readonly side: 'local' | 'tiered'
  readonly topic: string
  readonly queueId: number
  readonly difference: 'only-left' | 'only-right' | 'range' | 'file-size' | 'unreadable' | 'bytes'
  readonly left: Range<QueueOffset> | null
  readonly right: Range<QueueOffset> | null
  /** First byte that differs, with its queue offset where units have one size. */
  readonly firstDifference: { readonly path: string; readonly at: number; readonly queueOffset: QueueOffset | null } | null
}

export interface ComparePorts {
  readonly files: Pick<StoreFiles, 'open'>
  readonly watch: Watch
}

/**
 * @param ports how to read the bytes that both have; without them only ranges and sizes are compared
 * @throws Failure when a file cannot be read; Cancelled
 */
export function compareStores(left: StorePicture, right: StorePicture, ports?: ComparePorts): StoreComparison {
  const reader = ports && new Reader(ports)
  const commitLog = compareLogs(left.local?.commitLog, right.local?.commitLog, reader)
  const pairs = [...pairsOf(left.local?.queues, right.local?.queues, 'local' as const), ...pairsOf(left.tiered?.queues, right.tiered?.queues, 'tiered' as const)]
  const queues = pairs.flatMap(pair => compareQueues(pair, reader))
  return {
    depth: ports === undefined ? 'ranges' : 'bytes',
    same: queues.length === 0 && (commitLog === null || isSame(commitLog)),
    bytesCompared: reader?.bytes ?? 0,
    commitLog,
    queues,
    equalQueues: pairs.length - queues.length,
  }
}

/** Reads two files side by side and adds up what was compared. */
class Reader {
  bytes = 0

  constructor(private readonly ports: ComparePorts) {}

  firstDifference(leftPath: string, rightPath: string, from: number, end: number): { readonly at: number; readonly hex: readonly [string, string] } | undefined {
    return this.#withBoth(leftPath, rightPath, (left, right) => {
      const at = firstDifference(left, right, from, end, bytes => {
        this.bytes += bytes
        step(this.ports.watch, 'comparing', this.bytes)
      })
      return at === undefined ? undefined : { at, hex: [toHex(readWindow(left, at, SHOWN_BYTES).bytes), toHex(readWindow(right, at, SHOWN_BYTES).bytes)] }
    })
  }

  #withBoth<T>(leftPath: string, rightPath: string, use: (left: ByteSource, right: ByteSource) => T): T {
    const left = this.ports.files.open(leftPath)
    try {
      const right = this.ports.files.open(rightPath)
      try {
        return use(left, right)
      } finally {
        right.close()
      }
    } finally {
      left.close()
    }
  }
}

function compareLogs(left: CommitLogPicture | undefined, right: CommitLogPicture | undefined, reader: Reader | undefined): LogComparison | null {
  if (left === undefined && right === undefined) return null
  const ranges = [logRange(left), logRange(right)] as const
  const common = commonOf(ranges[0], ranges[1])
  const segments: LogComparison['segments'][number][] = []
  let first: LogComparison['firstDifference'] = null
  const byBase = new Map(right?.segments.map(segment => [segment.baseOffset, segment]))
  for (const segment of left?.segments ?? []) {
    const other = byBase.get(segment.baseOffset)
    byBase.delete(segment.baseOffset)
    const difference = other === undefined ? 'only-left' : pictureDifference(segment, other)
    const found = difference === undefined && other !== undefined && common !== null ? segmentDifference(segment, other, common, reader) : undefined
    first ??= found ?? null
    if (difference !== undefined || found !== undefined) segments.push({ baseOffset: segment.baseOffset, difference: difference ?? 'bytes' })
  }
  for (const baseOffset of byBase.keys()) segments.push({ baseOffset, difference: 'only-right' })
  return { left: ranges[0], right: ranges[1], common, segments: segments.sort((a, b) => a.baseOffset - b.baseOffset), firstDifference: first }
}

const isSame = ({ left, right, segments }: LogComparison): boolean => segments.length === 0 && left?.start === right?.start && left?.end === right?.end

const logRange = (log: CommitLogPicture | undefined): Range<PhysicalOffset> | null => (log === undefined || log.segments.length === 0 ? null : { start: log.minOffset, end: log.maxOffset })

function commonOf(a: Range<PhysicalOffset> | null, b: Range<PhysicalOffset> | null): Range<PhysicalOffset> | null {
  if (a === null || b === null) return null
  const start = a.start > b.start ? a.start : b.start
  const end = a.end < b.end ? a.end : b.end
  return start < end ? { start, end } : null
}

function pictureDifference(left: SegmentPicture, right: SegmentPicture): 'size' | 'unreadable' | undefined {
  if (left.state === 'unreadable' || right.state === 'unreadable') return 'unreadable'
  return left.sizeBytes === right.sizeBytes ? undefined : 'size'
}

function segmentDifference(left: SegmentPicture, right: SegmentPicture, common: Range<PhysicalOffset>, reader: Reader | undefined): LogComparison['firstDifference'] | undefined {
  const from = Math.max(0, common.start - left.baseOffset)
  const end = Math.min(left.sizeBytes, common.end - left.baseOffset)
  const found = reader?.firstDifference(left.absolutePath, right.absolutePath, from, end)
  return found && { physicalOffset: advance(left.baseOffset, found.at), leftPath: left.path, rightPath: right.path, leftHex: found.hex[0], rightHex: found.hex[1] }
}

type AnyQueue = QueuePicture | TieredQueuePicture

interface Pair {
  readonly side: 'local' | 'tiered'
  readonly left: AnyQueue | undefined
  readonly right: AnyQueue | undefined
}

/** Queues of the same topic and id, in that order. */
function pairsOf(left: readonly AnyQueue[] = [], right: readonly AnyQueue[] = [], side: Pair['side']): Pair[] {
  const pairs = new Map<string, { left?: AnyQueue; right?: AnyQueue }>()
  const pairOf = ({ topic, queueId }: AnyQueue): { left?: AnyQueue; right?: AnyQueue } => {
    const key = `${topic}\0${queueId}`
    const pair = pairs.get(key) ?? {}
    pairs.set(key, pair)
    return pair
  }
  for (const queue of left) pairOf(queue).left = queue
  for (const queue of right) pairOf(queue).right = queue
  return [...pairs.values()].map(pair => ({ side, left: pair.left, right: pair.right })).sort((a, b) => byTopic((a.left ?? a.right)!, (b.left ?? b.right)!))
}

const byTopic = (a: AnyQueue, b: AnyQueue): number => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.queueId - b.queueId)

function compareQueues({ side, left, right }: Pair, reader: Reader | undefined): QueueComparison[] {
  const { topic, queueId } = (left ?? right)!
  const ranges = { left: left ? { start: left.minOffset, end: left.maxOffset } : null, right: right ? { start: right.minOffset, end: right.maxOffset } : null }
  const differs = (difference: QueueComparison['difference'], firstDifference: QueueComparison['firstDifference'] = null): QueueComparison[] => [
    { side, topic, queueId, difference, ...ranges, firstDifference },
  ]
  if (left === undefined) return differs('only-right')
  if (right === undefined) return differs('only-left')
  const odd = compareFiles(left, right, reader)
  if (odd?.difference === 'bytes') return differs('bytes', odd.first)
  if (left.minOffset !== right.minOffset || left.maxOffset !== right.maxOffset) return differs('range')
  return odd === undefined ? [] : differs(odd.difference)
}

/** One file of a queue, however the store keeps it. */
interface ComparedFile {
  readonly path: string
  readonly absolutePath: string
  readonly baseOffset: number
  readonly isReadable: boolean
  /** 0 where a row has no file. */
  readonly sizeBytes: number
  /** Of its beginning, those that messages have filled. */
  readonly writtenBytes: number
  /** Queue offset of its first unit; null where it has no units of one size. */
  readonly startOffset: QueueOffset | null
}

/** A queue's files: of the local store its units; of the tiered store its units, and apart from them its records. */
const filesOf = (queue: AnyQueue): ComparedFile[][] =>
  'files' in queue
    ? [queue.files.map(file => ofLocal(queue.kind, file))]
    : [
        queue.consumeQueue.segments.map(segment => ofTiered(segment, queueOffset(Math.floor(segment.baseOffset / UNIT_BYTES)))),
        queue.commitLog.segments.map(segment => ofTiered(segment, null)),
      ]

/** Batch units stand for many offsets each: their files are compared whole, zeros included. */
const ofLocal = (kind: QueuePicture['kind'], { path, absolutePath, baseOffset, sizeBytes, state, startOffset, endOffset }: QueueFilePicture): ComparedFile => ({
  path,
  absolutePath,
  baseOffset,
  isReadable: state !== 'unreadable',
  sizeBytes,
  writtenBytes: kind === 'batch' ? sizeBytes : Math.max(0, Math.min(sizeBytes, (endOffset - startOffset) * UNIT_BYTES)),
  startOffset: kind === 'simple' ? startOffset : null,
})

const ofTiered = ({ path, absolutePath, baseOffset, fileSizeBytes }: TieredSegmentPicture, startOffset: QueueOffset | null): ComparedFile => ({
  path,
  absolutePath,
  baseOffset,
  isReadable: true,
  sizeBytes: fileSizeBytes ?? 0,
  writtenBytes: fileSizeBytes ?? 0,
  startOffset,
})

type FilesDifference = { readonly difference: 'file-size' | 'unreadable' } | { readonly difference: 'bytes'; readonly first: NonNullable<QueueComparison['firstDifference']> }

/** Files of the same beginning, as far as both are written; those that only one store has are told by the ranges. */
function compareFiles(left: AnyQueue, right: AnyQueue, reader: Reader | undefined): FilesDifference | undefined {
  let odd: FilesDifference | undefined
  const others = filesOf(right)
  for (const [list, files] of filesOf(left).entries()) {
    const byBase = new Map(others[list]?.map(file => [file.baseOffset, file]))
    for (const file of files) {
      const other = byBase.get(file.baseOffset)
      if (other === undefined) continue
      if (file.sizeBytes !== other.sizeBytes) odd ??= { difference: 'file-size' }
      if (!file.isReadable || !other.isReadable) {
        odd ??= { difference: 'unreadable' }
        continue
      }
      const end = Math.min(file.writtenBytes, other.writtenBytes)
      const found = end > 0 ? reader?.firstDifference(file.absolutePath, other.absolutePath, 0, end) : undefined
      if (found) return { difference: 'bytes', first: { path: file.path, at: found.at, queueOffset: file.startOffset === null ? null : advance(file.startOffset, Math.floor(found.at / UNIT_BYTES)) } }
    }
  }
  return odd
}
