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
