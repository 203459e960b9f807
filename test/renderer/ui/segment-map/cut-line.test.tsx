import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { SegmentMap as Map } from '../../../../shared/contract/schemas'
import { ClientProvider } from '../../../../renderer/api/client-context'
import { PreferencesProvider } from '../../../../renderer/app/preferences'
import { SegmentMapCard } from '../../../../renderer/ui/segment-map/segment-map-card'
import { fakeService } from '../../fake-client'

const size = 1000
const map: Map = {
  minOffset: 0,
  maxOffset: 29_500,
  segmentSizeBytes: size,
  holes: [],
  segments: {
    baseOffset: Array.from({ length: 30 }, (_, at) => at * size),
    state: Array.from({ length: 30 }, (_, at) => (at === 29 ? 'active' : 'full')),
    firstStored: Array.from({ length: 30 }, () => null),
    modifiedTime: Array.from({ length: 30 }, () => 0),
  },
  lanes: [],
  totalLanes: 0,
}

/** The line at `offset` with a wall before the newest segment; collects where it is moved to. */
async function lineAt(offset: number) {
  cleanup()
  localStorage.setItem('store-inspector.lang', 'en')
  const moves: number[] = []
  render(
    <ClientProvider bridge={fakeService({ segmentMap: () => map }).bridge}>
      <PreferencesProvider>
        <SegmentMapCard storeId="s" cut={{ offset, wall: { offset: 29 * size, reason: 'the newest segment' }, onMove: to => moves.push(to) }} />
      </PreferencesProvider>
    </ClientProvider>,
  )
  const line = await screen.findByRole('slider', { name: 'Cut line' })
  line.focus()
  return { line, moves, user: userEvent.setup() }
}

test('the line says where it stands and what goes', async () => {
  const { line } = await lineAt(12 * size)
  expect(line.getAttribute('aria-valuetext')).toBe('Cut at 12,000: 12 segments go')
})

test('an arrow moves it by one segment, with Shift by ten', async () => {
  const { moves, user } = await lineAt(12 * size)
  await user.keyboard('{ArrowRight}{ArrowLeft}{Shift>}{ArrowLeft}{/Shift}')
  expect(moves).toEqual([13 * size, 11 * size, 2 * size])
})

test('it stops at the start of the log and at the wall', async () => {
  const { moves, user } = await lineAt(25 * size)
  await user.keyboard('{Home}{End}{Shift>}{ArrowRight}{/Shift}')
  expect(moves).toEqual([0, 29 * size, 29 * size])
})

test('at the wall it does not move on', async () => {
  const { moves, user } = await lineAt(29 * size)
  await user.keyboard('{ArrowRight}')
  expect(moves).toEqual([])
})
