import { endsBefore, type ByteSource } from '../bytes/byte-source'
import { BATCH_UNIT_BYTES, decodeBatchUnit, type BatchUnit } from '../formats/batch-consume-queue-unit'
import { decodeUnit, UNIT_BYTES, type Unit } from '../formats/consume-queue-unit'

/**
 * Random access to the units of one queue file: a handful of small reads answer where the written part ends and where a
 * class of units begins, so that a file of 300,000 units costs about twenty reads and never a scan.
 */
export interface UnitFile<U> {
  /** Unit slots in the file, written or not. */
  readonly slots: number
  unitAt(index: number): U
  /** The first of the first `count` units for which `test` holds, else `count`; read at once. `test` must be false, then true. */
  firstInHead(count: number, test: (unit: U) => boolean): number
  /** Raw bytes of one unit, for evidence. */
  bytesAt(index: number): Uint8Array
}

export const openUnitFile = (source: ByteSource): UnitFile<Unit> => unitFile(source, UNIT_BYTES, decodeUnit)

export const openBatchUnitFile = (source: ByteSource): UnitFile<BatchUnit> => unitFile(source, BATCH_UNIT_BYTES, decodeBatchUnit)

/** The ends of a file and the steps of a search are asked for several times: a read costs more than all else about a unit. */
const MOST_REMEMBERED = 64

/** Of a file that has just been begun, what is written lies in its first pages: to read them is one call, to search them would be eight. */
const HEAD_UNITS = 256
const head = new DataView(new ArrayBuffer(HEAD_UNITS * BATCH_UNIT_BYTES))

function unitFile<U>(source: ByteSource, unitBytes: number, decode: (view: DataView, at: number) => U): UnitFile<U> {
  const bytes = new Uint8Array(unitBytes)
  const view = new DataView(bytes.buffer)
  const loadInto = (target: Uint8Array, index: number): void => {
    if (source.readInto(target, index * unitBytes) < target.length) throw endsBefore(source, index * unitBytes, target.length)
  }
  const remembered = new Map<number, U>()
  return {
    slots: Math.floor(source.sizeBytes / unitBytes),
    unitAt(index) {
      const known = remembered.get(index)
      if (known !== undefined) return known
      loadInto(bytes, index)
      const unit = decode(view, 0)
      if (remembered.size < MOST_REMEMBERED) remembered.set(index, unit)
      return unit
    },
    firstInHead(count, test) {
      loadInto(new Uint8Array(head.buffer, 0, count * unitBytes), 0)
      return firstWhere(0, count, index => test(decode(head, index * unitBytes)))
    },
    bytesAt(index) {
      loadInto(bytes, index)
      return bytes.slice()
    },
  }
}

/**
 * The first index in `[low, high)` for which `test` holds, `high` when there is none. `test` must be false, then true.
 * Every binary search of the project.
 */
export function firstWhere(low: number, high: number, test: (index: number) => boolean): number {
  let from = low
  let to = high
  while (from < to) {
    const middle = from + Math.floor((to - from) / 2)
    if (test(middle)) to = middle
    else from = middle + 1
  }
  return from
}

/** How many units from the file's start are written: the unwritten rest is zeros. */
export function writtenUnits(file: UnitFile<{ readonly kind: string }>): number {
  const isUnwritten = ({ kind }: { readonly kind: string }): boolean => kind === 'unwritten'
  if (file.slots === 0 || !isUnwritten(file.unitAt(file.slots - 1))) return file.slots
  const inHead = Math.min(HEAD_UNITS, file.slots)
  const written = file.firstInHead(inHead, isUnwritten)
  return written < inHead ? written : firstWhere(inHead, file.slots - 1, index => isUnwritten(file.unitAt(index)))
}

/** How many of the first `written` units are the broker's own filler. */
export function leadingPreBlanks(file: UnitFile<Unit>, written: number): number {
  if (written === 0 || file.unitAt(0).kind !== 'pre-blank') return 0
  return firstWhere(1, written, index => file.unitAt(index).kind !== 'pre-blank')
}
