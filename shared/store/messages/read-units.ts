import { readWindow } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { Refusal } from '../errors'
import { BATCH_UNIT_BYTES, decodeBatchUnit } from '../formats/batch-consume-queue-unit'
import { decodeUnit, extentOf, UNIT_BYTES, type Unit } from '../formats/consume-queue-unit'
import { hex64 } from '../formats/hex'
import { withSource } from '../snapshot/commit-log'
import type { StoreSnapshot, UnitClass, UnitRun } from '../snapshot/snapshot'

/** Queue offsets `[from, from + count)` of one queue. */
export interface UnitsAsked {
  readonly side: 'local' | 'tiered'
  readonly topic: string
  readonly queueId: number
  readonly from: number
  readonly count: number
}

/** One unit as it is shown. */
export interface UnitRow {
  readonly queueOffset: number
  readonly physicalOffset: number | null
  readonly sizeBytes: number | null
  /** `0x` and 16 digits. */
  readonly tagsCode: string | null
  readonly unitClass: UnitClass | 'unwritten' | 'invalid'
  readonly path: string
  /** Byte of the unit in its file. */
  readonly at: number
}

interface UnitPlace {
  readonly path: string
  readonly absolutePath: string
  /** Queue offset of its first slot. */
  readonly start: number
  readonly slots: number
}

/** Single units of a queue from queue offset `from` on, each with its class. Reads only the files they lie in. */
export function readUnits(files: StoreFiles, snapshot: StoreSnapshot, { side, topic, queueId, from, count }: UnitsAsked): UnitRow[] {
  const queue = side === 'local' ? localQueue(snapshot, topic, queueId) : tieredQueue(snapshot, topic, queueId)
  if (queue === undefined) throw new Refusal('no-such-queue', `there is no ${side} queue ${topic}/${queueId} in this store`, { facts: { side, topic, queueId } })
  if (queue.kind === 'batch') return readBatchUnits(files, queue, from, count)
  const rows: UnitRow[] = []
  for (const place of queue.places) {
    if (rows.length >= count) break
    const first = Math.max(from, place.start)
    const last = Math.min(first + (count - rows.length), place.start + place.slots)
    if (last <= first) continue
    withSource(files, place.absolutePath, source => {
      const { view } = readWindow(source, (first - place.start) * UNIT_BYTES, (last - first) * UNIT_BYTES)
      for (let index = 0; (index + 1) * UNIT_BYTES <= view.byteLength; index += 1) {
        const queueOffset = first + index
        rows.push({ ...describe(decodeUnit(view, index * UNIT_BYTES), queueOffset, queue.runs), queueOffset, path: place.path, at: (queueOffset - place.start) * UNIT_BYTES })
      }
    })
  }
  return rows
}

function describe(unit: Unit, queueOffset: number, runs: readonly UnitRun[]): Pick<UnitRow, 'physicalOffset' | 'sizeBytes' | 'tagsCode' | 'unitClass'> {
  if (unit.kind !== 'message') return { physicalOffset: null, sizeBytes: null, tagsCode: null, unitClass: unit.kind }
  const target = extentOf(unit)
  const run = runs.find(({ queueOffsets }) => queueOffset >= queueOffsets.start && queueOffset < queueOffsets.end)
  return { physicalOffset: target.start, sizeBytes: unit.sizeBytes, tagsCode: hex64(unit.tagsCode), unitClass: run?.unitClass ?? 'invalid' }
}

interface QueuePlaces {
  readonly kind: 'simple' | 'batch'
  readonly places: readonly UnitPlace[]
  readonly runs: readonly UnitRun[]
}

function localQueue(snapshot: StoreSnapshot, topic: string, queueId: number): QueuePlaces | undefined {
  const queue = snapshot.local?.queues.find(candidate => candidate.topic === topic && candidate.queueId === queueId)
  if (queue === undefined) return undefined
  const unitBytes = queue.kind === 'batch' ? BATCH_UNIT_BYTES : UNIT_BYTES
  const places = queue.files
    .filter(file => file.state === 'ok')
    .map(({ path, absolutePath, startOffset, sizeBytes }) => ({ path, absolutePath, start: startOffset, slots: Math.floor(sizeBytes / unitBytes) }))
  return { kind: queue.kind, places, runs: queue.runs }
}

function tieredQueue(snapshot: StoreSnapshot, topic: string, queueId: number): QueuePlaces | undefined {
  const queue = snapshot.tiered?.queues.find(candidate => candidate.topic === topic && candidate.queueId === queueId)
  if (queue === undefined) return undefined
  const places = queue.consumeQueue.segments
    .filter(segment => segment.state !== 'ghost' && segment.state !== 'stray')
    .map(({ path, absolutePath, baseOffset, fileSizeBytes }) => ({ path, absolutePath, start: Math.floor(baseOffset / UNIT_BYTES), slots: Math.floor((fileSizeBytes ?? 0) / UNIT_BYTES) }))
  return { kind: 'simple', places, runs: queue.runs }
}

/** Batch units stand for several queue offsets; the row shows the first of each. */
function readBatchUnits(files: StoreFiles, { places, runs }: QueuePlaces, from: number, count: number): UnitRow[] {
  const rows: UnitRow[] = []
  for (const place of places) {
    if (rows.length >= count) break
    withSource(files, place.absolutePath, source => {
      const { view } = readWindow(source, 0, place.slots * BATCH_UNIT_BYTES)
      for (let index = 0; index < place.slots && rows.length < count; index += 1) {
        const unit = decodeBatchUnit(view, index * BATCH_UNIT_BYTES)
        if (unit.kind !== 'message') break
        if (unit.baseQueueOffset + unit.batchSize <= from) continue
        const run = runs.find(({ queueOffsets }) => unit.baseQueueOffset >= queueOffsets.start && unit.baseQueueOffset < queueOffsets.end)
        rows.push({
          queueOffset: unit.baseQueueOffset,
          physicalOffset: unit.physicalOffset,
          sizeBytes: unit.sizeBytes,
          tagsCode: hex64(view.getBigInt64(index * BATCH_UNIT_BYTES + 12)),
          unitClass: run?.unitClass ?? 'invalid',
          path: place.path,
          at: index * BATCH_UNIT_BYTES,
        })
      }
    })
  }
  return rows
}
