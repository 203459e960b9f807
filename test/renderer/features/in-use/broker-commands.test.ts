import { expect, test } from 'vitest'
import type { OutputOf } from '../../../../shared/contract/contract'
import { expiredBy, hoursThatFree } from '../../../../renderer/features/in-use/broker-commands'

type Segment = OutputOf<'listSegments'>['rows'][number]
const hour = 3_600_000
const now = 1_000 * hour

/** Segments of 10 bytes whose file times are this many hours old. */
const aged = (...hours: readonly number[]): Segment[] =>
  hours.map((age, at) => ({
    path: String(at), baseOffset: at * 10, endOffset: at * 10 + 10, sizeBytes: 10, allocatedBytes: 10, modifiedTime: now - age * hour,
    state: 'full', firstStoreTimestamp: null, lastStoreTimestamp: null,
  }))

test.each([
  ['goes when it is exactly old enough', [72, 1], 1],
  ['stays when it is younger', [71, 1], 0],
  ['that is younger keeps all behind it', [100, 3, 90, 1], 1],
  ['stays when it is the newest, however old', [100, 90, 80], 2],
  ['alone always stays', [500], 0],
])('a segment that %s', (_, ages, segments) => {
  expect(expiredBy(aged(...ages), 72, now)).toEqual({ segments, bytes: segments * 10 })
})

test('no segment frees nothing', () => expect(expiredBy([], 72, now)).toEqual({ segments: 0, bytes: 0 }))

test('the hours that free something are those of the oldest file, and never zero', () => {
  expect(aged(41.6, 0.2).map(segment => hoursThatFree(segment, now))).toEqual([41, 1])
})
