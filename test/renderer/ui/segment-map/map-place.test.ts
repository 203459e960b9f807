import { expect, test } from 'vitest'
import { nextDangling } from '../../../../renderer/ui/segment-map/map-place'

const run = (unitClass: 'ok' | 'in-hole' | 'expired-hidden' | 'ahead', start: number) => ({ unitClass, start, end: start + 10, units: 1 })
const lane = (topic: string, ...runs: ReturnType<typeof run>[]) => ({
  topic, queueCount: 1, sizeBytes: 0, lowestPhysicalOffset: 0, groups: [], queues: [{ queueId: 0, runs }],
  units: { ok: 1, expiredHidden: 0, expiredVisible: 0, inHole: 0, ahead: 0, preBlank: 0 },
})
const map = {
  minOffset: 0, maxOffset: 1000, segmentSizeBytes: 100, holes: [], totalLanes: 2,
  segments: { baseOffset: [], state: [], firstStored: [], modifiedTime: [] },
  lanes: [lane('orders', run('expired-hidden', 50), run('in-hole', 400)), lane('payments', run('ok', 0), run('ahead', 900), run('in-hole', 300))],
}

test('the next dangling run is the nearest in any lane, and after the last the first; hidden ones are normal', () => {
  const first = nextDangling(map, 0)
  expect(first).toEqual({ offset: 300, lane: 1 })
  expect(nextDangling(map, 300)).toEqual({ offset: 400, lane: 0 })
  expect(nextDangling(map, 900)).toEqual(first)
})

test('a store without any has none', () => expect(nextDangling({ ...map, lanes: [] }, 0)).toBeUndefined())
