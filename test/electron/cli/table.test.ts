import { expect, test } from 'vitest'
import { paintFor } from '../../../electron/cli/paint'
import { displayWidth, printable, shorten } from '../../../electron/cli/printable'
import { table } from '../../../electron/cli/table'

const columns = [
  { title: 'topic', cell: (row: { topic: string }) => row.topic, shrinks: true as const },
  { title: 'max', cell: (row: { max: number }) => row.max, align: 'right' as const },
]

test('columns are aligned, numbers to the right', () => {
  expect(table(columns, [{ topic: 'orders', max: 7 }, { topic: 'a', max: 12345 }])).toBe('topic     max\norders      7\na       12345\n')
})

test('a Chinese name takes two columns a character', () => {
  expect(table(columns, [{ topic: '订单', max: 1 }, { topic: 'abcd', max: 2 }])).toBe('topic  max\n订单     1\nabcd     2\n')
})

test('a name with control characters cannot steer the terminal', () => {
  const printed = table(columns, [{ topic: 'a\u001b[2J\r\nb\u202ec\u0000\u009b\u200f\ud800', max: 1 }])
  expect(printed).toContain('a\\x1b[2J\\x0d\\x0ab\\u202ec\\x00\\x9b\\u200f\\ud800')
  expect(printed.split('\n')).toHaveLength(3)
})

test.each([
  ['plain', 'plain'],
  ['emoji \u{1f600} stays', 'emoji \u{1f600} stays'],
  ['tab\there', 'tab\\x09here'],
  ['line\u2028end', 'line\\u2028end'],
])('%j is printed as %j', (text, printed) => expect(printable(text)).toBe(printed))

test('on a narrow terminal the long names give way and the numbers stay whole', () => {
  const printed = table(columns, [{ topic: 'a-topic-with-a-very-long-name-indeed', max: 123456789 }], { columns: 30 })
  for (const line of printed.trimEnd().split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(30)
  expect(printed).toMatch(/^a-topic-w.*….*indeed +123456789$/m)
})

test('a table that cannot fit is printed as wide as it needs', () => {
  expect(table(columns, [{ topic: 'abc', max: 1 }], { columns: 3 })).toBe('topic  max\nabc      1\n')
})

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdefgh', 5, 'ab…gh'],
  ['abcdefgh', 4, 'ab…h'],
  ['订单订单订单', 7, '订单…单'],
  ['abc', 1, '…'],
])('%s in %d columns is %s', (text, width, shortened) => expect(shorten(text, width)).toBe(shortened))

test.each([
  ['a terminal', true, {}, true, '\u001b[31mx\u001b[39m'],
  ['a pipe', false, {}, true, 'x'],
  ['a terminal with --no-color', true, {}, false, 'x'],
  ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, true, 'x'],
  ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true, '\u001b[31mx\u001b[39m'],
  ['a dumb terminal', true, { TERM: 'dumb' }, true, 'x'],
])('%s gets the colour it can show', (_, outIsTerminal, environment, wanted, painted) => {
  expect(paintFor({ outIsTerminal, environment }, wanted)('bad', 'x')).toBe(painted)
})
