import { expect, test } from 'vitest'
import { logStretches } from '../../../../renderer/features/tiered/log-stretches'

const segment = (baseOffset: number, state: 'ok' | 'ghost' | 'stray') => ({ path: `log/${baseOffset}`, baseOffset, sizeBytes: 1000, fileSizeBytes: state === 'ghost' ? null : 1000, state })
const queue = {
  topic: 'orders', queueId: 0, firstOffset: 0, minOffset: 0, realMinOffset: 20, maxOffset: 40, firstRecordOffset: 0,
  units: { ok: 20, expiredHidden: 0, expiredVisible: 20, inHole: 0, ahead: 0 }, groups: [],
  commitLog: { minOffset: 1000, maxOffset: 4000, holes: [], segments: [segment(1000, 'ghost'), segment(2000, 'ok'), segment(3000, 'ok'), segment(9000, 'stray')] },
  consumeQueue: { minOffset: 0, maxOffset: 800, holes: [], segments: [] },
  runs: [
    { unitClass: 'expired-visible' as const, start: 0, end: 20, physicalStart: 0, physicalEnd: 2000 },
    { unitClass: 'ok' as const, start: 20, end: 40, physicalStart: 2000, physicalEnd: 4000 },
  ],
}

test('each file of the log stands where its messages are in the queue, a ghost where they were; a stray nowhere', () => {
  expect(logStretches(queue).map(({ state, start, end }) => [state, start, end])).toEqual([
    ['ghost', 10, 20],
    ['ok', 20, 30],
    ['ok', 30, 40],
  ])
})
