import { physicalOffset, queueOffset, type QueueOffset } from '../offsets'
import { range } from '../range'
import type { UnitClass, UnitRun } from '../snapshot/snapshot'

/** A queue whose classes change more often than this is told in fewer, wider runs; its counts stay exact. */
const MOST_RUNS = 512

interface OpenRun {
  readonly unitClass: UnitClass
  start: number
  end: number
  first: number
  last: number
}

/** Gathers what units are, in their order, into runs of one class. Missing files and what is no unit do not end a run. */
export class RunList {
  readonly #runs: OpenRun[] = []
  readonly #messages: Record<UnitClass, number> = { ok: 0, 'expired-hidden': 0, 'expired-visible': 0, 'in-hole': 0, ahead: 0, 'pre-blank': 0 }

  /** @param minOffset queue offset from which on a client is served expired units */
  constructor(private readonly minOffset: QueueOffset) {}

  /** Queue offsets `[start, end)`; `first` and `last` the bytes of the log they span. */
  add(unitClass: Exclude<UnitClass, 'expired-hidden' | 'expired-visible'> | 'expired', start: number, end: number, first: number, last: number): void {
    if (unitClass !== 'expired') return this.#add(unitClass, start, end, first, last)
    const visible = Math.min(end, Math.max(start, this.minOffset))
    if (visible > start) this.#add('expired-hidden', start, visible, first, last)
    if (end > visible) this.#add('expired-visible', visible, end, first, last)
  }

  #add(unitClass: UnitClass, start: number, end: number, first: number, last: number): void {
    this.#messages[unitClass] += end - start
    const newest = this.#runs.at(-1)
    const open = newest?.unitClass === unitClass || this.#runs.length < MOST_RUNS ? newest : this.#runs.findLast(run => run.unitClass === unitClass)
    if (open?.unitClass !== unitClass) {
      this.#runs.push({ unitClass, start, end, first, last })
      return
    }
    // Files that overlap go back over offsets that were met already.
    open.start = Math.min(open.start, start)
    open.end = Math.max(open.end, end)
    open.first = Math.min(open.first, first)
    open.last = Math.max(open.last, last)
  }

  get runs(): UnitRun[] {
    return this.#runs.map(({ unitClass, start, end, first, last }) => ({
      unitClass,
      queueOffsets: range(queueOffset(start), queueOffset(end)),
      physical: range(physicalOffset(first), physicalOffset(last)),
    }))
  }

  get counts(): { ok: number; expiredHidden: number; expiredVisible: number; inHole: number; ahead: number } {
    const { ok, ahead, 'expired-hidden': expiredHidden, 'expired-visible': expiredVisible, 'in-hole': inHole } = this.#messages
    return { ok, expiredHidden, expiredVisible, inHole, ahead }
  }
}
