import type { ByteSource } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import type { QueueOffset } from '../offsets'
import { UnitScanner, type UnitSink } from '../readers/scan-units'
import { withSource } from '../snapshot/commit-log'
import type { IrregularUnit, UnitRun } from '../snapshot/snapshot'
import { OddUnits } from './odd-units'
import type { LogRegion } from './regions'
import { RunList } from './run-list'

/** One file of units. */
export interface UnitsPlace {
  readonly path: string
  readonly absolutePath: string
  /** Queue offset of its first slot. */
  readonly start: number
  readonly slots: number
}

/** A queue as every one of its units tells it. */
export interface ScannedQueue {
  readonly runs: readonly UnitRun[]
  readonly units: RunList['counts'] & { readonly preBlank: number }
  readonly irregular: readonly IrregularUnit[]
  /** Physical offsets increase from each unit to the next. */
  readonly ordered: boolean
  /** How many units point into each segment, by its number. */
  readonly pointed: ReadonlyMap<number, number>
  readonly unitsRead: number
}

export interface ScanQueueInput {
  readonly files: StoreFiles
  /** Ascending. */
  readonly places: readonly UnitsPlace[]
  readonly regions: readonly LogRegion[]
  readonly minOffset: QueueOffset
  /** Files are made at full size, and their unwritten rest is zeros; else every slot is a unit. */
  readonly preallocated: boolean
  /** Called before each file. */
  readonly step: () => void
}

/** Units that are fine if nothing written follows: zeros anywhere, filler before the first real unit. */
interface Pending {
  readonly kind: 'unwritten' | 'pre-blank'
  readonly place: UnitsPlace
  readonly index: number
  readonly count: number
}

const MOST_PENDING = 64

/** Reads every slot of every file of a simple queue (store-format C.0, L7, L8, L11). */
export function scanQueue({ files, places, regions, minOffset, preallocated, step }: ScanQueueInput): ScannedQueue {
  const scanner = new UnitScanner(regions)
  const runs = new RunList(minOffset)
  const odd = new OddUnits()
  const pointed = new Map<number, number>()
  let pending: Pending[] = []
  let ordered = true
  let preBlank = 0
  let realSeen = false
  let unitsRead = 0

  const report = (code: IrregularUnit['code'], place: UnitsPlace, index: number, count: number, note: string, source?: ByteSource): void => {
    const add = (opened: ByteSource): void => odd.add(code, { source: opened, path: place.path, at: index * UNIT_BYTES }, place.start + index, count, note)
    if (source === undefined) withSource(files, place.absolutePath, add)
    else add(source)
  }
  /** A real unit follows: zeros before it are a gap, and so is filler, but at the queue's head. */
  const settle = (): void => {
    for (const { kind, place, index, count } of pending)
      if (kind === 'unwritten' || realSeen || !preallocated) report('queue-unit-invalid', place, index, count, kind)
      else preBlank += count
    pending = []
    realSeen = true
  }

  const sinkFor = (place: UnitsPlace, source: ByteSource): UnitSink => {
    const count = (region: LogRegion, from: number, to: number, first: number, last: number): void => {
      const unitClass = region.kind === 'segment' ? 'ok' : region.kind === 'below' ? 'expired' : region.kind === 'hole' ? 'in-hole' : 'ahead'
      runs.add(unitClass, place.start + from, place.start + to, first, last)
      if (region.segment !== null) pointed.set(region.segment, (pointed.get(region.segment) ?? 0) + to - from)
    }
    return {
      run: (region, from, to, first, last) => {
        if (pending.length > 0 || !realSeen) settle()
        count(regions[region]!, from, to, first, last)
      },
      crosses: (region, index, first, last) => {
        if (pending.length > 0 || !realSeen) settle()
        const next = regions[region + 1]!
        // What reaches over the end of the log is not written yet; what reaches over a segment's end never can be.
        if (next.kind === 'past') runs.add('ahead', place.start + index, place.start + index + 1, first, last)
        else report('queue-unit-crosses-segment', place, index, 1, 'crosses', source)
      },
      notIncreasing: (index, before, after) => {
        ordered = false
        report('queue-not-increasing', place, index, 1, `${before} ${after}`, source)
      },
      odd: (kind, from, to) => {
        if (kind === 'invalid' || kind === 'too-small') {
          if (pending.length > 0 || !realSeen) settle()
          report(kind === 'invalid' ? 'queue-unit-invalid' : 'queue-unit-misaligned', place, from, to - from, kind, source)
          return
        }
        const last = pending.at(-1)
        if (last?.kind === kind && last.place === place && last.index + last.count === from) pending[pending.length - 1] = { ...last, count: last.count + to - from }
        else if (pending.length < MOST_PENDING) pending.push({ kind, place, index: from, count: to - from })
      },
    }
  }

  for (const place of places) {
    step()
    withSource(files, place.absolutePath, source => scanner.scan(source, 0, place.slots, sinkFor(place, source)))
    unitsRead += place.slots
  }
  // Nothing real follows: zeros are the unwritten rest, filler is one that hides the log from the broker (L11).
  for (const { kind, place, index, count } of pending)
    if (!preallocated) report('queue-unit-invalid', place, index, count, kind)
    else if (kind === 'pre-blank') report('queue-trailing-blank', place, index, count, 'filler')
  return { runs: runs.runs, units: { ...runs.counts, preBlank }, irregular: odd.all, ordered, pointed, unitsRead }
}
