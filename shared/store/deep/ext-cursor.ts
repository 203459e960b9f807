import { readWindow, WINDOW_BYTES } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { toHex } from '../formats/hex'
import { decodeQueueExtUnit, EXT_END_BYTES, EXT_UNIT_HEADER_BYTES, MOST_EXT_UNIT_BYTES } from '../formats/queue-ext-unit'
import { withSource } from '../snapshot/commit-log'
import type { SegmentFile } from './segment-files'

/** A file that does not go on in units from `at` to its end. */
export interface ExtDamage {
  readonly file: SegmentFile
  readonly at: number
  readonly hex: string
}

/**
 * The units of a queue's extension, asked for by their offset, mostly ascending, as a queue's units point at them. Follows the chain of
 * units once, so that an address between two of them is told; what lies before it, or behind damage, is only looked at by itself. Memory: one window.
 */
export class ExtCursor {
  readonly damages: ExtDamage[] = []
  #number = 0
  #at = 0
  #view: DataView = new DataView(new ArrayBuffer(0))
  #start = 0

  /** @param files ascending by base */
  constructor(
    private readonly store: StoreFiles,
    private readonly files: readonly SegmentFile[],
  ) {}

  /** @returns whether a unit begins there */
  has(offset: number): boolean {
    const number = this.files.findLastIndex(({ base, sizeBytes }) => base <= offset && offset < base + sizeBytes)
    const file = this.files[number]
    if (file === undefined) return false
    const at = offset - file.base
    if (number < this.#number || (number === this.#number && at < this.#at)) return this.#looksLikeOne(file, at)
    while (this.#number < number || (this.#number === number && this.#at < at)) this.#next()
    // Behind damage no chain leads on, and a broker goes by the address alone.
    return (this.#number > number || this.#at === at) && this.#looksLikeOne(file, at)
  }

  /** Follows what nobody asked for. */
  finish(): void {
    while (this.#next());
  }

  /** To the next unit, or the beginning of the next file. @returns false behind the last */
  #next(): boolean {
    const file = this.files[this.#number]
    if (file === undefined) return false
    const { unit, hex } = this.#decode(file, this.#at)
    if (unit.kind === 'unit' && this.#at + unit.sizeBytes + EXT_END_BYTES <= file.sizeBytes) {
      this.#at += unit.sizeBytes
      return true
    }
    const isLast = this.#number === this.files.length - 1
    if (unit.kind !== 'end' && !(unit.kind === 'unwritten' && isLast)) this.damages.push({ file, at: this.#at, hex: hex() })
    this.#number += 1
    this.#at = 0
    return !isLast
  }

  #looksLikeOne(file: SegmentFile, at: number): boolean {
    const { unit } = this.#decode(file, at)
    return unit.kind === 'unit' && at + unit.sizeBytes + EXT_END_BYTES <= file.sizeBytes
  }

  #decode(file: SegmentFile, at: number): { readonly unit: ReturnType<typeof decodeQueueExtUnit>; readonly hex: () => string } {
    const offset = file.base + at
    const end = this.#start + this.#view.byteLength
    const isHeld = this.#start >= file.base && offset >= this.#start && (offset + MOST_EXT_UNIT_BYTES <= end || end === file.base + file.sizeBytes)
    if (!isHeld) {
      this.#view = withSource(this.store, file.absolutePath, source => readWindow(source, at, WINDOW_BYTES)).view
      this.#start = offset
    }
    const from = offset - this.#start
    return {
      unit: decodeQueueExtUnit(this.#view, from),
      hex: () => toHex(new Uint8Array(this.#view.buffer, this.#view.byteOffset + from, Math.min(EXT_UNIT_HEADER_BYTES, this.#view.byteLength - from))),
    }
  }
}
