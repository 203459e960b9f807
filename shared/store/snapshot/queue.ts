import { type StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { BATCH_UNIT_BYTES } from '../formats/batch-consume-queue-unit'
import { extentOf, UNIT_BYTES } from '../formats/consume-queue-unit'
import { toHex } from '../formats/hex'
import { parseSegmentFileName } from '../formats/segment-file-name'
import { advance, physicalOffset, queueOffset, type PhysicalOffset, type QueueOffset } from '../offsets'
import { gapsBetween, range } from '../range'
import { firstWhere, leadingPreBlanks, openBatchUnitFile, openUnitFile, writtenUnits } from '../readers/unit-file'
import { UnitColumn, type ColumnEntry, type ColumnFile } from '../readers/unit-column'
import type { ByteSource } from '../bytes/byte-source'
import type { BrokerRules } from './broker-rules'
import type { CensusEntry } from './census'
import { isFile } from './census'
import { countClasses, isOrdered, runsOf, type LogExtent } from './classes'
import { strayIn, withSource } from './commit-log'
import { minOffsetAtStart } from './min-offset'
import type { IrregularUnit, QueueFilePicture, QueuePicture, StrayEntry } from './snapshot'

/** One queue directory, and what decides how a broker reads it. */
export interface QueueInput {
  readonly files: StoreFiles
  readonly topic: string
  readonly queueId: number
  readonly kind: 'simple' | 'batch'
  readonly entries: readonly CensusEntry[]
  /** The store's queue file size for this kind; null when no file has one. */
  readonly fileSizeBytes: number | null
  readonly shown: (absolutePath: string) => string
  readonly rules: BrokerRules
}

/** A queue as read from its files, before it is held against the log. */
export interface QueueFiles {
  readonly input: QueueInput
  readonly read: readonly ReadFile[]
  readonly column: UnitColumn
  readonly irregular: readonly IrregularUnit[]
  readonly strays: readonly StrayEntry[]
  /** Where the last real unit's record ends; the broker's getMaxPhysicOffset. */
  readonly maxPhysicalOffset: PhysicalOffset | null
  readonly unitsRead: number
}

interface ReadFile {
  readonly picture: Omit<QueueFilePicture, 'dead'>
  readonly slots: number
  /** Written slots, filler included. */
  readonly written: number
  readonly preBlanks: number
  readonly column: ColumnFile | undefined
}

const unitBytesOf = { simple: UNIT_BYTES, batch: BATCH_UNIT_BYTES } as const

/** Reads the first and the last unit of every file; files of another size are listed and not read. */
export function readQueueFiles(input: QueueInput): QueueFiles {
  const strays: StrayEntry[] = []
  const numbered: { entry: Extract<CensusEntry, { facts: object }>; base: number }[] = []
  for (const entry of input.entries) {
    const base = isFile(entry) ? parseSegmentFileName(entry.name) : undefined
    if (isFile(entry) && base !== undefined) numbered.push({ entry, base })
    else strays.push(strayIn('queue', entry, input))
  }
  numbered.sort((a, b) => a.base - b.base)
  const last = numbered.at(-1)
  if (last !== undefined && last.entry.facts.sizeBytes === 0) {
    numbered.pop()
    strays.push({ ...strayIn('queue', last.entry, input), stopsBroker: !input.rules.toleratesEmptyLastFile })
  }

  const irregular: IrregularUnit[] = []
  const read = numbered.map(({ entry, base }) => readFile(input, entry, base, irregular))
  const lastWritten = read.findLast(file => file.written > 0)
  if (lastWritten !== undefined && lastWritten.column === undefined && lastWritten.preBlanks > 0)
    irregular.push({
      code: 'queue-trailing-blank',
      queueOffset: advance(lastWritten.picture.endOffset, -1),
      path: lastWritten.picture.path,
      at: (lastWritten.written - 1) * UNIT_BYTES,
      count: lastWritten.preBlanks,
      hex: '00000000000000007fffffff0000000000000000',
      note: 'filler',
    })
  const column = new UnitColumn(read.flatMap(file => file.column ?? []))
  return {
    input,
    read,
    column,
    irregular,
    strays,
    maxPhysicalOffset: column.last?.physical.end ?? null,
    unitsRead: read.length * 2,
  }
}

function readFile(input: QueueInput, entry: Extract<CensusEntry, { facts: object }>, base: number, irregular: IrregularUnit[]): ReadFile {
  const { facts } = entry
  const unitBytes = unitBytesOf[input.kind]
  const start = queueOffset(input.kind === 'simple' ? Math.floor(base / unitBytes) : 0)
  const picture = {
    path: input.shown(entry.path),
    absolutePath: entry.path,
    baseOffset: base,
    sizeBytes: facts.sizeBytes,
    allocatedBytes: facts.allocatedBytes,
    modifiedTime: facts.modifiedTime,
    startOffset: start,
    endOffset: start,
    firstPhysicalOffset: null,
    lastPhysicalOffset: null,
    error: null,
  }
  const unread = { slots: 0, written: 0, preBlanks: 0, column: undefined }
  if (facts.sizeBytes !== input.fileSizeBytes) return { picture: { ...picture, state: 'wrong-size' }, ...unread }
  try {
    return withSource(input.files, entry.path, source => {
      const found = input.kind === 'simple' ? readSimple(source, start) : readBatch(source)
      for (const unit of found.irregular) irregular.push({ ...unit, path: picture.path })
      const column = found.column && { ...found.column, read: rereading(input, entry.path, start, found.preBlanks) }
      return {
        picture: {
          ...picture,
          state: 'ok' as const,
          startOffset: input.kind === 'batch' && column ? column.first.queue.start : start,
          endOffset: column?.last.queue.end ?? advance(start, found.preBlanks),
          firstPhysicalOffset: column?.first.physical.start ?? null,
          lastPhysicalOffset: column?.last.physical.start ?? null,
        },
        slots: found.slots,
        written: found.written,
        preBlanks: found.preBlanks,
        column,
      }
    })
  } catch (error) {
    if (error instanceof Failure) return { picture: { ...picture, state: 'unreadable', error: error.code }, ...unread }
    throw error
  }
}

interface FoundUnits {
  readonly slots: number
  readonly written: number
  readonly preBlanks: number
  readonly column: Omit<ColumnFile, 'read'> | undefined
  readonly irregular: readonly Omit<IrregularUnit, 'path'>[]
}

function readSimple(source: ByteSource, start: QueueOffset): FoundUnits {
  const file = openUnitFile(source)
  const irregular: Omit<IrregularUnit, 'path'>[] = []
  let written = writtenUnits(file)
  const lastKind = written === 0 ? undefined : file.unitAt(written - 1).kind
  const preBlanks = leadingPreBlanks(file, written)
  if (lastKind === 'invalid' || (lastKind === 'pre-blank' && preBlanks < written)) {
    const stop = firstIrregular(file.unitAt.bind(file), preBlanks, written)
    irregular.push({
      code: lastKind === 'invalid' ? 'queue-unit-invalid' : 'queue-trailing-blank',
      queueOffset: advance(start, stop),
      at: stop * UNIT_BYTES,
      count: written - stop,
      hex: toHex(file.bytesAt(stop)),
      note: lastKind,
    })
    written = stop
  }
  const first = entryOf(file.unitAt(preBlanks), start, preBlanks)
  const last = entryOf(file.unitAt(Math.max(0, written - 1)), start, written - 1)
  const column = written > preBlanks && first && last ? { count: written - preBlanks, first, last } : undefined
  return { slots: file.slots, written, preBlanks, column, irregular }
}

/** Scans one file for the first unit that is not a message: only done where the last one is none. */
function firstIrregular(unitAt: (index: number) => { kind: string }, from: number, to: number): number {
  for (let index = from; index < to; index += 1) if (unitAt(index).kind !== 'message') return index
  return to
}

function entryOf(unit: ReturnType<ReturnType<typeof openUnitFile>['unitAt']>, start: QueueOffset, index: number): ColumnEntry | undefined {
  if (unit.kind !== 'message') return undefined
  return { physical: extentOf(unit), queue: range(advance(start, index), advance(start, index + 1)) }
}

function readBatch(source: ByteSource): FoundUnits {
  const file = openBatchUnitFile(source)
  const written = firstWhere(0, file.slots, index => file.unitAt(index).kind !== 'message')
  const first = written === 0 ? undefined : batchEntryOf(file.unitAt(0))
  const last = written === 0 ? undefined : batchEntryOf(file.unitAt(written - 1))
  const irregular =
    written < file.slots && file.unitAt(written).kind === 'invalid'
      ? [{ code: 'queue-unit-invalid' as const, queueOffset: last?.queue.end ?? queueOffset(0), at: written * BATCH_UNIT_BYTES, count: 1, hex: toHex(file.bytesAt(written)), note: 'invalid' }]
      : []
  return { slots: file.slots, written, preBlanks: 0, column: first && last ? { count: written, first, last } : undefined, irregular }
}

function batchEntryOf(unit: ReturnType<ReturnType<typeof openBatchUnitFile>['unitAt']>): ColumnEntry | undefined {
  if (unit.kind !== 'message') return undefined
  return { physical: extentOf(unit), queue: range(unit.baseQueueOffset, advance(unit.baseQueueOffset, unit.batchSize)) }
}

/** Opens the file again for a search: only the few files in which a border lies. */
function rereading(input: QueueInput, path: string, start: QueueOffset, preBlanks: number): ColumnFile['read'] {
  return use =>
    withSource(input.files, path, source => {
      if (input.kind === 'batch') {
        const file = openBatchUnitFile(source)
        return use(index => batchEntryOf(file.unitAt(index)))
      }
      const file = openUnitFile(source)
      return use(index => entryOf(file.unitAt(preBlanks + index), start, preBlanks + index))
    })
}

/** What the log and the broker's version make of a queue. */
export interface QueueAgainst {
  readonly log: LogExtent
  /** No segment at all: the broker destroys every queue. */
  readonly logIsEmpty: boolean
  readonly checksLastUnit: boolean
  /** One past the last queue offset that a start adds from the log's unindexed end. */
  readonly dispatchedEnd: QueueOffset | undefined
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
    files: read.map((file, index) => ({
      ...file.picture,
      dead: index < lastDataFile && file.column !== undefined && file.column.last.physical.start < log.kept.start && read.slice(0, index).every(before => before.column === undefined || before.column.last.physical.start < log.kept.start),
    })),
    ordered: isOrdered(column),
    irregular: queue.irregular,
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
  return against.dispatchedEnd !== undefined && against.dispatchedEnd > end ? against.dispatchedEnd : end
}

function minAfterStart({ input, read, column }: QueueFiles, maxOffset: QueueOffset, against: QueueAgainst): { minOffset: QueueOffset; reason: QueuePicture['minReason'] } {
  const firstFile = read[0]
  if (firstFile === undefined || against.logIsEmpty || maxOffset === 0) return { minOffset: queueOffset(0), reason: 'empty' }
  const logMinOffset = against.log.kept.start
  if (input.kind === 'batch') {
    const first = column.files[0]
    if (first === undefined) return { minOffset: queueOffset(0), reason: 'empty' }
    const live = first.read(entryAt => {
      const index = firstWhere(0, first.count, at => (entryAt(at)?.physical.start ?? -1) >= logMinOffset)
      return index === first.count ? undefined : entryAt(index)
    })
    return live === undefined ? { minOffset: first.first.queue.start, reason: 'first-unit' } : { minOffset: live.queue.start, reason: live.queue.start === first.first.queue.start ? 'first-unit' : 'first-live-unit' }
  }
  const units = firstFile.column
  const search = (entryAt: (index: number) => ColumnEntry | undefined): { minOffset: number; reason: QueuePicture['minReason'] } =>
    minOffsetAtStart({
      firstFileOffset: firstFile.picture.startOffset,
      firstFileUnits: firstFile.written,
      physicalAt: index => (index < firstFile.preBlanks ? 0 : (entryAt(index - firstFile.preBlanks)?.physical.start ?? 0)),
      maxOffset,
      lastPhysicalOffset: column.last?.physical.start ?? null,
      logMinOffset,
      checksLastUnit: against.checksLastUnit && (against.dispatchedEnd === undefined || against.dispatchedEnd <= (column.last?.queue.end ?? 0)),
    })
  const { minOffset, reason } = units === undefined ? search(() => undefined) : units.read(search)
  return { minOffset: queueOffset(minOffset), reason }
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

export const physicalEndOf = (queues: readonly QueueFiles[]): PhysicalOffset =>
  physicalOffset(queues.reduce((most, queue) => Math.max(most, queue.maxPhysicalOffset ?? 0), 0))
