import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseEpochFile } from '../../../../shared/store/formats/epoch-file'

/** Written by RocketMQ's own class: `test/broker/formats/WriteFormats.java` says how. */
const written = (name: string): string => readFileSync(join(import.meta.dirname, '../../../fixtures/formats/epochs', name), 'utf8')
const whole = written('epochFileCheckpoint')
const first = { epoch: 1, startOffset: 0 }

test('epochs that RocketMQ wrote, and its backup of the time before', () => {
  expect(parseEpochFile(whole)).toEqual({ ok: true, entries: [first, { epoch: 2, startOffset: 262_144 }, { epoch: 5, startOffset: 5_000_000_000 }] })
  expect(parseEpochFile(written('epochFileCheckpoint.bak'))).toEqual({ ok: true, entries: [first, { epoch: 2, startOffset: 262_144 }] })
})

/** What RocketMQ 5.4.0 made of the same texts: an exception where it says `number`, the `.bak` where it says `count` or `checksum`. */
test.each([
  ['a number of a row changed', whole.replace('262144', '262145'), 'checksum'],
  ['more rows announced than there are', whole.replace(/^3/, '4'), 'count'],
  ['no text', '', 'number'],
  ['no number first', 'x', 'number'],
  ['a row whose epoch is no number', '2\n0\n1-0\nx-7\n', 'number'],
  ['a start that no log reaches', '1\n0\n1-9223372036854775807\n', 'number'],
])('%s', (_, text, reason) => expect(parseEpochFile(text)).toEqual({ ok: false, reason }))

test.each([
  ['a checksum of 0 is not checked', '1\n0\n1-0\n'],
  ['a line that is not two parts is passed over', '1\n0\n1-0\nfoo\n'],
])('%s', (_, text) => expect(parseEpochFile(text)).toEqual({ ok: true, entries: [first] }))
