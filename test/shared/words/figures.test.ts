import { expect, test } from 'vitest'
import { figuresIn } from '../../../shared/words/figures'

const en = figuresIn('en', 'UTC')
const zh = figuresIn('zh', 'UTC')

test.each([
  [0, '0 bytes', '0 字节'],
  [1, '1 byte', '1 字节'],
  [999, '999 bytes', '999 字节'],
  [1000, '1 kB (1,000 bytes)', '1 kB（1,000 字节）'],
  [510_000_000, '510 MB (510,000,000 bytes)', '510 MB（510,000,000 字节）'],
  [46_879_156_648, '46.9 GB (46,879,156,648 bytes)', '46.9 GB（46,879,156,648 字节）'],
  [999_999, '1 MB (999,999 bytes)', '1 MB（999,999 字节）'],
  [2 ** 53 - 1, '9.01 PB (9,007,199,254,740,991 bytes)', '9.01 PB（9,007,199,254,740,991 字节）'],
])('%d bytes', (bytes, english, chinese) => {
  expect(en.bytes(bytes)).toBe(english)
  expect(zh.bytes(bytes)).toBe(chinese)
})

test.each([
  [1, '1 unit', '1 个'],
  [9999, '9,999 units', '9,999 个'],
  [10_000, '10,000 units', '1 万个'],
  [34_240_000, '34,240,000 units', '3,424 万个'],
  [99_999_999, '99,999,999 units', '1 亿个'],
  [123_456_789, '123,456,789 units', '1.235 亿个'],
  [0, '0 units', '0 个'],
])('%d of something', (count, english, chinese) => {
  expect(en.many(count, 'unit', 'units')).toBe(english)
  expect(zh.many(count, '个')).toBe(chinese)
})

test('offsets keep all their digits in both languages', () => expect([en.exact(74_088_185_856), zh.exact(74_088_185_856)]).toEqual(['74,088,185,856', '74,088,185,856']))

test('a half-open range is told with its last one included', () => {
  expect(en.span({ start: 0, end: 1200 })).toBe('0 to 1,199')
  expect(zh.span({ start: 0, end: 1200 })).toBe('0 至 1,199')
  expect(en.span({ start: 7, end: 8 })).toBe('7')
})

test('midnight is 00', () => expect(en.time(Date.UTC(2026, 0, 1))).toBe('2026-01-01 00:00:00'))
