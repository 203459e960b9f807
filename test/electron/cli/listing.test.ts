import { expect, test } from 'vitest'
import type { Invocation } from '../../../electron/cli/invocation'
import { listing } from '../../../electron/cli/listing'
import { plain } from '../../../electron/cli/paint'
import { words } from '../../../electron/cli/words'

const columns = [
  { title: 'topic', cell: (row: { topic: string }) => row.topic },
  { title: 'ahead', cell: (row: { ahead: number }) => row.ahead, mayBeLeftOut: true as const },
]
const printed = (shell: { columns: number | undefined; outIsTerminal: boolean }, rows: readonly { topic: string; ahead: number }[]): string =>
  listing({ shell, paint: plain, words: words.en } as unknown as Invocation, columns, rows)

const terminal = { columns: 80, outIsTerminal: true }
const nothingAhead = [{ topic: 'orders', ahead: 0 }]

test('a terminal is not given a column of zeros', () => expect(printed(terminal, nothingAhead)).toBe('topic\norders\n'))

test('a pipe is given every column', () => expect(printed({ columns: undefined, outIsTerminal: false }, nothingAhead)).toBe('topic   ahead\norders  0\n'))

test('a column stays for the sake of a row that the terminal does not show', () => {
  const rows = [...Array.from({ length: 200 }, () => ({ topic: 'orders', ahead: 0 })), { topic: 'last', ahead: 3 }]
  expect(printed(terminal, rows).split('\n')[0]).toBe('topic   ahead')
})
