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
  /** Raw bytes of one unit, for evidence. */
  bytesAt(index: number): Uint8Array
}

export const openUnitFile = (source: ByteSource): UnitFile<Unit> => unitFile(source, UNIT_BYTES, decodeUnit)

export const openBatchUnitFile = (source: ByteSource): UnitFile<BatchUnit> => unitFile(source, BATCH_UNIT_BYTES, decodeBatchUnit)

/** The ends of a file and the steps of a search are asked for several times: a read costs more than all else about a unit. */
const MOST_REMEMBERED = 64

function unitFile<U>(source: ByteSource, unitBytes: number, decode: (view: DataView, at: number) => U): UnitFile<U> {
  const bytes = new Uint8Array(unitBytes)
  const view = new DataView(bytes.buffer)
  const load = (index: number): void => {
    if (source.readInto(bytes, index * unitBytes) < unitBytes) throw endsBefore(source, index * unitBytes, unitBytes)
  }
  const remembered = new Map<number, U>()
  return {
    slots: Math.floor(source.sizeBytes / unitBytes),
    unitAt(index) {
      const known = remembered.get(index)
      if (known !== undefined) return known
      load(index)
      const unit = decode(view, 0)
      if (remembered.size < MOST_REMEMBERED) remembered.set(index, unit)
      return unit
    },
    bytesAt(index) {
      load(index)
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

const HEAD_UNITS = 256

/** How many units from the file's start are written: the unwritten rest is zeros. */
export function writtenUnits(file: UnitFile<{ readonly kind: string }>): number {
  const isUnwritten = (index: number): boolean => file.unitAt(index).kind === 'unwritten'
  if (file.slots === 0 || !isUnwritten(file.slots - 1)) return file.slots
  // Most last files have just been begun.
  const head = Math.min(HEAD_UNITS, file.slots) - 1
  return isUnwritten(head) ? firstWhere(0, head, isUnwritten) : firstWhere(head + 1, file.slots - 1, isUnwritten)
}

/** How many of the first `written` units are the broker's own filler. */
export function leadingPreBlanks(file: UnitFile<Unit>, written: number): number {
  if (written === 0 || file.unitAt(0).kind !== 'pre-blank') return 0
  return firstWhere(1, written, index => file.unitAt(index).kind !== 'pre-blank')
}
