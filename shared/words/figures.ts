import type { Lang } from './lang'

/** How numbers, sizes and times are written inside a sentence. */
export interface Figures {
  /** An offset or another exact number: 74,088,185,856; also one given as `0x` and its digits. */
  exact(value: number | string): string
  /**
   * How many of what: `many(1, 'unit points', 'units point')` is "1 unit points". Chinese has one form and counts from
   * 10,000 on in 万 and 亿: `many(34_240_000, '个')` is "3,424 万个".
   */
  many(value: number, one: string, other?: string): string
  /** 46.9 GB (46,879,156,648 bytes); below 1,000 the bytes alone. */
  bytes(value: number): string
  /** Both ends of a half-open range as they are read: the last one included. */
  span(range: { readonly start: number; readonly end: number } | undefined): string
  /** 2026-11-20 02:41:17, in the zone asked for. */
  time(epochMs: number): string
}

const units = ['kB', 'MB', 'GB', 'TB', 'PB'] as const

const known = new Map<string, Figures>()

/** @param timeZone IANA name; this machine's when left out */
export function figuresIn(lang: Lang, timeZone?: string): Figures {
  const key = `${lang} ${timeZone ?? ''}`
  let figures = known.get(key)
  if (figures === undefined) known.set(key, (figures = makeFigures(lang, timeZone)))
  return figures
}

/** Both languages group whole numbers alike; a formatter takes forty times as long, and a store may have 10,000 findings. */
const grouped = (value: number | bigint): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')

function makeFigures(lang: Lang, timeZone: string | undefined): Figures {
  const locale = lang === 'zh' ? 'zh-CN' : 'en-US'
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const threeFigures = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 })
  const fourFigures = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 })
  const plurals = new Intl.PluralRules(locale)
  const exact = (value: number | string): string => (typeof value === 'string' ? grouped(BigInt(value)) : Number.isSafeInteger(value) ? grouped(value) : integer.format(value))
  const manyInChinese = (value: number, what: string): string => {
    if (value < 1e4) return `${exact(value)} ${what}`
    return value < 99_995_000 ? `${fourFigures.format(value / 1e4)} 万${what}` : `${fourFigures.format(value / 1e8)} 亿${what}`
  }
  return {
    exact,
    many: (value, one, other = one) => (lang === 'zh' ? manyInChinese(value, one) : `${exact(value)} ${plurals.select(value) === 'one' ? one : other}`),
    bytes(value) {
      const whole = lang === 'zh' ? `${exact(value)} 字节` : `${exact(value)} ${value === 1 ? 'byte' : 'bytes'}`
      if (value < 1000) return whole
      let amount = value / 1000
      let unit = 0
      for (; amount >= 999.5 && unit < units.length - 1; unit += 1) amount /= 1000
      const short = `${threeFigures.format(amount)} ${units[unit]}`
      return lang === 'zh' ? `${short}（${whole}）` : `${short} (${whole})`
    },
    span(range) {
      const { start, end } = range ?? { start: 0, end: 0 }
      if (end - start <= 1) return exact(start)
      return lang === 'zh' ? `${exact(start)} 至 ${exact(end - 1)}` : `${exact(start)} to ${exact(end - 1)}`
    },
    time: epochMs => clock(epochMs, timeZone),
  }
}

function clock(epochMs: number, timeZone: string | undefined): string {
  const fields = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone,
  }).formatToParts(epochMs)
  const field = (type: Intl.DateTimeFormatPartTypes): string => fields.find(part => part.type === type)?.value ?? ''
  return `${field('year')}-${field('month')}-${field('day')} ${field('hour')}:${field('minute')}:${field('second')}`
}
