import { WINDOW_BYTES, type ByteSource } from '../bytes/byte-source'
import { decodeUnit, UNIT_BYTES } from '../formats/consume-queue-unit'
import { SMALLEST_RECORD_BYTES } from '../formats/message-record'

/**
 * A stretch of physical offsets all of whose units are judged alike: what lies below a log, one segment, a hole, what lies
 * behind the end. Regions follow each other without a gap, from 0 to infinity.
 */
export interface Region {
  readonly start: number
  /** One past the last offset that belongs to it. */
  readonly end: number
  /** A record that begins in it must end here or before; else the unit crosses its end. */
  readonly recordsEnd: number
}

/** What is not a unit with a record in one region. */
export type OddUnit = 'pre-blank' | 'unwritten' | 'invalid' | 'too-small'

export interface UnitSink {
  /** Units `[from, to)` of the file lie in one region, in the order of the log; `first` and `end`: the bytes of the log they span. */
  run(region: number, from: number, to: number, first: number, end: number): void
  /** Units `[from, to)` are none. */
  odd(kind: OddUnit, from: number, to: number): void
  /** Unit `index` begins in a region and reaches over the end of its records. */
  crosses(region: number, index: number, first: number, end: number): void
  /** Unit `index` points at or below where the unit before it points. */
  notIncreasing(index: number, before: number, after: number): void
}

const WINDOW_UNITS = Math.floor(WINDOW_BYTES / UNIT_BYTES)
const WORDS_PER_UNIT = UNIT_BYTES / 4
const HIGH = 4_294_967_296

/**
 * Judges every unit of a queue, one file after the other. While units stay in one region with one upper half of their
 * offset, each costs four comparisons of 32-bit integers and nothing is made of it; only where a run ends is a unit looked
 * at closely. Memory: one window.
 */
export class UnitScanner {
  readonly #bytes = new Uint8Array(WINDOW_UNITS * UNIT_BYTES)
  readonly #view = new DataView(this.#bytes.buffer)
  readonly #words = new Int32Array(this.#bytes.buffer)
  readonly #regions: readonly Region[]
  /** Where the last unit pointed, over all files. */
  #before = -1

  /** @param regions ascending, the first from 0, the last to infinity */
  constructor(regions: readonly Region[]) {
    this.#regions = regions
  }

  /** Judges units `[from, to)` of a file. */
  scan(source: ByteSource, from: number, to: number, sink: UnitSink): void {
    for (let first = from; first < to; first += WINDOW_UNITS) {
      const wanted = Math.min(WINDOW_UNITS, to - first)
      const got = source.readInto(this.#bytes.subarray(0, wanted * UNIT_BYTES), first * UNIT_BYTES)
      this.#scanWindow(first, Math.floor(got / UNIT_BYTES), sink)
    }
  }

  #scanWindow(first: number, count: number, sink: UnitSink): void {
    const view = this.#view
    let index = 0
    while (index < count) {
      const unit = decodeUnit(view, index * UNIT_BYTES)
      if (unit.kind !== 'message' || unit.sizeBytes < SMALLEST_RECORD_BYTES) {
        const next = unit.kind === 'unwritten' ? this.#afterZeros(index, count) : index + 1
        sink.odd(unit.kind === 'message' ? 'too-small' : unit.kind, first + index, first + next)
        index = next
        continue
      }
      const { physicalOffset, sizeBytes } = unit
      if (physicalOffset <= this.#before) sink.notIncreasing(first + index, this.#before, physicalOffset)
      const region = this.#regionOf(physicalOffset)
      const { end, recordsEnd } = this.#regions[region]!
      if (physicalOffset + sizeBytes > recordsEnd) {
        sink.crosses(region, first + index, physicalOffset, physicalOffset + sizeBytes)
        this.#before = physicalOffset
        index += 1
        continue
      }
      const last = this.#follow(index, count, physicalOffset, Math.min(end, recordsEnd))
      const at = last * UNIT_BYTES
      this.#before = view.getInt32(at) * HIGH + view.getUint32(at + 4)
      sink.run(region, first + index, first + last + 1, physicalOffset, this.#before + view.getInt32(at + 8))
      index = last + 1
    }
  }

  /** The last unit of the run that begins at `index`: offsets grow, keep their upper half, and records end at `limit` or before. */
  #follow(index: number, count: number, physicalOffset: number, limit: number): number {
    const view = this.#view
    const high = Math.floor(physicalOffset / HIGH)
    // Lower halves are compared with their sign bit turned over: so signed order is theirs.
    const limitLow = (Math.min(limit - high * HIGH, HIGH - 1) ^ 0x80000000) | 0
    let before = (physicalOffset ^ 0x80000000) | 0
    for (let at = (index + 1) * UNIT_BYTES, end = count * UNIT_BYTES; at < end; at += UNIT_BYTES) {
      const low = view.getInt32(at + 4) ^ 0x80000000
      const size = view.getInt32(at + 8)
      if (view.getInt32(at) !== high || low <= before || size < SMALLEST_RECORD_BYTES || low > limitLow - size) return at / UNIT_BYTES - 1
      before = low
    }
    return count - 1
  }

  /** The first unit from `index` on that has a byte in it. */
  #afterZeros(index: number, count: number): number {
    const words = this.#words
    let at = index * WORDS_PER_UNIT
    for (const end = count * WORDS_PER_UNIT; at < end && words[at] === 0; ) at += 1
    return Math.floor(at / WORDS_PER_UNIT)
  }

  #regionOf(physicalOffset: number): number {
    const regions = this.#regions
    let low = 0
    let high = regions.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (regions[middle]!.start <= physicalOffset) low = middle
      else high = middle - 1
    }
    return low
  }
}
