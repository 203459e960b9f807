import { readWindow } from '../bytes/byte-source'
import { BATCH_UNIT_BYTES, decodeBatchUnit } from '../formats/batch-consume-queue-unit'
import { withSource } from '../snapshot/commit-log'
import { OddUnits } from './odd-units'
import { RunList } from './run-list'
import type { ScannedQueue, ScanQueueInput } from './scan-queue'

const WINDOW_UNITS = 4096

/** Reads every unit of a batch queue, whose units stand for several messages each. There are few of them: each is decoded. */
export function scanBatchQueue({ files, places, regions, minOffset, step }: Omit<ScanQueueInput, 'preallocated'>): ScannedQueue {
  const runs = new RunList(minOffset)
  const odd = new OddUnits()
  const pointed = new Map<number, number>()
  let before = -1
  let ordered = true
  let unitsRead = 0
  for (const place of places)
    withSource(files, place.absolutePath, source => {
      for (let first = 0; first < place.slots; first += WINDOW_UNITS) {
        step()
        const { view } = readWindow(source, first * BATCH_UNIT_BYTES, Math.min(WINDOW_UNITS, place.slots - first) * BATCH_UNIT_BYTES)
        for (let at = 0; at + BATCH_UNIT_BYTES <= view.byteLength; at += BATCH_UNIT_BYTES) {
          const unit = decodeBatchUnit(view, at)
          const report = (code: 'queue-unit-invalid' | 'queue-not-increasing', start: number): void => odd.add(code, { source, path: place.path, at: first * BATCH_UNIT_BYTES + at }, start, 1, code)
          unitsRead += 1
          if (unit.kind === 'unwritten') continue
          if (unit.kind === 'invalid') {
            report('queue-unit-invalid', runs.runs.at(-1)?.queueOffsets.end ?? 0)
            continue
          }
          const { physicalOffset, sizeBytes, baseQueueOffset, batchSize } = unit
          if (physicalOffset <= before) {
            ordered = false
            report('queue-not-increasing', baseQueueOffset)
          }
          before = physicalOffset
          const region = regions.findLast(({ start }) => start <= physicalOffset)
          if (region === undefined) continue
          const unitClass = region.kind === 'segment' ? (physicalOffset + sizeBytes > region.end ? 'ahead' : 'ok') : region.kind === 'below' ? 'expired' : region.kind === 'hole' ? 'in-hole' : 'ahead'
          runs.add(unitClass, baseQueueOffset, baseQueueOffset + batchSize, physicalOffset, physicalOffset + sizeBytes)
          if (unitClass === 'ok' && region.segment !== null) pointed.set(region.segment, (pointed.get(region.segment) ?? 0) + 1)
        }
      }
    })
  return { runs: runs.runs, units: { ...runs.counts, preBlank: 0 }, irregular: odd.all, ordered, pointed, unitsRead }
}
