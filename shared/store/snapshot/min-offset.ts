import { firstWhere } from '../readers/unit-file'
import type { PhysicalOffset } from '../offsets'

/**
 * The minimum offset a broker computes at its start. Mirrors ConsumeQueue.correctMinOffset; nothing of it is stored, it
 * begins at 0 on every start. Versions differ: 4.9 looks into the first file only, 5.x first asks whether even the last
 * unit is expired.
 */
export type MinReason = 'first-unit' | 'first-live-unit' | 'all-expired' | 'stays-zero' | 'empty'

export interface MinOffsetInput {
  /** Queue offset of the first file's first slot. */
  readonly firstFileOffset: number
  /** Written slots of the first file, filler included. */
  readonly firstFileUnits: number
  /** Physical offset in a slot of the first file; 0 in the broker's filler. */
  readonly physicalAt: (index: number) => number
  readonly maxOffset: number
  /** Physical offset of the queue's last unit. */
  readonly lastPhysicalOffset: PhysicalOffset | null
  readonly logMinOffset: PhysicalOffset
  /** 5.x only: a wholly expired queue reports minimum = maximum. */
  readonly checksLastUnit: boolean
}

export function minOffsetAtStart(input: MinOffsetInput): { minOffset: number; reason: MinReason } {
  const { firstFileOffset, firstFileUnits, physicalAt, logMinOffset } = input
  if (input.maxOffset === 0 || firstFileUnits === 0) return { minOffset: 0, reason: 'empty' }
  if (input.checksLastUnit && input.lastPhysicalOffset !== null && input.lastPhysicalOffset < logMinOffset)
    return { minOffset: input.maxOffset, reason: 'all-expired' }
  if (input.checksLastUnit && firstFileOffset === 0 && physicalAt(0) >= logMinOffset) return { minOffset: 0, reason: 'first-unit' }

  const found = input.checksLastUnit ? bisect(input) : firstWhere(0, firstFileUnits, index => physicalAt(index) >= logMinOffset)
  if (found === undefined || found >= firstFileUnits) return { minOffset: 0, reason: 'stays-zero' }
  return { minOffset: firstFileOffset + found, reason: found === 0 ? 'first-unit' : 'first-live-unit' }
}

/**
 * The broker's own search, step by step: while the log starts at 0 it may stop on any filler unit, whose physical offset
 * is 0 too, and then that is what it reports.
 */
function bisect({ firstFileUnits, physicalAt, logMinOffset }: MinOffsetInput): number | undefined {
  let low = 0
  let high = firstFileUnits - 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const physical = physicalAt(middle)
    if (physical === logMinOffset) {
      low = middle
      high = middle
    } else if (physical > logMinOffset) high = middle
    else low = middle
  }
  for (let index = low; index <= high; index += 1) if (physicalAt(index) >= logMinOffset) return index
  return undefined
}
