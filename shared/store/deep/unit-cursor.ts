import type { StoreFiles } from '../bytes/store-files'
import { withSource } from '../snapshot/commit-log'
import type { UnitsPlace } from './scan-queue'

/**
 * The units of one queue, asked for by queue offset, mostly ascending: as a log has a queue's records. Keeps a window of
 * units and no open file, for a store has more queues than a process may have files.
 */
export class UnitCursor {
  /** Of the unit found last: its place in `view`. */
  at = 0
  view = new DataView(new ArrayBuffer(0))
  #bytes = new Uint8Array(0)
  /** Queue offsets in the window. */
  #from = 0
  #to = 0

  /** @param places ascending */
  constructor(
    private readonly files: StoreFiles,
    private readonly places: readonly UnitsPlace[],
    private readonly unitBytes: number,
    private readonly windowUnits: number,
  ) {}

  /** Moves to the unit at a queue offset. @returns false where the queue has no slot for it */
  find(queueOffset: number): boolean {
    if (!(queueOffset >= this.#from && queueOffset < this.#to) && !this.#load(queueOffset)) return false
    this.at = (queueOffset - this.#from) * this.unitBytes
    return true
  }

  #load(queueOffset: number): boolean {
    const place = this.#placeOf(queueOffset)
    if (place === undefined) return false
    const first = queueOffset - place.start
    const count = Math.min(this.windowUnits, place.slots - first)
    if (this.#bytes.length === 0) {
      this.#bytes = new Uint8Array(this.windowUnits * this.unitBytes)
      this.view = new DataView(this.#bytes.buffer)
    }
    const got = withSource(this.files, place.absolutePath, source => source.readInto(this.#bytes.subarray(0, count * this.unitBytes), first * this.unitBytes))
    this.#from = queueOffset
    this.#to = queueOffset + Math.floor(got / this.unitBytes)
    return this.#to > queueOffset
  }

  #placeOf(queueOffset: number): UnitsPlace | undefined {
    let low = 0
    let high = this.places.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const place = this.places[middle]!
      if (queueOffset < place.start) high = middle - 1
      else if (queueOffset >= place.start + place.slots) low = middle + 1
      else return place
    }
    return undefined
  }
}
