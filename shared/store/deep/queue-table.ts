import { readExactly } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { BATCH_UNIT_BYTES, decodeBatchUnit, type BatchUnit } from '../formats/batch-consume-queue-unit'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { firstWhere } from '../readers/unit-file'
import { withSource } from '../snapshot/commit-log'
import type { LocalSnapshot, QueuePicture } from '../snapshot/snapshot'
import type { UnitsPlace } from './scan-queue'
import { UnitCursor } from './unit-cursor'

/** All cursors together take about this much: the more queues, the smaller each one's window. */
const CURSORS_BYTES = 32 * 2 ** 20
const MOST_UNITS = 1024
const FEWEST_UNITS = 16

/** One queue as a walk through the log needs it. */
export interface TableQueue {
  /** Its number in the snapshot. */
  readonly index: number
  readonly picture: QueuePicture
  readonly topic: Uint8Array
  readonly cursor: UnitCursor
  /** Queue offsets from here to `tailEnd` are records that a start will index. */
  readonly tailFrom: number
  readonly tailEnd: number
}

export const placesOf = ({ files, kind }: QueuePicture): UnitsPlace[] =>
  files
    .filter(({ state }) => state === 'ok')
    .map(({ path, absolutePath, startOffset, sizeBytes }) => ({ path, absolutePath, start: startOffset, slots: Math.floor(sizeBytes / (kind === 'batch' ? BATCH_UNIT_BYTES : UNIT_BYTES)) }))

/** The queues of a store by the bytes of their topic, so that no record costs a string. */
export class QueueTable {
  readonly #byHash = new Map<number, TableQueue[]>()
  readonly #utf8 = new TextEncoder()

  constructor(
    private readonly files: StoreFiles,
    { queues, commitLog }: LocalSnapshot,
  ) {
    const windowUnits = Math.max(FEWEST_UNITS, Math.min(MOST_UNITS, Math.floor(CURSORS_BYTES / Math.max(1, queues.length) / UNIT_BYTES)))
    const tails = new Map(commitLog.unindexedTail.map(tail => [`${tail.topic}\0${tail.queueId}`, tail]))
    for (const [index, picture] of queues.entries()) {
      const topic = this.#utf8.encode(picture.topic)
      const tail = tails.get(`${picture.topic}\0${picture.queueId}`)
      const places = picture.kind === 'simple' ? placesOf(picture) : []
      const queue = { index, picture, topic, cursor: new UnitCursor(files, places, UNIT_BYTES, windowUnits), tailFrom: tail?.from ?? Infinity, tailEnd: tail?.end ?? Infinity }
      const hash = hashOf(topic, 0, topic.length, picture.queueId)
      const same = this.#byHash.get(hash)
      if (same === undefined) this.#byHash.set(hash, [queue])
      else same.push(queue)
    }
  }

  /** The queue of a topic whose name stands in bytes `[start, start + length)`. */
  find(bytes: Uint8Array, start: number, length: number, queueId: number): TableQueue | undefined {
    const same = this.#byHash.get(hashOf(bytes, start, length, queueId))
    if (same === undefined) return undefined
    for (const queue of same) if (queue.picture.queueId === queueId && hasBytes(queue.topic, bytes, start, length)) return queue
    return undefined
  }

  findNamed(topic: string, queueId: number): TableQueue | undefined {
    const bytes = this.#utf8.encode(topic)
    return this.find(bytes, 0, bytes.length, queueId)
  }

  /** The unit of a batch queue whose messages begin at a queue offset. */
  findBatch({ picture }: TableQueue, queueOffset: number): Extract<BatchUnit, { kind: 'message' }> | undefined {
    for (const { absolutePath, slots } of placesOf(picture)) {
      const unit = withSource(this.files, absolutePath, source => {
        const unitAt = (index: number): BatchUnit => decodeBatchUnit(readExactly(source, index * BATCH_UNIT_BYTES, BATCH_UNIT_BYTES).view, 0)
        const index = firstWhere(0, slots, at => {
          const unit = unitAt(at)
          return unit.kind !== 'message' || unit.baseQueueOffset >= queueOffset
        })
        return index < slots ? unitAt(index) : undefined
      })
      if (unit?.kind === 'message' && unit.baseQueueOffset === queueOffset) return unit
    }
    return undefined
  }
}

function hashOf(bytes: Uint8Array, start: number, length: number, queueId: number): number {
  let hash = queueId | 0
  for (let at = start, end = start + length; at < end; at += 1) hash = (Math.imul(hash, 31) + bytes[at]!) | 0
  return hash
}

function hasBytes(topic: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  if (topic.length !== length) return false
  for (let at = 0; at < length; at += 1) if (topic[at] !== bytes[start + at]) return false
  return true
}
