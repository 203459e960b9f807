import { usageError } from './usage-error'

/** Digits of a command line as a whole number in the safe range. @throws CallError of kind usage */
export function parseWhole(option: string, text: string, minimum = 0): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value) || value < minimum) {
    throw usageError('invalid-number', `${option} takes a whole number from ${minimum} to ${Number.MAX_SAFE_INTEGER}, not "${text}"`)
  }
  return value
}

const powers: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4, p: 5 }

/**
 * `1048576`, `50G`, `50GiB`, `1.5 TiB`: powers of 1024, as `du -h` prints them; `50GB`: powers of 1000. @throws CallError of kind usage
 */
export function parseSize(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?) *([kmgtp]?)(i?b?)$/i.exec(text.trim())
  const [, amount = '', letter = '', suffix = ''] = match ?? []
  const base = letter !== '' && suffix.toLowerCase() === 'b' ? 1000 : 1024
  const size = Math.round(Number(amount) * base ** (powers[letter.toLowerCase()] ?? 0))
  if (match === null || (letter === '' && suffix.toLowerCase().startsWith('i')) || !Number.isSafeInteger(size) || size === 0) {
    throw usageError('invalid-size', `${option} takes a size such as 50G, 512MiB or a number of bytes, not "${text}"`)
  }
  return size
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const form = 'a date (2026-01-31, 2026-01-31T08:00:00+08:00), milliseconds since 1970, or an age such as 72h or 14d'

/** A moment as milliseconds since the epoch; an age counts back from `now`. A date without a zone is local time. @throws CallError of kind usage */
export function parseTime(option: string, text: string, now: number): number {
  const age = /^(\d+(?:\.\d+)?)([smhdw])$/i.exec(text.trim())
  if (age) return now - Math.round(Number(age[1]) * (unitMs[(age[2] ?? '').toLowerCase()] ?? 0))
  const date = text.trim()
  // Fewer than twelve digits would be a moment before 1973, or seconds taken for milliseconds.
  if (/^\d{12,15}$/.test(date)) return Number(date)
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(date)
  const parsed = iso ? Date.parse(iso[4] === undefined ? `${date}T00:00` : date.replace(' ', 'T')) : Number.NaN
  if (iso === null || Number.isNaN(parsed) || !namesARealDay(iso)) throw usageError('invalid-time', `${option} takes ${form}, not "${text}"`)
  return parsed
}

/** `Date.parse` takes the 31st of February for the 3rd of March. */
const namesARealDay = ([, year, month, day]: readonly (string | undefined)[]): boolean =>
  Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
