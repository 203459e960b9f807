import { describe, expect, test } from 'vitest'
import { parseSize, parseTime, parseWhole } from '../../../electron/cli/parse-amounts'
import { CallError } from '../../../shared/contract/client'

const now = Date.UTC(2026, 0, 31, 12)
const kindOf = (parse: () => unknown): string => {
  try {
    return `accepted ${String(parse())}`
  } catch (error) {
    return error instanceof CallError ? error.error.kind : String(error)
  }
}

describe('a size', () => {
  test.each([
    ['1', 1],
    ['4096', 4096],
    ['10B', 10],
    ['50G', 50 * 2 ** 30],
    ['50g', 50 * 2 ** 30],
    ['50Gi', 50 * 2 ** 30],
    ['50GiB', 50 * 2 ** 30],
    ['50 GiB', 50 * 2 ** 30],
    ['50GB', 50e9],
    ['1.5TiB', 1.5 * 2 ** 40],
    ['0.5K', 512],
  ])('written %s is %d bytes', (text, size) => expect(parseSize('--free', text)).toBe(size))

  test.each(['', '0', '-1', 'G', '50X', '50GGB', '1e3', '1,5G', '50iB', '0x10', '9007199254740993', '99999P', '50G extra', '５０G'])('written %j is wrong usage', text =>
    expect(kindOf(() => parseSize('--free', text))).toBe('usage'),
  )
})

describe('a time', () => {
  test.each([
    ['72h', now - 72 * 3_600_000],
    ['90m', now - 90 * 60_000],
    ['14d', now - 14 * 86_400_000],
    ['1.5d', now - 36 * 3_600_000],
    ['2w', now - 14 * 86_400_000],
    ['1767225600000', 1_767_225_600_000],
    ['2026-01-01T00:00:00Z', 1_767_225_600_000],
    ['2026-01-01T08:00:00+08:00', 1_767_225_600_000],
    ['2026-01-01 08:00+0800', 1_767_225_600_000],
    ['2026-01-01', new Date(2026, 0, 1).getTime()],
    ['2026-01-01T06:30', new Date(2026, 0, 1, 6, 30).getTime()],
    ['2024-02-29', new Date(2024, 1, 29).getTime()],
  ])('written %s is understood', (text, milliseconds) => expect(parseTime('--before', text, now)).toBe(milliseconds))

  test.each(['', 'yesterday', '2026-02-30', '2026-13-01', '2026-02-29', '2026-1-1', '01/02/2026', '1767225600', '-3h', '72', '72x', 'NaN', '2026-01-01T25:00'])('written %j is wrong usage', text =>
    expect(kindOf(() => parseTime('--before', text, now))).toBe('usage'),
  )
})

describe('a whole number', () => {
  test('is exact up to the largest safe one', () => expect(parseWhole('--keep-from', '9007199254740991')).toBe(Number.MAX_SAFE_INTEGER))
  test.each(['', '-1', '1.5', '1e9', '0x10', ' 1', '9007199254740992'])('written %j is wrong usage', text =>
    expect(kindOf(() => parseWhole('--keep-from', text))).toBe('usage'),
  )
})
