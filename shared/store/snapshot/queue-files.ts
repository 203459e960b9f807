import { type StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { BATCH_UNIT_BYTES } from '../formats/batch-consume-queue-unit'
import { extentOf, UNIT_BYTES } from '../formats/consume-queue-unit'
import { toHex } from '../formats/hex'
import { parseSegmentFileName } from '../formats/segment-file-name'
import { advance, physicalOffset, queueOffset, type PhysicalOffset, type QueueOffset } from '../offsets'
import { range } from '../range'
import { firstWhere, leadingPreBlanks, openBatchUnitFile, openUnitFile, writtenUnits } from '../readers/unit-file'
import { UnitColumn, type ColumnEntry, type ColumnFile } from '../readers/unit-column'
import type { ByteSource } from '../bytes/byte-source'
import type { BrokerRules } from './broker-rules'
import type { CensusEntry } from './census'
import { isFile } from './census'
import { strayIn, withSource } from './commit-log'
import type { IrregularUnit, QueueFilePicture, StrayEntry } from './snapshot'

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

export interface ReadFile {
  /** Not dead until it is held against the log. */
  readonly picture: QueueFilePicture
  readonly slots: number
  /** Written slots, filler included. */
  readonly written: number
  readonly preBlanks: number
  readonly column: ColumnFile | undefined
  /** Slot of the column's first unit. */
  readonly columnAt: number
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
    dead: false,
    error: null,
  }
  const unread = { slots: 0, written: 0, preBlanks: 0, column: undefined, columnAt: 0 }
  if (facts.sizeBytes !== input.fileSizeBytes) return { picture: { ...picture, state: 'wrong-size' }, ...unread }
  try {
    return withSource(input.files, entry.path, source => {
      const found = input.kind === 'simple' ? readSimple(source, start) : readBatch(source)
      for (const unit of found.irregular) irregular.push({ ...unit, path: picture.path })
      const { ends, columnAt } = found
      return {
        picture: {
          ...picture,
          state: 'ok' as const,
          startOffset: input.kind === 'batch' && ends ? ends.first.queue.start : start,
          endOffset: ends?.last.queue.end ?? advance(start, columnAt),
          firstPhysicalOffset: ends?.first.physical.start ?? null,
          lastPhysicalOffset: ends?.last.physical.start ?? null,
        },
        slots: found.slots,
        written: found.written,
        preBlanks: found.preBlanks,
        column: ends && new FileUnits(input, entry.path, start, columnAt, ends),
        columnAt,
      }
    })
  } catch (error) {
    if (error instanceof Failure) return { picture: { ...picture, state: 'unreadable', error: error.code }, ...unread }
    throw error
  }
}

/** The real units of a file, by its first and its last. */
type Ends = Omit<ColumnFile, 'read'>

interface FoundUnits {
  readonly slots: number
  readonly written: number
  readonly preBlanks: number
  readonly ends: Ends | undefined
  readonly columnAt: number
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
  let columnAt = preBlanks
  while (columnAt < written && file.unitAt(columnAt).kind !== 'message') columnAt += 1
  if (columnAt > preBlanks)
    irregular.push({ code: 'queue-unit-invalid', queueOffset: advance(start, preBlanks), at: preBlanks * UNIT_BYTES, count: columnAt - preBlanks, hex: toHex(file.bytesAt(preBlanks)), note: 'head' })
  const first = entryOf(file.unitAt(columnAt), start, columnAt)
  const last = entryOf(file.unitAt(Math.max(0, written - 1)), start, written - 1)
  const ends = written > columnAt && first && last ? { count: written - columnAt, first, last } : undefined
  return { slots: file.slots, written, preBlanks, ends, columnAt, irregular }
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
  return { slots: file.slots, written, preBlanks: 0, columnAt: 0, ends: first && last ? { count: written, first, last } : undefined, irregular }
}

function batchEntryOf(unit: ReturnType<ReturnType<typeof openBatchUnitFile>['unitAt']>): ColumnEntry | undefined {
  if (unit.kind !== 'message') return undefined
  return { physical: extentOf(unit), queue: range(unit.baseQueueOffset, advance(unit.baseQueueOffset, unit.batchSize)) }
}

/** The units of one file in flat numbers: a store has many thousand files, and its picture is made of all of them at once. */
class FileUnits implements ColumnFile {
  readonly count: number
  /** Start and end in the log of the first and of the last unit's message, then their queue offsets likewise. */
  readonly #ends: readonly [PhysicalOffset, PhysicalOffset, PhysicalOffset, PhysicalOffset, QueueOffset, QueueOffset, QueueOffset, QueueOffset]

  /**
   * @param start queue offset of the file's first slot; of a batch queue nothing
   * @param columnAt slot of its first unit
   */
  constructor(
    private readonly input: QueueInput,
    private readonly path: string,
    private readonly start: QueueOffset,
    private readonly columnAt: number,
    { count, first, last }: Ends,
  ) {
    this.count = count
    this.#ends = [first.physical.start, first.physical.end, last.physical.start, last.physical.end, first.queue.start, first.queue.end, last.queue.start, last.queue.end]
  }

  get first(): ColumnEntry {
    return { physical: range(this.#ends[0], this.#ends[1]), queue: range(this.#ends[4], this.#ends[5]) }
  }

  get last(): ColumnEntry {
    return { physical: range(this.#ends[2], this.#ends[3]), queue: range(this.#ends[6], this.#ends[7]) }
  }

  /** Opens the file again for a search: only the few files in which a border lies. */
  read<T>(use: (entryAt: (index: number) => ColumnEntry | undefined) => T): T {
    return withSource(this.input.files, this.path, source => {
      if (this.input.kind === 'batch') {
        const file = openBatchUnitFile(source)
        return use(index => batchEntryOf(file.unitAt(index)))
      }
      const file = openUnitFile(source)
      return use(index => entryOf(file.unitAt(this.columnAt + index), this.start, this.columnAt + index))
    })
  }
}

/** Where the newest indexed record ends, over all queues; 0 without a unit. */
export const physicalEndOf = (queues: readonly QueueFiles[]): PhysicalOffset =>
  physicalOffset(queues.reduce((most, queue) => Math.max(most, queue.maxPhysicalOffset ?? 0), 0))
