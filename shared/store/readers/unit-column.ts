import type { PhysicalOffset, QueueOffset } from '../offsets'
import type { Range } from '../range'
import { firstWhere } from './unit-file'

/** What a unit says, whatever its format: which bytes of the log, which queue offsets. */
export interface ColumnEntry {
  readonly physical: Range<PhysicalOffset>
  readonly queue: Range<QueueOffset>
}

/** The real units of one file: filler before and zeros behind are left out. */
export interface ColumnFile {
  readonly count: number
  readonly first: ColumnEntry
  readonly last: ColumnEntry
  /** Opens the file for the time of `use`. An entry that is not a unit reads as undefined. */
  read<T>(use: (entryAt: (index: number) => ColumnEntry | undefined) => T): T
}

/** A place between units: before unit `index` of file `file`; `file === files.length` is the end. */
export interface ColumnPosition {
  readonly file: number
  readonly index: number
}

/**
 * All real units of a queue in order, over its files. Physical offsets increase along it, so every class of units begins
 * and ends where a search says: about twenty reads per border, however long the queue.
 */
export class UnitColumn {
  constructor(readonly files: readonly ColumnFile[]) {}

  readonly start: ColumnPosition = { file: 0, index: 0 }

  get end(): ColumnPosition {
    return { file: this.files.length, index: 0 }
  }

  get last(): ColumnEntry | undefined {
    return this.files.at(-1)?.last
  }

  /** The first unit for which `test` holds; `test` must be false, then true along the queue. */
  firstWhere(test: (entry: ColumnEntry) => boolean): ColumnPosition {
    const file = firstWhere(0, this.files.length, index => test(this.files[index]!.last))
    const found = this.files[file]
    if (found === undefined) return this.end
    if (test(found.first)) return { file, index: 0 }
    // The last unit passes and the first does not: the border lies in this file.
    return found.read(entryAt => ({
      file,
      index: firstWhere(1, found.count - 1, index => {
        const entry = entryAt(index)
        return entry !== undefined && test(entry)
      }),
    }))
  }

  entryAt(position: ColumnPosition): ColumnEntry | undefined {
    const file = this.files[position.file]
    if (file === undefined) return undefined
    if (position.index === 0) return file.first
    if (position.index === file.count - 1) return file.last
    return file.read(entryAt => entryAt(position.index))
  }

  /** The unit in front of `position`. */
  entryBefore(position: ColumnPosition): ColumnEntry | undefined {
    if (position.index > 0) return this.entryAt({ file: position.file, index: position.index - 1 })
    return this.files[position.file - 1]?.last
  }

  /** Messages between two places: missing files in between do not count. */
  countBetween(from: ColumnPosition, to: ColumnPosition): number {
    let messages = 0
    for (let file = from.file; file <= to.file && file < this.files.length; file += 1) {
      const whole = this.files[file]!
      const start = file === from.file ? this.entryAt(from)?.queue.start : whole.first.queue.start
      const end = file === to.file ? (to.index === 0 ? whole.first.queue.start : this.entryAt(to)?.queue.start) : whole.last.queue.end
      if (start !== undefined && end !== undefined) messages += Math.max(0, end - start)
    }
    return messages
  }
}

export const isBefore = (a: ColumnPosition, b: ColumnPosition): boolean => a.file < b.file || (a.file === b.file && a.index < b.index)
