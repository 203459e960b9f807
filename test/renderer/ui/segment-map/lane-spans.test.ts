import { describe, expect, test } from 'vitest'
import { lanePoints, laneSpans } from '../../../../renderer/ui/segment-map/lane-spans'
import type { Lane } from '../../../../renderer/ui/segment-map/opened-lanes'
import { mapAxis } from '../../../../renderer/ui/segment-map/map-axis'

type Run = Lane['queues'][number]['runs'][number]

const run = (unitClass: Run['unitClass'], start: number, end: number): Run => ({ unitClass, start, end, units: 1 })
const laneOf = (...queues: Run[][]): Lane => ({
  topic: 'orders', queueCount: queues.length, sizeBytes: 0, lowestPhysicalOffset: 0, groups: [],
  units: { ok: 0, expiredHidden: 0, expiredVisible: 0, inHole: 0, ahead: 0, preBlank: 0 },
  queues: queues.map((runs, queueId) => ({ queueId, runs })),
})
/** 130 px before the log, then 870 px for its 900 bytes. */
const axis = mapAxis({ minOffset: 1000, segmentSizeBytes: 100, view: { start: 1000, end: 1900 }, width: 1000, hasUnitsBelow: true })
const spansOf = (lane: Lane) => laneSpans(lane, axis, 10).map(({ x, width, bars }) => [x, x + width, ...bars.map(bar => `${bar.unitClass} ${bar.height}`)])

describe('the bar of a lane', () => {
  test('is full where every queue is live', () => {
    const [span] = spansOf(laneOf([run('ok', 1000, 1900)]))
    expect(span).toEqual([130, 1000, 'ok 10'])
  })

  test('is half where one queue of two is live', () => {
    expect(spansOf(laneOf([run('ok', 1000, 1900)], []))).toEqual([[130, 1000, 'ok 5']])
  })

  test('is shared out by queues, the worse class above', () => {
    const spans = spansOf(laneOf([run('expired-hidden', 500, 1000)], [run('expired-visible', 500, 1000)]))
    expect(spans).toEqual([[65, 130, 'expired-visible 5', 'expired-hidden 5']])
  })

  test('gives one bad queue among forty its two pixels', () => {
    const good = Array.from({ length: 39 }, () => [run('ok', 1000, 1900)])
    const spans = spansOf(laneOf([run('in-hole', 1000, 1900)], ...good))
    expect(spans).toEqual([[130, 1000, 'in-hole 2', 'ok 8']])
  })

  test('shows a serious run of one byte three pixels wide', () => {
    const spans = spansOf(laneOf([run('ok', 1000, 1900)], [run('expired-visible', 1450, 1451)]))
    expect(spans.filter(span => span.includes('expired-visible 5')).map(([from, to]) => Number(to) - Number(from))).toEqual([3])
  })

  test('leaves out what is not in view', () => {
    const zoomed = mapAxis({ minOffset: 1000, segmentSizeBytes: 100, view: { start: 1500, end: 1900 }, width: 1000, hasUnitsBelow: true })
    expect(laneSpans(laneOf([run('expired-visible', 500, 1000), run('ok', 1000, 1400)]), zoomed, 10)).toEqual([])
  })
})

describe('the points of a lane', () => {
  test('stand for runs too narrow to be seen, at most one in fourteen pixels', () => {
    const points = lanePoints(laneOf([run('in-hole', 1400, 1401), run('in-hole', 1404, 1405), run('in-hole', 1600, 1601)]), axis)
    expect(points.map(point => [Math.round(point.x), point.units])).toEqual([[517, 2], [710, 1]])
  })

  test('leave live and hidden units out', () => {
    expect(lanePoints(laneOf([run('ok', 1400, 1401), run('expired-hidden', 10, 11)]), axis)).toEqual([])
  })
})
