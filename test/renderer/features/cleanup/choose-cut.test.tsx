import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fakePlan } from '../../fake-plan'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

const GiB = 1024 ** 3
const store = { ...fakeStore('small'), planCleanup: (input: Parameters<typeof fakePlan>[2]) => fakePlan('/data/small/store', 'broker-s', input, 0, GiB) }
const checked = (): string | null | undefined => document.querySelector('[role=radio][aria-checked=true] b')?.textContent

test('what every group has read is a line, and who holds it back is told', async () => {
  const { user } = renderApp(store, '#/s/small/free-space?cut=dangling')
  await user.click(await screen.findByText('Read by all'))
  expect(window.location.hash).toBe(`#/s/small/free-space?cut=keep-from&at=${3 * GiB + 17}&by=consumed`)
  expect(checked()).toBe('Read by all')
  expect(await screen.findByText(/GID_slow holds the line back: its next message of orders\/2 lies at 3,221,225,489, and 1,204 are unread/)).toBeTruthy()
})

test('the newest segments are kept by their number', async () => {
  const { user } = renderApp(store, '#/s/small/free-space?cut=dangling')
  await user.click(await screen.findByText('Keep the newest'))
  expect(window.location.hash).toBe(`#/s/small/free-space?cut=keep-from&at=${2 * GiB}&by=newest`)
  expect(checked()).toBe('Keep the newest')
  const field = await screen.findByLabelText<HTMLInputElement>('Segments kept')
  expect(field.value).toBe('3')
  await user.clear(field)
  await user.type(field, '1')
  expect(window.location.hash).toContain(`at=${4 * GiB}`)
})

test('without a group nothing can be said of what is read', async () => {
  renderApp({ ...store, consumedUpTo: () => ({ physicalOffset: 5 * GiB, heldBackBy: null, groups: 0 }) }, '#/s/small/free-space?cut=dangling')
  const label = await screen.findByText('Read by all')
  expect(label.closest('button')?.disabled).toBe(true)
})

test('the repairs that a store needs are cuts like the others, one by one', async () => {
  const { rows } = await Promise.resolve(fakeStore('huge').listFindings!({ storeId: 'huge', lang: 'en', page: { offset: 0, limit: 10 } }, undefined as never))
  const hole = rows.find(({ code }) => code === 'commitlog-hole')!
  const stray = { ...hole, code: 'tiered-stray' as const, message: 'orders/3 has 2 files that no row knows.', mendedBy: { kind: 'repair' as const, code: 'tiered-stray' as const, place: 'orders/3' } }
  const { user } = renderApp({ ...store, listFindings: () => ({ rows: [hole, hole, stray], total: 3 }) }, '#/s/small/free-space?cut=dangling')
  expect(await screen.findByText('This store has damage that can be mended, one repair after the other:')).toBeTruthy()
  expect(await screen.findAllByText('Give up what lies before the hole')).toHaveLength(1)
  await user.click(await screen.findByText(stray.message))
  expect(window.location.hash).toBe('#/s/small/free-space?cut=repair&repair=tiered-stray&place=orders%2F3')
  expect(checked()).toBe('Move out tiered files that no row knows')
})

test('a store without damage is offered no repair', async () => {
  renderApp(store, '#/s/small/free-space?cut=dangling')
  expect(await screen.findByText('Read by all')).toBeTruthy()
  expect(document.querySelectorAll('[role=radiogroup]')).toHaveLength(1)
})
