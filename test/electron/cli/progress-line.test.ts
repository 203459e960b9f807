import { expect, test } from 'vitest'
import { ProgressLine } from '../../../electron/cli/progress-line'

function reported(errIsTerminal: boolean, times: readonly number[]): string {
  let said = ''
  let time = 0
  const line = new ProgressLine({ err: text => void (said += text), errIsTerminal }, () => time, seconds => `${seconds} s left`)
  for (time of times) line.report('reading queues', time, 100_000)
  line.end()
  return said
}

test('what takes less than a second says nothing', () => expect(reported(true, [10, 500, 999])).toBe(''))

test('on a terminal one line is written over and taken away at the end', () =>
  expect(reported(true, [1000, 1050, 1200])).toBe('\r\u001b[Kreading queues: 1000/100000 (1 %)\r\u001b[Kreading queues: 1200/100000 (1 %)\r\u001b[K'))

test('in a log there is a line every ten seconds', () =>
  expect(reported(false, [1000, 2000, 10_999, 11_000])).toBe('reading queues: 1000/100000 (1 %)\nreading queues: 11000/100000 (11 %)\n'))

test('once it takes long, the rest is foretold from what is done', () =>
  expect(reported(false, [20_000, 50_000])).toBe('reading queues: 20000/100000 (20 %), 80 s left\nreading queues: 50000/100000 (50 %), 50 s left\n'))
