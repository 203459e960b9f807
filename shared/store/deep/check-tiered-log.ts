import type { Finding } from '../checks/finding'
import { newFinding } from '../checks/new-finding'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { toHex } from '../formats/hex'
import { range } from '../range'
import type { RecordScanner } from '../readers/scan-records'
import { withSource } from '../snapshot/commit-log'
import type { TieredFlatFile, TieredQueuePicture, TieredSegmentPicture } from '../snapshot/snapshot'
import { FindingList, type DeepPorts } from './deep-part'
import { emptyPart, type DeepPart } from './deep-task'
import { judgeUnits } from './judge-units'
import { regionsOfFlatFile, type LogRegion } from './regions'
import { scanQueue, type UnitsPlace } from './scan-queue'
import { UnitCursor } from './unit-cursor'
import { walkWhole } from './walk-whole'

const HIGH = 4_294_967_296
const STEP_EVERY = 1024
const WINDOW_UNITS = 4096

/**
 * A tiered queue, byte by byte (store-format T7 to T10): every unit's class, every record's chain, place and queue, and
 * that each unit lands on its own record. Records that no unit knows are normal: a crash between the two uploads leaves them.
 */
export function checkTieredLog(ports: DeepPorts, picture: TieredQueuePicture, queue: number): DeepPart {
  const { topic, queueId, commitLog, consumeQueue, minOffset } = picture
  const subject = { side: 'tiered' as const, topic, queueId }
  const found = new FindingList()
  const regions = regionsOfFlatFile(commitLog)
  const places = placesOf(consumeQueue)
  const scanned = scanQueue({ files: ports.files, places, regions, minOffset, preallocated: false, step: ports.step })
  const addUnits = (irregular: typeof scanned.irregular): void => {
    for (const { queueOffset, path, at, count, hex, note } of irregular)
      found.add(newFinding('tiered-record-mismatch', { reason: `unit-${note}` }, { subject: { ...subject, path }, range: range<number>(queueOffset, queueOffset + count), rangeKind: 'queue-offset', count, evidence: { path, at, hex } }))
  }
  // Two numbers are the note of a unit out of order.
  addUnits(scanned.irregular.map(unit => (unit.code === 'queue-not-increasing' ? { ...unit, note: 'order' } : unit)))

  const cursor = new UnitCursor(ports.files, places, UNIT_BYTES, WINDOW_UNITS)
  let records = 0
  for (const region of regions) {
    const segment = region.segment === null ? undefined : commitLog.segments[region.segment]
    if (segment === undefined) continue
    const walked = walkSegmentOf(ports, segment, region, picture, cursor)
    records += walked.records
    for (const finding of walked.findings) found.add(finding)
    if (walked.met === (scanned.pointed.get(region.segment ?? -1) ?? 0)) continue
    const file = { absolutePath: segment.absolutePath, baseOffset: segment.baseOffset, offsets: range(region.start, region.end), isFull: true }
    for (const irregular of judgeUnits(ports, file, [{ topic, queueId, places, ordered: scanned.ordered }])) addUnits(irregular)
  }
  return { ...emptyPart, findings: found.all, units: scanned.unitsRead, records, tiered: [{ queue, units: scanned.units, runs: scanned.runs }] }
}

const placesOf = ({ segments }: TieredFlatFile): UnitsPlace[] =>
  segments.flatMap(({ path, absolutePath, baseOffset, sizeBytes, fileSizeBytes, last, state }) => {
    const slots = Math.floor((last ? (fileSizeBytes ?? 0) : Math.min(sizeBytes, fileSizeBytes ?? 0)) / UNIT_BYTES)
    return state === 'ghost' || slots === 0 ? [] : [{ path, absolutePath, start: Math.floor(baseOffset / UNIT_BYTES), slots }]
  })

function walkSegmentOf(
  ports: DeepPorts,
  { path, absolutePath, baseOffset }: TieredSegmentPicture,
  region: LogRegion,
  { topic, queueId }: TieredQueuePicture,
  cursor: UnitCursor,
): { readonly findings: Finding[]; readonly met: number; readonly records: number } {
  const found = new FindingList()
  const name = new TextEncoder().encode(topic)
  let met = 0
  let records = 0
  let before = Number.NaN
  const subject = { side: 'tiered' as const, topic, queueId, path }
  const wrong = (reason: string, at: number, end: number, hex: string): void =>
    found.add(newFinding('tiered-record-mismatch', { reason }, { subject, range: range(baseOffset + at, baseOffset + end), rangeKind: 'physical-offset', evidence: { path, at, hex } }))

  const visit = (scanner: RecordScanner): void => {
    records += 1
    if (records % STEP_EVERY === 0) ports.step()
    const { view, bytes, at, position, sizeBytes } = scanner
    const queueOffset = view.getInt32(at + 20) * HIGH + view.getUint32(at + 24)
    const isOwn = view.getInt32(at + 12) === queueId && scanner.topicBytes === name.length && name.every((letter, index) => bytes[scanner.topicAt + index] === letter)
    // An upload that was cut off begins again with an offset that was there before; one that is left out is lost.
    if (!isOwn || queueOffset > before + 1) wrong(isOwn ? 'queue-offset' : 'queue', position, position + sizeBytes, toHex(bytes.subarray(at, at + 64)))
    before = queueOffset
    if (!cursor.find(queueOffset)) return
    const unit = cursor.at
    if (cursor.view.getInt32(unit) * HIGH + cursor.view.getUint32(unit + 4) === baseOffset + position && cursor.view.getInt32(unit + 8) === sizeBytes) met += 1
  }
  withSource(ports.files, absolutePath, source =>
    walkWhole({
      source, baseOffset, visit, checksum: ports.checksum, isFull: true, until: region.end - baseOffset,
      damaged: ({ at, end, reason, hex }) => wrong(reason, at, Math.min(end, region.end - baseOffset), hex),
    }),
  )
  return { findings: found.all, met, records }
}
