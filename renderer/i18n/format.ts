import { createContext, use } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lang } from '../../shared/contract/schemas'

/** How figures are written. Exact forms for tables, short forms for headlines; never both in one column. */
export interface Format {
  readonly lang: Lang
  /** 74,088,185,856 */
  exact(value: number): string
  /** 34.2 M · 3,424 万; exact below 10,000 */
  short(value: number): string
  /** 46.9 GB, or 43.7 GiB where binary units are wished for: three figures */
  bytes(value: number): string
  /** 510,000,000 B */
  exactBytes(value: number): string
  /** 1 GiB, for configured sizes only; exact bytes when it is not a round binary size */
  configuredSize(value: number): string
  /** 61.4 % */
  percent(share: number): string
  /** 2026-11-20 02:41:17 */
  time(epochMs: number): string
  /** 11-20 02:41 */
  shortTime(epochMs: number): string
  /** 3 d 4 h · 3 天 4 小时 */
  duration(ms: number): string
  /** 2 hours ago */
  ago(epochMs: number, nowMs: number): string
  /** a, b, and c · a、b和c */
  list(texts: readonly string[]): string
}

/** How a person wishes figures to be written; a language does not decide it. */
export interface FigureStyle {
  /** `machine`, or the name of a zone, such as `UTC` or `Asia/Shanghai`. */
  readonly timeZone: string
  readonly byteUnits: ByteUnits
}
export type ByteUnits = 'decimal' | 'binary'

export const usualStyle: FigureStyle = { timeZone: 'machine', byteUnits: 'decimal' }

const unitsOf: Readonly<Record<ByteUnits, readonly [step: number, names: readonly string[]]>> = {
  decimal: [1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB']],
  binary: [1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']],
}
const binaryUnits = unitsOf.binary[1]

export function createFormat(lang: Lang, style: FigureStyle = usualStyle): Format {
  const [byteStep, byteNames] = unitsOf[style.byteUnits]
  const clock = clockOf(style.timeZone)
  const locale = lang === 'zh' ? 'zh-CN' : 'en-US'
  const integer = new Intl.NumberFormat(locale)
  const threeFigures = new Intl.NumberFormat(locale, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 })
  const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  const exact = (value: number): string => integer.format(value)

  function scaled(value: number, steps: readonly (readonly [number, string])[]): string {
    const step = steps.find(([size]) => value >= size)
    if (!step) return exact(value)
    const amount = value / step[0]
    return `${lang === 'zh' ? integer.format(Math.round(amount)) : amount >= 100 ? integer.format(Math.round(amount)) : oneDigit.format(amount)} ${step[1]}`
  }

  function shortTime(epochMs: number): string {
    const { day, minute } = clock(epochMs)
    return `${day} ${minute}`
  }

  return {
    lang,
    exact,
    list: texts => conjunction.format(texts),
    short: value =>
      value < 10_000
        ? exact(value)
        : scaled(value, lang === 'zh' ? [[1e12, '万亿'], [1e8, '亿'], [1e4, '万']] : [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']]),
    bytes(value) {
      let unit = 0
      let amount = value
      while (amount >= 999.5 && unit < byteNames.length - 1) {
        amount /= byteStep
        unit += 1
      }
      return `${unit === 0 ? exact(amount) : threeFigures.format(amount)} ${byteNames[unit]}`
    },
    exactBytes: value => `${exact(value)} B`,
    configuredSize(value) {
      let unit = 0
      let amount = value
      while (amount >= 1024 && amount % 1024 === 0 && unit < binaryUnits.length - 1) {
        amount /= 1024
        unit += 1
      }
      return `${exact(amount)} ${binaryUnits[unit]}`
    },
    percent: share => `${oneDigit.format(share * 100)} %`,
    time(epochMs) {
      const { year, day, minute, second } = clock(epochMs)
      return `${year}-${day} ${minute}:${second}`
    },
    shortTime,
    duration(ms) {
      const hours = Math.floor(ms / 3_600_000)
      const [days, rest] = [Math.floor(hours / 24), hours % 24]
      const minutes = Math.floor(ms / 60_000) % 60
      const [d, h, m, s] = lang === 'zh' ? ['天', '小时', '分', '秒'] : ['d', 'h', 'min', 's']
      if (days > 0) return `${exact(days)} ${d} ${rest} ${h}`
      if (hours > 0) return `${hours} ${h} ${minutes} ${m}`
      return minutes > 0 ? `${minutes} ${m}` : `${Math.max(0, Math.round(ms / 1000))} ${s}`
    },
    ago(epochMs, nowMs) {
      const minutes = Math.round((epochMs - nowMs) / 60_000)
      if (minutes > -60) return relative.format(minutes, 'minute')
      if (minutes > -60 * 24) return relative.format(Math.round(minutes / 60), 'hour')
      if (minutes > -60 * 24 * 30) return relative.format(Math.round(minutes / 1440), 'day')
      return shortTime(epochMs)
    },
  }
}

interface Clock {
  readonly year: string
  /** 11-20 */
  readonly day: string
  /** 02:41 */
  readonly minute: string
  readonly second: string
}

const two = (value: number): string => String(value).padStart(2, '0')

function machineClock(epochMs: number): Clock {
  const at = new Date(epochMs)
  return { year: String(at.getFullYear()), day: `${two(at.getMonth() + 1)}-${two(at.getDate())}`, minute: `${two(at.getHours())}:${two(at.getMinutes())}`, second: two(at.getSeconds()) }
}

/** Reads a clock of another zone; one that this machine does not know is its own. */
function clockOf(timeZone: string): (epochMs: number) => Clock {
  if (timeZone === 'machine') return machineClock
  const parts = partsIn(timeZone)
  if (!parts) return machineClock
  return epochMs => {
    const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = Object.fromEntries(parts.formatToParts(epochMs).map(({ type, value }) => [type, value]))
    return { year, day: `${month}-${day}`, minute: `${hour}:${minute}`, second }
  }
}

function partsIn(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })
  } catch {
    return undefined
  }
}

const StyleContext = createContext<FigureStyle>(usualStyle)
export const FigureStyleProvider = StyleContext.Provider

/** The figures' form in the language and the style now chosen. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const lang: Lang = i18n.language === 'zh' ? 'zh' : 'en'
  const style = use(StyleContext)
  return formatOf(lang, style)
}

/** The one last used serves every cell of every table: what `Intl` makes takes longer than drawing a row. */
let last: { readonly lang: Lang; readonly style: FigureStyle; readonly format: Format } | undefined

function formatOf(lang: Lang, style: FigureStyle): Format {
  if (last?.lang !== lang || last.style !== style) last = { lang, style, format: createFormat(lang, style) }
  return last.format
}
