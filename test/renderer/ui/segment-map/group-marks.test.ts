import { describe, expect, test } from 'vitest'
import { groupMarks } from '../../../../renderer/ui/segment-map/group-marks'

const axis = { width: 1000, x: (offset: number) => offset }
const at = (...groups: readonly (readonly [group: string, x: number])[]) => groupMarks(groups.map(([group, physicalOffset]) => ({ group, physicalOffset })), axis)
const texts = (marks: ReturnType<typeof at>) => marks.map(({ group, label }) => [group, label?.text])

describe('groups on a lane', () => {
  test('have their names beside them, from left to right', () => expect(texts(at(['b', 500], ['a', 100]))).toEqual([['a', 'a'], ['b', 'b']]))

  test('that stand close are counted behind the first', () =>
    expect(texts(at(['a', 100], ['b', 102], ['c', 104], ['d', 400]))).toEqual([['a', 'a +2'], ['b', undefined], ['c', undefined], ['d', 'd']]))

  test('that stand close have the name beside the last of them, over none', () => expect(at(['a', 100], ['b', 102], ['c', 110])[0]!.label!.left).toBe(118))

  test('that keep up have a mark and no name', () => expect(texts(at(['a', 990]))).toEqual([['a', undefined]]))

  test('out of view are not there', () => expect(at(['a', -1], ['b', 1001])).toEqual([]))

  test('have no label that leaves the lane', () => {
    const { label } = at(['x'.repeat(20), 930])[0]!
    expect(label!.left + label!.width).toBeLessThanOrEqual(930)
  })
})
