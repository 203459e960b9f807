const dayMs = 86_400_000

export interface DaySpace {
  /** Midnight at which the day begins, in the machine's zone. */
  readonly day: number
  readonly bytes: number
}

interface StoredSegment {
  readonly firstStored: number
  /** When the last of its messages was stored. */
  readonly lastStored: number
  readonly bytes: number
}

/** Bytes of the log by the day they were stored. A segment over several days is shared out evenly over its time; days without a message stand as 0. */
export function spaceByDay(segments: readonly StoredSegment[]): readonly DaySpace[] {
  const bytesOf = new Map<number, number>()
  const add = (day: number, bytes: number): unknown => bytesOf.set(day, (bytesOf.get(day) ?? 0) + bytes)
  for (const { firstStored, lastStored, bytes } of segments) {
    const end = Math.max(firstStored, lastStored)
    if (end === firstStored) {
      add(midnightOf(end), bytes)
      continue
    }
    for (let day = midnightOf(firstStored); day <= end; day = nextMidnight(day)) {
      const share = Math.min(end, nextMidnight(day)) - Math.max(firstStored, day)
      add(day, (bytes * share) / (end - firstStored))
    }
  }
  const known = [...bytesOf.keys()].sort((a, b) => a - b)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return []
  const days: DaySpace[] = []
  for (let day = first; day <= last; day = nextMidnight(day)) days.push({ day, bytes: Math.round(bytesOf.get(day) ?? 0) })
  return days
}

const midnightOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** A day may have 23 or 25 hours. */
const nextMidnight = (midnight: number): number => midnightOf(midnight + 1.5 * dayMs)
