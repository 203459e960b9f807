import { readWindow } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { BATCH_UNIT_BYTES, decodeBatchUnit } from '../formats/batch-consume-queue-unit'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { physicalOffset } from '../offsets'
import { step, type Watch } from '../progress'
import { withSource } from '../snapshot/commit-log'
import type { CommitLogPicture, LocalSnapshot, QueueFilePicture, QueuePicture, StoreSnapshot } from '../snapshot/snapshot'
import { localLog } from './log'
import { readMessageAt } from './read-message'

/** Messages that are in the log, and the bytes of their records. */
export interface Amount {
  readonly messages: number
  readonly bytes: number
}

export interface TopicSpace extends Amount {
  readonly topic: string
  readonly queues: readonly (Amount & { readonly queueId: number })[]
  /** By size. null: messages whose units carry no tags, such as delayed ones and batches, and tags beyond the largest. */
  readonly tags: readonly (Amount & { readonly tag: string | null })[]
}

export interface StoreSpace {
  /** Queues lie in a database too, which is not read: no topic's sum is whole. */
  readonly hasUnreadQueues: boolean
  /** By size. Light queues (`%LMQ%`) have other queues' messages once more. */
  readonly topics: readonly TopicSpace[]
  /** Files on disk, and what of them points only at what is gone. */
  readonly parts: { readonly commitLog: PartSpace; readonly consumeQueue: PartSpace; readonly index: PartSpace; readonly tiered: PartSpace }
}

export interface PartSpace {
  readonly bytes: number
  readonly deadBytes: number
}

/** Tags told apart in a topic; the rest is one sum. */
const MOST_TAGS = 200
const HIGH = 2 ** 32
const WINDOW = { simple: 13_107 * UNIT_BYTES, batch: 5_698 * BATCH_UNIT_BYTES } as const

/**
 * Reads every unit of every local queue: sizes and tags stand in the units, only one record of each tag is read for its name.
 * @throws Failure, Cancelled
 */
export function measureSpace(files: StoreFiles, snapshot: StoreSnapshot, watch: Watch): StoreSpace {
  const { local, tiered } = snapshot
  const topics = [...Map.groupBy(local?.queues ?? [], ({ topic }) => topic)].map(([topic, queues]) => topicSpace(files, local!, topic, queues, watch))
  const tieredSegments = (tiered?.queues ?? []).flatMap(({ commitLog, consumeQueue }) => [...commitLog.segments, ...consumeQueue.segments])
  return {
    hasUnreadQueues: snapshot.store.consumeQueueLayout !== 'simple',
    topics: topics.sort(bySize),
    parts: {
      commitLog: { bytes: sum(local?.commitLog.segments ?? [], ({ allocatedBytes }) => allocatedBytes), deadBytes: 0 },
      consumeQueue: part((local?.queues ?? []).flatMap(queue => queue.files)),
      index: part(local?.index ?? []),
      tiered: { bytes: sum(tieredSegments, ({ allocatedBytes }) => allocatedBytes), deadBytes: sum(tiered?.strays ?? [], ({ allocatedBytes }) => allocatedBytes) },
    },
  }
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0)
const part = (all: readonly { readonly allocatedBytes: number; readonly dead: boolean }[]): PartSpace => ({ bytes: sum(all, file => file.allocatedBytes), deadBytes: sum(all, file => (file.dead ? file.allocatedBytes : 0)) })
const bySize = (a: Amount, b: Amount): number => b.bytes - a.bytes || b.messages - a.messages

/** Sums of one tags code, and where one of its records lies. */
interface Tally {
  messages: number
  bytes: number
  sample: number
}

function topicSpace(files: StoreFiles, local: LocalSnapshot, topic: string, queues: readonly QueuePicture[], watch: Watch): TopicSpace {
  const tallies = new Map<number | null, Tally>()
  const byQueue = queues.map(queue => {
    const amount = { messages: 0, bytes: 0 }
    const count = (code: number | null, messages: number, bytes: number, sample: number): void => {
      amount.messages += messages
      amount.bytes += bytes
      const key = tallies.has(code) || tallies.size < MOST_TAGS ? code : null
      const tally = tallies.get(key)
      if (tally === undefined) tallies.set(key, { messages, bytes, sample })
      else {
        tally.messages += messages
        tally.bytes += bytes
      }
    }
    for (const file of queue.files) {
      step(watch, 'counting-bytes', file.baseOffset)
      if (file.lastPhysicalOffset !== null && file.lastPhysicalOffset >= local.commitLog.minOffset) countFile(files, file, queue.kind, local.commitLog, count)
    }
    return { queueId: queue.queueId, ...amount }
  })
  return {
    topic,
    messages: sum(byQueue, ({ messages }) => messages),
    bytes: sum(byQueue, ({ bytes }) => bytes),
    queues: byQueue.sort(bySize),
    tags: named(files, local, tallies),
  }
}

type Count = (code: number | null, messages: number, bytes: number, physicalOffset: number) => void

function countFile(files: StoreFiles, { absolutePath }: QueueFilePicture, kind: QueuePicture['kind'], { minOffset, maxOffset, holes }: CommitLogPicture, count: Count): void {
  const isThere = (at: number): boolean => at >= minOffset && at < maxOffset && !holes.some(({ start, end }) => at >= start && at < end)
  withSource(files, absolutePath, source => {
    for (let position = 0; position < source.sizeBytes; position += WINDOW[kind]) {
      const { view } = readWindow(source, position, WINDOW[kind])
      if (kind === 'batch') {
        for (let at = 0; at + BATCH_UNIT_BYTES <= view.byteLength; at += BATCH_UNIT_BYTES) {
          const unit = decodeBatchUnit(view, at)
          if (unit.kind === 'message' && isThere(unit.physicalOffset)) count(null, unit.batchSize, unit.sizeBytes, unit.physicalOffset)
        }
        continue
      }
      for (let at = 0; at + UNIT_BYTES <= view.byteLength; at += UNIT_BYTES) {
        const sizeBytes = view.getInt32(at + 8)
        if (sizeBytes <= 0 || sizeBytes === PRE_BLANK_SIZE) continue
        const start = view.getInt32(at) * HIGH + view.getUint32(at + 4)
        if (!isThere(start)) continue
        const [high, low] = [view.getInt32(at + 12), view.getInt32(at + 16)]
        // Anything but a hash, sign and all, is a time of delivery or an address.
        const isHash = (high === 0 && low >= 0) || (high === -1 && low < 0)
        count(isHash ? low : null, 1, sizeBytes, start)
      }
    }
  })
}

/** The broker's filler: no message is so large. */
const PRE_BLANK_SIZE = 0x7fffffff

/** Two codes may belong to one name only where a record cannot be read: then both are without one. */
function named(files: StoreFiles, local: LocalSnapshot, tallies: ReadonlyMap<number | null, Tally>): TopicSpace['tags'] {
  const log = localLog(local)
  const byName = new Map<string | null, { messages: number; bytes: number }>()
  for (const [code, { messages, bytes, sample }] of tallies) {
    const read = code === null || code === 0 ? undefined : readMessageAt(files, log, physicalOffset(sample))
    const tag = code === 0 ? '' : read?.kind === 'message' ? (read.found.message.properties.get('TAGS') ?? '') : null
    const known = byName.get(tag)
    byName.set(tag, { messages: (known?.messages ?? 0) + messages, bytes: (known?.bytes ?? 0) + bytes })
  }
  return [...byName].map(([tag, amount]) => ({ tag, ...amount })).sort(bySize)
}
