import { readWindow } from '../bytes/byte-source'
import type { Finding } from '../checks/finding'
import type { FactsOf } from '../checks/finding-facts'
import { newFinding } from '../checks/new-finding'
import { decodeUnit, UNIT_BYTES } from '../formats/consume-queue-unit'
import { toHex } from '../formats/hex'
import { extOffsetOf } from '../formats/queue-ext-unit'
import { range } from '../range'
import { withSource } from '../snapshot/commit-log'
import { observedSize } from '../snapshot/observed-size'
import type { CommitLogPicture, QueuePicture } from '../snapshot/snapshot'
import { FindingList, type DeepPorts } from './deep-part'
import { ExtCursor } from './ext-cursor'
import { placesOf } from './queue-table'
import type { SeenFolders, SegmentDirectory, ShownFile } from './segment-files'

const WINDOW_UNITS = 4096
const TAGS_AT = 12

/** The files of a queue's extension. */
export const extensionOf = (folders: SeenFolders, { topic, queueId }: Pick<QueuePicture, 'topic' | 'queueId'>): SegmentDirectory =>
  folders.segmentsIn('consumequeue_ext', topic, String(queueId))

/**
 * A queue's extension, and whether every unit whose tags code is an address finds its entry there. Units below the log are left out: the
 * broker removes the extension behind its queue, and they are served to nobody.
 */
export function checkQueueExt(ports: DeepPorts, log: CommitLogPicture, queue: QueuePicture, { segments, strays }: SegmentDirectory): Finding[] {
  const { topic, queueId } = queue
  const found = new FindingList()
  const size = observedSize(segments, null)
  const invalid = (reason: FactsOf['queue-ext-invalid']['reason'], { path }: ShownFile, details: Partial<Pick<Finding, 'severity' | 'range' | 'rangeKind' | 'evidence'>> = {}): void =>
    found.add(newFinding('queue-ext-invalid', { reason }, { subject: { side: 'local', path }, ...details }))
  for (const stray of strays) invalid('name', stray)
  for (const file of segments) if (file.sizeBytes !== size) invalid('size', file)

  const extension = new ExtCursor(ports.files, segments)
  for (const { path, absolutePath, start, slots } of placesOf(queue))
    withSource(ports.files, absolutePath, source => {
      for (let first = 0; first < slots; first += WINDOW_UNITS) {
        ports.step()
        const { view, bytes } = readWindow(source, first * UNIT_BYTES, Math.min(WINDOW_UNITS, slots - first) * UNIT_BYTES)
        for (let at = 0; at + UNIT_BYTES <= view.byteLength; at += UNIT_BYTES) {
          const offset = extOffsetOf(view, at + TAGS_AT)
          if (offset === undefined) continue
          const unit = decodeUnit(view, at)
          if (unit.kind !== 'message' || unit.physicalOffset < log.minOffset || unit.physicalOffset >= log.maxOffset || extension.has(offset)) continue
          const queueOffset = start + first + at / UNIT_BYTES
          const evidence = { path, at: first * UNIT_BYTES + at, hex: toHex(bytes.subarray(at, at + UNIT_BYTES)) }
          const place = { subject: { side: 'local', topic, queueId }, range: range<number>(queueOffset, queueOffset + 1), rangeKind: 'queue-offset' } as const
          found.add(newFinding('queue-unit-mismatched', { what: 'extension' }, { severity: 'warning', ...place, evidence }))
        }
      }
    })
  extension.finish()
  for (const { file, at, hex } of extension.damages)
    invalid('unit', file, { severity: 'warning', range: range<number>(at, file.sizeBytes), rangeKind: 'byte', evidence: { path: file.path, at, hex } })
  return found.all
}
