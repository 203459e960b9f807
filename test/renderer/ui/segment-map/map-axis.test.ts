import { describe, expect, test } from 'vitest'
import { mapAxis, moved, ticksOf, zoomed } from '../../../../renderer/ui/segment-map/map-axis'

const GiB = 1024 ** 3
const whole = { start: 69 * GiB, end: 219 * GiB }
const axisOf = (view = whole, hasUnitsBelow = true) => mapAxis({ minOffset: whole.start, segmentSizeBytes: GiB, view, width: 1000, hasUnitsBelow })

describe('the axis', () => {
  test('puts the log behind a zone of fixed width for what lies before it', () => {
    const axis = axisOf()
    expect([axis.x(0), axis.x(whole.start), axis.x(whole.end)]).toEqual([0, 130, 1000])
  })

  test('keeps 12 px before the log when nothing points there', () => {
    expect(axisOf(whole, false).voidWidth).toBe(12)
  })

  test('has no zone before a log that starts at 0', () => {
    expect(mapAxis({ minOffset: 0, segmentSizeBytes: GiB, view: { start: 0, end: 5 * GiB }, width: 1000, hasUnitsBelow: false }).x(0)).toBe(0)
  })

  test('answers which offset lies under a pixel', () => {
    const axis = axisOf()
    expect(axis.offsetAt(100)).toBeUndefined()
    expect(Math.floor((axis.offsetAt(axis.x(100 * GiB) + 0.1) ?? 0) / GiB)).toBe(100)
  })

  test('writes ticks on segment bases, at least 110 px apart', () => {
    const axis = axisOf()
    const ticks = ticksOf(axis)
    expect(ticks.every(tick => tick % GiB === 0)).toBe(true)
    const distances = ticks.slice(1).map((tick, at) => axis.x(tick) - axis.x(ticks[at] ?? 0))
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(110)
  })
})

describe('the view', () => {
  test('zooms around an offset that stays where it is', () => {
    const around = 120 * GiB
    const view = zoomed(whole, whole, around, 0.5, GiB)
    expect(axisOf({ ...view }).view.end - view.start).toBe(75 * GiB)
    expect((around - view.start) / (view.end - view.start)).toBeCloseTo((around - whole.start) / (whole.end - whole.start))
  })

  test('never shows fewer than three segments', () => {
    const view = zoomed(whole, whole, 100 * GiB, 0.0001, GiB)
    expect(view.end - view.start).toBe(3 * GiB)
  })

  test('stops at the ends', () => {
    expect(moved({ start: 70 * GiB, end: 80 * GiB }, whole, -50 * GiB)).toEqual({ start: 69 * GiB, end: 79 * GiB })
    expect(moved({ start: 70 * GiB, end: 80 * GiB }, whole, 500 * GiB)).toEqual({ start: 209 * GiB, end: 219 * GiB })
  })
})
