import { readWindow } from '../bytes/byte-source'
import type { Finding } from '../checks/finding'
import type { FactsOf } from '../checks/finding-facts'
import { newFinding } from '../checks/new-finding'
import { BATCH_UNIT_BYTES, decodeBatchUnit, isSparseEnd, type BatchUnit } from '../formats/batch-consume-queue-unit'
import { toHex } from '../formats/hex'
import { range } from '../range'
import { RecordScanner } from '../readers/scan-records'
import { withSource } from '../snapshot/commit-log'
import { observedSize } from '../snapshot/observed-size'
import { FindingList, type DeepPorts } from './deep-part'
import type { SeenFolders, SegmentDirectory, SegmentFile } from './segment-files'

const WINDOW_UNITS = 4096
const STEP_EVERY = 1024
const HIGH = 4_294_967_296

/** Log and queue of a compacted topic: files of the same name belong together. */
export interface CompactionFiles {
  readonly log: SegmentDirectory
  readonly queue: SegmentDirectory
}

export const compactionOf = (folders: SeenFolders, { topic, queueId }: { readonly topic: string; readonly queueId: number }): CompactionFiles => ({
  log: folders.segmentsIn('compaction', 'compactionLog', topic, String(queueId)),
  queue: folders.segmentsIn('compaction', 'compactionCq', topic, String(queueId)),
})

/**
 * A compacted topic's own log and queue, pair by pair: records follow each other, and each has its unit, in the same order. A file that
 * lacks its pair is told by a look.
 */
export function checkCompaction(ports: DeepPorts, { log, queue }: CompactionFiles): Finding[] {
  const found = new FindingList()
  const tell: Tell = (what, path, place) =>
    found.add(newFinding('compaction-invalid', { what }, { subject: { side: 'local', path }, ...(place === undefined ? {} : { range: range<number>(place.at, place.end), rangeKind: 'byte', evidence: { path, at: place.at, hex: place.hex } }) }))
  for (const { segments, strays } of [log, queue]) {
    const size = observedSize(segments, null)
    for (const { path } of strays) tell('name', path)
    for (const { path, sizeBytes } of segments) if (sizeBytes !== size) tell('size', path)
  }
  const queueFiles = new Map(queue.segments.map(file => [file.base, file]))
  for (const file of log.segments) {
    ports.step()
    const pair = queueFiles.get(file.base)
    if (pair !== undefined) checkPair(ports, file, pair, tell)
  }
  return found.all
}

type Tell = (what: FactsOf['compaction-invalid']['what'], path: string, place?: { readonly at: number; readonly end: number; readonly hex: string }) => void

function checkPair(ports: DeepPorts, log: SegmentFile, queue: SegmentFile, tell: Tell): void {
  withSource(ports.files, queue.absolutePath, unitSource =>
    withSource(ports.files, log.absolutePath, source => {
      const units = unitsOf(unitSource)
      const records = new RecordScanner(source, { baseOffset: log.base, checksum: ports.checksum })
      let next = units.next()
      const wrongUnit = ({ at, hex }: PlacedUnit): void => {
        tell('unit', queue.path, { at, end: at + BATCH_UNIT_BYTES, hex: hex() })
        next = units.next()
      }
      for (let count = 1; records.next(); count += 1) {
        if (count % STEP_EVERY === 0) ports.step()
        const { position, sizeBytes, at, bytes, view } = records
        const own = { physicalOffset: log.base + position, sizeBytes, queueOffset: view.getInt32(at + 20) * HIGH + view.getUint32(at + 24) }
        while (next.done !== true && liesBefore(next.value.unit, own)) wrongUnit(next.value)
        const unit = next.done === true ? undefined : next.value.unit
        if (next.done === true || unit?.kind !== 'message' || !isMeantFor(unit, own)) tell('unindexed', log.path, { at: position, end: position + sizeBytes, hex: toHex(bytes.subarray(at, at + 64)) })
        else if (unit.physicalOffset !== own.physicalOffset || unit.baseQueueOffset !== own.queueOffset || unit.sizeBytes !== sizeBytes) wrongUnit(next.value)
        else next = units.next()
      }
      const { end } = records
      if (end?.kind === 'damage') tell('record', log.path, { at: end.position, end: source.sizeBytes, hex: end.hex })
      // Behind damage nobody knows which units are right.
      else while (next.done !== true) wrongUnit(next.value)
    }),
  )
}

interface OwnPlace {
  readonly physicalOffset: number
  readonly sizeBytes: number
  readonly queueOffset: number
}

/** One of both places is the record's: the other may be wrong. */
const isMeantFor = (unit: BatchMessage, own: OwnPlace): boolean => unit.physicalOffset === own.physicalOffset || unit.baseQueueOffset === own.queueOffset

/** No record that is still to come can be this unit's. */
const liesBefore = (unit: PlacedUnit['unit'], own: OwnPlace): boolean => unit.kind === 'invalid' || (!isMeantFor(unit, own) && unit.baseQueueOffset < own.queueOffset)

type BatchMessage = Extract<BatchUnit, { kind: 'message' }>

interface PlacedUnit {
  readonly unit: Exclude<BatchUnit, { kind: 'unwritten' }>
  readonly at: number
  readonly hex: () => string
}

/** Units of one file, to its end mark or what is not written. */
function* unitsOf(source: Parameters<typeof readWindow>[0]): Generator<PlacedUnit, undefined> {
  for (let first = 0; first < source.sizeBytes; first += WINDOW_UNITS * BATCH_UNIT_BYTES) {
    const { view, bytes } = readWindow(source, first, WINDOW_UNITS * BATCH_UNIT_BYTES)
    for (let from = 0; from + BATCH_UNIT_BYTES <= view.byteLength; from += BATCH_UNIT_BYTES) {
      const unit = decodeBatchUnit(view, from)
      if (unit.kind === 'unwritten' || isSparseEnd(view, from)) return undefined
      yield { unit, at: first + from, hex: () => toHex(bytes.subarray(from, from + BATCH_UNIT_BYTES)) }
    }
  }
  return undefined
}
