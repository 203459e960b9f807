import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { SegmentMap as Map } from '../../../../shared/contract/schemas'
import { ClientProvider } from '../../../../renderer/api/client-context'
import { PreferencesProvider } from '../../../../renderer/app/preferences'
import type { Cut } from '../../../../renderer/ui/segment-map/cut-line'
import { SegmentMapCard } from '../../../../renderer/ui/segment-map/segment-map-card'
import { fakeService } from '../../fake-client'

const SIZE = 1000
const topics = Array.from({ length: 95 }, (_, at) => `topic-${String(at).padStart(2, '0')}`)
const mapFor = (first: number, limit: number): Map => ({
  minOffset: 0,
  maxOffset: 29_500,
  segmentSizeBytes: SIZE,
  holes: [{ start: 10 * SIZE, end: 11 * SIZE }],
  segments: {
    baseOffset: Array.from({ length: 30 }, (_, at) => at * SIZE).filter(base => base !== 10 * SIZE),
    state: Array.from({ length: 29 }, (_, at) => (at === 28 ? 'active' : 'full')),
    firstStored: Array.from({ length: 29 }, () => null),
    modifiedTime: Array.from({ length: 29 }, () => 0),
  },
  lanes: topics.slice(first, first + limit).map(topic => ({
    topic, queueCount: 1, lowestPhysicalOffset: null, sizeBytes: 700, units: { ok: 7, expiredVisible: 0, expiredHidden: 0, inHole: 0, ahead: 0, preBlank: 0 }, groups: [],
    queues: [{ queueId: 3, runs: [{ unitClass: 'ok', start: 1000, end: 2000, units: 5 }] }, { queueId: 1, runs: [{ unitClass: 'ok', start: 0, end: 1000, units: 2 }] }],
  })),
  totalLanes: topics.length,
})

/** Where the axis begins in a window of no width, and how wide it is there. */
const AXIS = { left: 110, width: 146 }
const xOf = (segment: number): number => AXIS.left + ((segment + 0.5) / 30) * AXIS.width
const LOG_Y = 50
const NAMES_TOP = 88

async function shown(cut?: Cut) {
  cleanup()
  localStorage.setItem('store-inspector.lang', 'en')
  render(
    <ClientProvider bridge={fakeService({ segmentMap: ({ lanes }) => mapFor(lanes?.offset ?? 0, lanes?.limit ?? 12) }).bridge}>
      <PreferencesProvider>
        <SegmentMapCard storeId="s" {...(cut && { cut })} />
      </PreferencesProvider>
    </ClientProvider>,
  )
  return screen.findByRole('application', { name: 'Segment map' })
}

beforeEach(() => {
  window.location.hash = '#/s/s'
})

test('all topics can be reached, forty at a time', async () => {
  await shown()
  fireEvent.click(screen.getByRole('button', { name: '83 more topics' }))
  await screen.findByText('Topics 1 to 40 of 95')
  fireEvent.click(screen.getByRole('button', { name: 'Topics behind these' }))
  await screen.findByText('Topics 41 to 80 of 95')
  await screen.findByText('topic-40')
  fireEvent.click(screen.getByRole('button', { name: 'Topics behind these' }))
  await screen.findByText('Topics 81 to 95 of 95')
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Topics behind these' }).disabled).toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'Topics before these' }))
  await screen.findByText('topic-40')
})

test('a click pins what is under the pointer, and a second one opens it', async () => {
  const map = await shown()
  const click = (segment: number): boolean => fireEvent.click(map, { clientX: xOf(segment), clientY: LOG_Y, detail: 1 })
  click(4)
  expect(screen.getByText('00000000000000004000')).toBeTruthy()
  fireEvent.pointerMove(map, { clientX: xOf(20), clientY: LOG_Y })
  fireEvent.pointerLeave(map)
  expect(screen.getByText('00000000000000004000')).toBeTruthy()
  expect(window.location.hash).toBe('#/s/s')
  click(20)
  expect(screen.getByText('00000000000000020000')).toBeTruthy()
  click(20)
  await waitFor(() => expect(window.location.hash).toBe('#/s/s/segments/20000'))
})

test('a hole is called one, not the zone before the log', async () => {
  const map = await shown()
  fireEvent.pointerMove(map, { clientX: xOf(10), clientY: LOG_Y })
  expect(screen.queryByText('Before the log')).toBeNull()
  expect(screen.getAllByText('hole, 1 segment')).toHaveLength(2)
})

test('Escape lets go of what is pinned', async () => {
  const map = await shown()
  fireEvent.click(map, { clientX: xOf(4), clientY: LOG_Y, detail: 1 })
  fireEvent.keyDown(map, { key: 'Escape' })
  expect(screen.queryByText('00000000000000004000')).toBeNull()
})

test('a zoomed map is dragged along, and the click that ends it opens nothing', async () => {
  const map = await shown()
  fireEvent.click(screen.getByRole('button', { name: 'Zoom in' }))
  fireEvent.click(screen.getByRole('button', { name: 'Zoom in' }))
  const nameUnder = (clientX: number): string | undefined => {
    fireEvent.pointerMove(map, { clientX, clientY: LOG_Y, buttons: 0 })
    return screen.queryByText(/^0{10}/)?.textContent ?? undefined
  }
  const before = nameUnder(xOf(15))
  map.setPointerCapture = () => undefined
  fireEvent.pointerDown(map, { clientX: 200, clientY: LOG_Y, button: 0, buttons: 1, pointerId: 1 })
  fireEvent.pointerMove(map, { clientX: 140, clientY: LOG_Y, buttons: 1, pointerId: 1 })
  fireEvent.click(map, { clientX: 140, clientY: LOG_Y, detail: 1 })
  expect(window.location.hash).toBe('#/s/s')
  expect(Number(nameUnder(xOf(15)))).toBeGreaterThan(Number(before))
})

test('a topic opens into its queues in place, by a click on its name or Enter, and they lead to the queue', async () => {
  const map = await shown()
  fireEvent.click(map, { clientX: 20, clientY: NAMES_TOP + 1 })
  const [topic, first, second] = ['▾ topic-00', '/1', '/3'].map(name => Number(screen.getByText(name).getAttribute('y')))
  expect([first! > topic!, second! > first!]).toEqual([true, true])
  fireEvent.keyDown(map, { key: 'ArrowDown' })
  fireEvent.keyDown(map, { key: 'Enter' })
  expect(screen.queryByText('/1')).toBeNull()
  fireEvent.keyDown(map, { key: 'Enter' })
  fireEvent.keyDown(map, { key: 'ArrowDown' })
  screen.getByText('Segment 0, topic-00/1')
  fireEvent.keyDown(map, { key: 'Enter' })
  await waitFor(() => expect(window.location.hash).toBe('#/s/s/queues/topic-00/1'))
})

test('with a cut the lanes say how many messages go', async () => {
  await shown({ offset: 2000, wall: { offset: 28_000, reason: '' }, messages: new Map([['topic-01', 42]]), onMove: () => undefined })
  expect(screen.getByText('right: messages that go')).toBeTruthy()
  expect(screen.getByText('42')).toBeTruthy()
})
