const MINUTE_MS = 60_000
/** Offsets of time zones are whole quarters of an hour; a day with a change of the clocks may lack the hour asked for. */
const STEP_MS = 15 * MINUTE_MS
const FARTHEST_MS = 50 * 60 * MINUTE_MS

/** Where dates end. Epoch milliseconds. */
export const LAST_MOMENT = 8.64e15

/** Hours of the day in one time zone. */
export interface Clock {
  readonly timeZone: string
  /** The first moment from `time` on that lies in one of these hours; null when there is no such hour. Epoch milliseconds. */
  next(time: number, hours: readonly number[]): number | null
}

/** @throws RangeError for a time zone that does not exist */
export function clockIn(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' })
  const hourOf = (time: number): number => Number(format.format(time))
  return {
    timeZone,
    next(time, hours) {
      if (hours.length === 0) return null
      for (let at = time; at <= Math.min(time + FARTHEST_MS, LAST_MOMENT); at = Math.floor(at / STEP_MS + 1) * STEP_MS) if (hours.includes(hourOf(at))) return at
      return null
    },
  }
}
