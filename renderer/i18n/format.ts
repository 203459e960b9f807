import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lang } from '../../shared/contract/schemas'

/** How figures are written. Exact forms for tables, short forms for headlines; never both in one column. */
export interface Format {
  readonly lang: Lang
  /** 74,088,185,856 */
  exact(value: number): string
  /** 34.2 M · 3,424 万; exact below 10,000 */
  short(value: number): string
  /** 46.9 GB: decimal units, three figures */
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
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

export function createFormat(lang: Lang): Format {
  const locale = lang === 'zh' ? 'zh-CN' : 'en-US'
  const integer = new Intl.NumberFormat(locale)
  const threeFigures = new Intl.NumberFormat(locale, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 })
  const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  const exact = (value: number): string => integer.format(value)

  function scaled(value: number, steps: readonly (readonly [number, string])[]): string {
    const step = steps.find(([size]) => value >= size)
    if (!step) return exact(value)
    const amount = value / step[0]
    return `${lang === 'zh' ? integer.format(Math.round(amount)) : amount >= 100 ? integer.format(Math.round(amount)) : oneDigit.format(amount)} ${step[1]}`
  }

  return {
    lang,
    exact,
    short: value =>
      value < 10_000
        ? exact(value)
        : scaled(value, lang === 'zh' ? [[1e12, '万亿'], [1e8, '亿'], [1e4, '万']] : [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']]),
    bytes(value) {
      let unit = 0
      let amount = value
      while (amount >= 999.5 && unit < byteUnits.length - 1) {
        amount /= 1000
        unit += 1
      }
      return `${unit === 0 ? exact(amount) : threeFigures.format(amount)} ${byteUnits[unit]}`
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
    time: epochMs => clock(epochMs, true),
    shortTime: epochMs => clock(epochMs, false),
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
      return clock(epochMs, false)
    },
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

function clock(epochMs: number, full: boolean): string {
  const at = new Date(epochMs)
  const day = `${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const minute = `${two(at.getHours())}:${two(at.getMinutes())}`
  return full ? `${at.getFullYear()}-${day} ${minute}:${two(at.getSeconds())}` : `${day} ${minute}`
}

/** The figures' form in the language now shown. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const lang: Lang = i18n.language === 'zh' ? 'zh' : 'en'
  return useMemo(() => createFormat(lang), [lang])
}
