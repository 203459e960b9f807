import type { ByteSource } from '../bytes/byte-source'
import { toHex } from '../formats/hex'
import { queueOffset } from '../offsets'
import type { IrregularUnit } from '../snapshot/snapshot'

/** Of one code in one file: what is more is counted with the last. */
const MOST_PER_FILE = 16
const EVIDENCE_BYTES = 20

type Code = IrregularUnit['code']

/** Gathers what is wrong with units: one entry for those that follow each other, with the bytes of the first. */
export class OddUnits {
  readonly #found: { code: Code; start: number; path: string; at: number; count: number; hex: string; note: string }[] = []

  add(code: Code, place: { readonly source: ByteSource; readonly path: string; readonly at: number }, start: number, count: number, note: string): void {
    const same = this.#found.filter(entry => entry.code === code && entry.path === place.path)
    const last = same.at(-1)
    if (last !== undefined && (same.length >= MOST_PER_FILE || (last.note === note && last.start + last.count === start))) last.count += count
    else this.#found.push({ code, start, path: place.path, at: place.at, count, hex: evidence(place.source, place.at), note })
  }

  get all(): IrregularUnit[] {
    return this.#found.map(({ start, ...unit }) => ({ ...unit, queueOffset: queueOffset(start) }))
  }
}

function evidence(source: ByteSource, at: number): string {
  const bytes = new Uint8Array(Math.min(EVIDENCE_BYTES, source.sizeBytes - at))
  return toHex(bytes.subarray(0, source.readInto(bytes, at)))
}
