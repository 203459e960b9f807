import { expect, test } from 'vitest'
import { rangeBackground } from '../../../renderer/ui/range-background'

const axis = { minOffset: 1000, maxOffset: 2000, voidShare: 0.2 }
const layersOf = (...[unitClass, start, end]: Parameters<typeof layer>): string[] => rangeBackground(axis, [layer(unitClass, start, end)]).split(/(?<=no-repeat), /)
const layer = (unitClass: 'ok' | 'expired-visible' | 'in-hole' | 'unwritten', start: number, end: number) => ({ unitClass, start, end })

/** A picture of `wide` at a position in percent stands so many percent from the left. */
function leftOf(written: string | undefined): number {
  const [, position, wide] = /([\d.]+)% \d+px \/ ([\d.]+)%/.exec(written ?? '') ?? []
  return (Number(position) / 100) * (100 - Number(wide))
}

test('a run stands where its offsets lie, behind the zone before the log', () => {
  const run = layersOf('ok', 1250, 1500)[1]
  expect(run).toContain('var(--c-ok)')
  expect(leftOf(run)).toBeCloseTo(40, 2)
  expect(run).toContain(' / 20.000% 10px')
})

test('a run over the whole axis begins at its left', () => {
  expect(layersOf('ok', 0, 2000)[1]).toContain(' 0.000% 2px / 100.000% 10px')
})

test('a serious run is at least three pixels wide, also at the very end', () => {
  expect(layersOf('expired-visible', 2000, 2000)[2]).toBe('var(--unit-expired-visible) 100.000% 2px / 3px 10px no-repeat')
})

test('the worst lies on top, whatever their order', () => {
  const both = rangeBackground(axis, [layer('ok', 1000, 2000), layer('in-hole', 1400, 1500)])
  expect(both.indexOf('--unit-in-hole')).toBeLessThan(both.indexOf('--c-ok'))
})

test('what is not written is not drawn, and without a zone before the log there is none', () => {
  expect(layersOf('unwritten', 1200, 1300)).toEqual(rangeBackground(axis, []).split(/(?<=no-repeat), /))
  expect(rangeBackground({ ...axis, voidShare: 0 }, [])).not.toContain('--before-the-log')
})
