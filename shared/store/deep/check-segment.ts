import type { Finding } from '../checks/finding'
import { newFinding } from '../checks/new-finding'
import { toHex } from '../formats/hex'
import { decodeProperties } from '../formats/message-properties'
import { range } from '../range'
import type { RecordScanner } from '../readers/scan-records'
import { withSource } from '../snapshot/commit-log'
import type { LocalSnapshot, SegmentPicture } from '../snapshot/snapshot'
import { FindingList, type DeepPorts } from './deep-part'
import { dispatchedTo } from './dispatched-to'
import type { QueueTable, TableQueue } from './queue-table'
import { RecordProperties } from './record-properties'
import { walkWhole, type Damage } from './walk-whole'

const HIGH = 4_294_967_296
const TRANSACTION_BITS = 0xc
const PREPARED = 0x4
const ROLLBACK = 0xc
const INNER_BATCH = 0x80
const STEP_EVERY = 1024

export interface CheckedSegment {
  readonly findings: readonly Finding[]
  /** Units that point at one of its records and say what it says. */
  readonly met: number
  readonly records: number
}

/**
 * Every record of one segment of the commitlog, and the unit that each must have (store-format L3, L4, L14). A record
 * meets at most one unit of a queue and a unit at most one record: so as many units met as units point into the segment
 * proves that every one of them is right, without a table of any of them.
 */
export function checkSegment(ports: DeepPorts, { commitLog }: LocalSnapshot, segment: SegmentPicture, table: QueueTable): CheckedSegment {
  const found = new FindingList()
  const properties = new RecordProperties()
  const { path, baseOffset } = segment
  const isActive = segment.state === 'active'
  let met = 0
  let records = 0

  const evidence = ({ bytes, at, position }: RecordScanner): Finding['evidence'] & object => ({ path, at: position, hex: toHex(bytes.subarray(at, at + 64)) })

  /** @returns whether the queue's unit at the record's queue offset points at the record */
  const meets = (queue: TableQueue, queueOffset: number, { position, sizeBytes }: RecordScanner): boolean => {
    const { cursor, picture } = queue
    if (picture.kind === 'batch') {
      const unit = table.findBatch(queue, queueOffset)
      return unit?.physicalOffset === baseOffset + position && unit.sizeBytes === sizeBytes
    }
    if (!cursor.find(queueOffset)) return false
    const { view, at } = cursor
    return view.getInt32(at) * HIGH + view.getUint32(at + 4) === baseOffset + position && view.getInt32(at + 8) === sizeBytes
  }

  const checkTags = ({ cursor, picture: { topic, queueId } }: TableQueue, queueOffset: number, scanner: RecordScanner): void => {
    const high = cursor.view.getInt32(cursor.at + 12)
    const low = cursor.view.getInt32(cursor.at + 16)
    const { tagsHash, hasDelay } = properties
    // A delivery time stands in for the tags of a delayed message, and an address for those of a queue with an extension.
    const isHash = (high === 0 && low >= 0) || (high === -1 && low < 0)
    if (hasDelay || (low === tagsHash && isHash) || (high < 0 && !isHash)) return
    found.add(newFinding('queue-unit-mismatched', { what: 'tags' }, { severity: 'warning', subject: { side: 'local', topic, queueId }, range: range(queueOffset, queueOffset + 1), rangeKind: 'queue-offset', evidence: evidence(scanner) }))
  }

  const missing = ({ picture }: TableQueue, queueOffset: number, scanner: RecordScanner): void => {
    const { topic, queueId } = picture
    found.add(newFinding('message-not-indexed', {}, { subject: { side: 'local', topic, queueId }, ...placeOf(queueOffset), evidence: evidence(scanner) }))
  }

  const visit = (scanner: RecordScanner): void => {
    records += 1
    if (records % STEP_EVERY === 0) ports.step()
    const { view, bytes, at, position } = scanner
    const flag = view.getInt32(at + 36)
    const transaction = flag & TRANSACTION_BITS
    if (transaction === PREPARED || transaction === ROLLBACK) return
    const queue = table.find(bytes, scanner.topicAt, scanner.topicBytes, view.getInt32(at + 12))
    const queueOffset = view.getInt32(at + 20) * HIGH + view.getUint32(at + 24)
    properties.read(bytes, scanner.propertiesAt, scanner.propertiesAt + scanner.propertiesBytes)
    if (queue !== undefined) {
      if (meets(queue, queueOffset, scanner)) {
        met += 1
        if (queue.picture.kind === 'simple' && (flag & INNER_BATCH) === 0) checkTags(queue, queueOffset, scanner)
      } else if (isIndexable(queue, baseOffset + position, queueOffset)) missing(queue, queueOffset, scanner)
    }
    if (!properties.isDispatched) return
    for (const { topic, queueId, queueOffset: other } of dispatchedTo(decodeProperties(bytes, scanner.propertiesAt, scanner.propertiesBytes), view.getInt32(at + 12))) {
      const dispatched = table.findNamed(topic, queueId)
      if (dispatched !== undefined && dispatched !== queue && meets(dispatched, other, scanner)) met += 1
    }
  }

  const damaged = ({ at, end, reason, hex }: Damage): void =>
    found.add(
      newFinding(
        'record-corrupt',
        { reason, endIsKnown: 1, isActive: 0 },
        { subject: { side: 'local', path }, range: range<number>(baseOffset + at, baseOffset + end), rangeKind: 'physical-offset', evidence: { path, at, hex } },
      ),
    )

  withSource(ports.files, segment.absolutePath, source =>
    walkWhole({
      source, baseOffset, visit, checksum: ports.checksum, isFull: !isActive,
      // What stands at the end of the log a quick look has told already.
      ...(isActive ? { until: commitLog.maxOffset - baseOffset } : { damaged }),
    }),
  )
  return { findings: found.all, met, records }
}

/**
 * A record that its queue must have a unit for. A queue without any unit is not judged, nor what lies before its first, for
 * topics are deleted and made again; nor what a start will index.
 */
const isIndexable = ({ picture, tailFrom, tailEnd }: TableQueue, physicalOffset: number, queueOffset: number): boolean =>
  picture.firstPhysicalOffset !== null && physicalOffset >= picture.firstPhysicalOffset && !(queueOffset >= tailFrom && queueOffset < tailEnd)

/** A queue offset that no queue can have is garbage: its bytes are the evidence, and no number is made of them. */
const placeOf = (queueOffset: number): Pick<Finding, 'range' | 'rangeKind'> =>
  Number.isSafeInteger(queueOffset + 1) ? { range: range(queueOffset, queueOffset + 1), rangeKind: 'queue-offset' } : {}
