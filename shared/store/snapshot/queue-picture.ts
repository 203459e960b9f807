import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { queueOffset, type PhysicalOffset, type QueueOffset } from '../offsets'
import { gapsBetween, range } from '../range'
import { firstWhere } from '../readers/unit-file'
import type { ColumnEntry, UnitColumn } from '../readers/unit-column'
import { countClasses, isOrdered, runsOf, type LogExtent } from './classes'
import { minOffsetAtStart } from './min-offset'
import type { QueueFiles, ReadFile } from './queue-files'
import type { IrregularUnit, QueuePicture, UnindexedTail } from './snapshot'

/** What the log and the broker's version make of a queue. */
export interface QueueAgainst {
  readonly log: LogExtent
  /** No segment at all: the broker destroys every queue. */
  readonly logIsEmpty: boolean
  readonly checksLastUnit: boolean
  /** What a start adds from the log's unindexed end. */
  readonly dispatched: Pick<UnindexedTail, 'end' | 'messages'> | undefined
  /** Units that do not land on their own message. */
  readonly misplaced?: readonly IrregularUnit[] | undefined
}

/** Classes, minimum and maximum of a queue right after the broker's next start. */
export function pictureOf(queue: QueueFiles, against: QueueAgainst): QueuePicture {
  const { input, read, column } = queue
  const { log } = against
  const lastWritten = read.findLast(file => file.written > 0)
  const writtenEnd = lastWritten?.picture.endOffset ?? read.at(-1)?.picture.startOffset ?? queueOffset(0)
  const maxOffset = maxAfterStart(queue, writtenEnd, against)
  const { minOffset, reason } = minAfterStart(queue, maxOffset, against)
  const runs = runsOf(column, log, minOffset)
  const counts = countClasses(runs)
  const lastDataFile = read.findLastIndex(file => file.column !== undefined)
  const aliveFrom = read.findIndex((file, index) => index >= lastDataFile || (file.column !== undefined && file.column.last.physical.start >= log.kept.start))
  const present = read.filter(file => file.slots > 0 || file.picture.state !== 'ok')
  const preBlanks = read[0]?.preBlanks ?? 0

  return {
    topic: input.topic,
    queueId: input.queueId,
    kind: input.kind,
    fileSizeBytes: read.length === 0 ? null : (input.fileSizeBytes ?? null),
    firstOffset: column.files[0]?.first.queue.start ?? null,
    minOffset,
    maxOffset,
    minReason: reason,
    writtenEnd,
    firstPhysicalOffset: column.files[0]?.first.physical.start ?? null,
    lastPhysicalOffset: column.last?.physical.start ?? null,
    units: { ...counts, preBlank: preBlanks },
    estimatedBytes: Math.round(counts.ok * meanBytesPerMessage(column)),
    runs: runs.map(({ unitClass, queueOffsets, physical }) => ({ unitClass, queueOffsets, physical })),
    dead: column.last !== undefined && column.last.physical.start < log.kept.start,
    holes: input.kind === 'simple' ? holesOf(present, input.fileSizeBytes) : batchHolesOf(present),
    files: read.map(({ picture, column: units }, index) => (index < aliveFrom && units !== undefined ? { ...picture, dead: true } : picture)),
    ordered: isOrdered(column),
    irregular: [...queue.irregular, ...(against.misplaced ?? [])],
  }
}

function meanBytesPerMessage(column: UnitColumn): number {
  let bytes = 0
  let messages = 0
  for (const { physical, queue } of column.files.flatMap(file => [file.first, file.last])) {
    bytes += physical.end - physical.start
    messages += queue.end - queue.start
  }
  return messages === 0 ? 0 : bytes / messages
}

function maxAfterStart({ read, column }: QueueFiles, writtenEnd: QueueOffset, against: QueueAgainst): QueueOffset {
  if (against.logIsEmpty) return queueOffset(0)
  const cut = column.firstWhere(entry => entry.physical.start >= against.log.kept.end)
  const firstCut = column.entryAt(cut)
  let end = firstCut?.queue.start ?? writtenEnd
  // A file whose first unit is cut is removed whole; without any file left the queue starts again at 0.
  if (firstCut !== undefined && cut.file === 0 && cut.index === 0 && (read.find(file => file.column !== undefined)?.preBlanks ?? 0) === 0) end = queueOffset(0)
  const { dispatched } = against
  if (dispatched === undefined || dispatched.end <= end) return end
  // Behind units that are there a broker writes one after another, whatever offset a record says; an empty queue begins where its first record does.
  return column.last === undefined || end === 0 ? dispatched.end : queueOffset(Math.min(dispatched.end, end + dispatched.messages))
}

function minAfterStart({ input, read, column }: QueueFiles, maxOffset: QueueOffset, against: QueueAgainst): { minOffset: QueueOffset; reason: QueuePicture['minReason'] } {
  const firstFile = read[0]
  if (firstFile === undefined || against.logIsEmpty || maxOffset === 0) return { minOffset: queueOffset(0), reason: 'empty' }
  const logMinOffset = against.log.kept.start
  if (input.kind === 'batch') return batchMinAfterStart(column, logMinOffset, maxOffset)
  const units = firstFile.column
  const search = (entryAt: (index: number) => ColumnEntry | undefined): { minOffset: number; reason: QueuePicture['minReason'] } =>
    minOffsetAtStart({
      firstFileOffset: firstFile.picture.startOffset,
      firstFileUnits: firstFile.written,
      physicalAt: index => (index < firstFile.columnAt ? 0 : (entryAt(index - firstFile.columnAt)?.physical.start ?? 0)),
      maxOffset,
      lastPhysicalOffset: column.last?.physical.start ?? null,
      logMinOffset,
      checksLastUnit: against.checksLastUnit && (against.dispatched === undefined || against.dispatched.end <= (column.last?.queue.end ?? 0)),
    })
  const { minOffset, reason } = units === undefined ? search(() => undefined) : units.read(search)
  return { minOffset: queueOffset(minOffset), reason }
}

/**
 * Batch queues move their minimum behind the last expired unit of the first file, also when that is the whole file. Mirrors
 * BatchConsumeQueue.correctMinOffset; seen on a real 5.4.0.
 */
function batchMinAfterStart(column: UnitColumn, logMinOffset: PhysicalOffset, maxOffset: QueueOffset): { minOffset: QueueOffset; reason: QueuePicture['minReason'] } {
  const first = column.files[0]
  if (first === undefined) return { minOffset: queueOffset(0), reason: 'empty' }
  const lastExpired = first.read(entryAt => {
    const expired = firstWhere(0, first.count, index => (entryAt(index)?.physical.start ?? -1) >= logMinOffset)
    return expired === 0 ? undefined : entryAt(expired - 1)
  })
  if (lastExpired === undefined) return { minOffset: first.first.queue.start, reason: 'first-unit' }
  const minOffset = lastExpired.queue.end
  return { minOffset, reason: minOffset >= maxOffset ? 'all-expired' : 'first-live-unit' }
}

function holesOf(present: readonly ReadFile[], fileSizeBytes: number | null): QueuePicture['holes'] {
  if (fileSizeBytes === null) return []
  return gapsBetween(present.map(({ picture }) => range(queueOffset(Math.floor(picture.baseOffset / UNIT_BYTES)), queueOffset(Math.floor((picture.baseOffset + fileSizeBytes) / UNIT_BYTES)))))
}

/** Batch files are numbered by bytes, so a missing one shows as a jump of queue offsets between its neighbours. */
function batchHolesOf(present: readonly ReadFile[]): QueuePicture['holes'] {
  const holes = []
  for (const [index, file] of present.entries()) {
    const before = present[index - 1]
    if (before?.column === undefined || file.column === undefined) continue
    if (file.picture.baseOffset !== before.picture.baseOffset + before.picture.sizeBytes) holes.push(range(before.column.last.queue.end, file.column.first.queue.start))
  }
  return holes
}

/** A queue that has records in the log and no file yet: a start creates it. */
export function queueWithoutFiles(topic: string, queueId: number, from: QueueOffset, end: QueueOffset): QueuePicture {
  return {
    topic, queueId, kind: 'simple', fileSizeBytes: null, firstOffset: null, minOffset: from, maxOffset: end, minReason: 'empty', writtenEnd: queueOffset(0),
    firstPhysicalOffset: null, lastPhysicalOffset: null, units: { ok: 0, expiredHidden: 0, expiredVisible: 0, inHole: 0, ahead: 0, preBlank: 0 },
    estimatedBytes: 0, runs: [], dead: false, holes: [], files: [], ordered: true, irregular: [],
  }
}
