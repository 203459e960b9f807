import { describe, expect, test } from 'vitest'
import { createFormat } from '../../../renderer/i18n/format'

const en = createFormat('en')
const zh = createFormat('zh')

describe('figures', () => {
  test.each([
    [0, '0 B'], [999, '999 B'], [1000, '1.00 kB'], [46_879_156_648, '46.9 GB'], [999_999, '1.00 MB'], [510_000_000, '510 MB'],
  ])('%d bytes are written %s', (bytes, text) => expect(en.bytes(bytes)).toBe(text))

  test.each([
    [9_999, '9,999', '9,999'], [34_241_788, '34.2 M', '3,424 万'], [412_204_871, '412 M', '4 亿'],
  ])('%d is short %s, in Chinese %s', (value, english, chinese) => {
    expect(en.short(value)).toBe(english)
    expect(zh.short(value)).toBe(chinese)
  })

  test.each([
    [1024 ** 3, '1 GiB'], [100 * 1024 ** 2, '100 MiB'], [6_000_000, '6,000,000 B'],
  ])('a configured size of %d is %s', (bytes, text) => expect(en.configuredSize(bytes)).toBe(text))

  test('offsets are exact and separated', () => expect(en.exact(74_088_185_856)).toBe('74,088,185,856'))
})

describe('figures in the style that a person wishes', () => {
  const own = createFormat('en', { timeZone: 'Asia/Kathmandu', byteUnits: 'binary' })
  test('bytes in binary units', () => expect([own.bytes(1024 ** 3), own.bytes(46_879_156_648), own.bytes(1023)]).toEqual(['1.00 GiB', '43.7 GiB', '0.999 KiB']))
  test('times by the clock of another zone', () => {
    const at = Date.UTC(2026, 10, 19, 18, 15, 7)
    expect([own.time(at), own.shortTime(at)]).toEqual(['2026-11-20 00:00:07', '11-20 00:00'])
  })
  test('a zone that is not known is the machine itself', () => {
    const at = new Date(2026, 0, 2, 3, 4, 5).getTime()
    expect(createFormat('en', { timeZone: 'Mars/Olympus', byteUnits: 'decimal' }).time(at)).toBe('2026-01-02 03:04:05')
  })
})

describe('times', () => {
  const at = new Date(2026, 10, 20, 2, 41, 17).getTime()
  test('are written year first', () => expect(en.time(at)).toBe('2026-11-20 02:41:17'))
  test('are short without the year', () => expect(zh.shortTime(at)).toBe('11-20 02:41'))
  test('that passed recently are told as such', () => expect(en.ago(at - 7_200_000, at)).toBe('2 hours ago'))
  test.each([
    [3 * 86_400_000, '3 d 0 h', '3 天 0 小时'], [5_400_000, '1 h 30 min', '1 小时 30 分'], [4_000, '4 s', '4 秒'],
  ])('%d ms last %s', (ms, english, chinese) => {
    expect(en.duration(ms)).toBe(english)
    expect(zh.duration(ms)).toBe(chinese)
  })
})
