import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildQueueExt } from '../../../../shared/store/builders/encode-queue-ext'
import { decodeQueueExtUnit, extOffsetOf } from '../../../../shared/store/formats/queue-ext-unit'
import { javaHash } from '../../../../shared/store/formats/tags-code'

/** Written by RocketMQ's own class: `test/broker/formats/WriteFormats.java` says how. */
const written = (name: string): Uint8Array => new Uint8Array(readFileSync(join(import.meta.dirname, '../../../fixtures/formats/queue-ext/orders/3', name)))
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
const [first, second] = [written('00000000000000000000'), written('00000000000000000128')]
const WRITTEN_AT = 1_795_399_221_000

describe('the extension of a queue that RocketMQ wrote', () => {
  test('is read unit by unit, to the mark that closes a file and the zeros behind the last one', () => {
    expect([0, 20, 48, 84, 112].map(at => decodeQueueExtUnit(viewOf(first), at))).toEqual([
      { kind: 'unit', sizeBytes: 20, storeTimestamp: WRITTEN_AT },
      { kind: 'unit', sizeBytes: 28, storeTimestamp: WRITTEN_AT + 1 },
      { kind: 'unit', sizeBytes: 36, storeTimestamp: WRITTEN_AT + 2 },
      { kind: 'unit', sizeBytes: 28, storeTimestamp: WRITTEN_AT + 3 },
      { kind: 'end' },
    ])
    expect([0, 36].map(at => decodeQueueExtUnit(viewOf(second), at).kind)).toEqual(['unit', 'unwritten'])
  })

  test('is built alike to the byte, with the addresses that it was given', () => {
    const entries = [0, 8, 16, 8, 16].map((length, index) => ({ tagsCode: javaHash('TagA') + index, storeTimestamp: WRITTEN_AT + index, bits: new Uint8Array(length).fill(index) }))
    const { files, addresses } = buildQueueExt('store/consumequeue_ext/orders/3', 128, entries)
    expect(files.map(({ bytes }) => bytes)).toEqual([first, second])
    expect(addresses).toEqual([-9223372036854775808n, -9223372036854775788n, -9223372036854775760n, -9223372036854775724n, -9223372036854775680n])
  })
})

test.each([
  ['the smallest address', -9223372036854775808n, 0],
  ['an address', -9223372036854775680n, 128],
  ['the first value below all hashes, which is no place in a file', -2147483649n, Number.NaN],
  ['the smallest hash of tags', -2147483648n, undefined],
  ['no tags', 0n, undefined],
  ['a delivery time', 1_795_399_221_000n, undefined],
])('%s is told apart', (_, tagsCode, offset) => {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigInt64(0, tagsCode)
  expect(extOffsetOf(view, 0)).toEqual(offset)
})

test('a unit whose size is not that of its bit map is none', () => {
  const bytes = first.slice()
  bytes[19] = 1
  expect(decodeQueueExtUnit(viewOf(bytes), 0)).toEqual({ kind: 'invalid' })
})
