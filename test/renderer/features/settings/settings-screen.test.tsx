import { screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

afterEach(() => localStorage.clear())

test('what is chosen is in force at once, on every screen, and remembered', async () => {
  const { user } = renderApp(fakeStore('broken'), '#/s/broken/settings')
  await user.click(await screen.findByRole('radio', { name: 'GiB = 1024³' }))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Time zone' }), 'Asia/Tokyo')
  await user.click(screen.getByRole('radio', { name: '中文' }))
  expect(await screen.findByRole('heading', { name: '设置' })).toBeTruthy()

  renderApp(fakeStore('broken'), '#/s/broken/overview', 'zh')
  expect((await screen.findAllByText(/GiB/)).length).toBeGreaterThan(0)
  expect(localStorage.getItem('store-inspector.time-zone')).toBe('Asia/Tokyo')
})

test('the settings are there without a store, too', async () => {
  const { user } = renderApp({ ...fakeStore('small'), listOpen: () => [] }, '#/')
  await user.click(await screen.findByRole('link', { name: 'Settings' }))
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy()
})

test('a question mark shows the keys, and Escape gives the place back', async () => {
  const { user } = renderApp(fakeStore('small'), '#/s/small/overview')
  await screen.findByRole('heading', { level: 1 })
  await user.keyboard('?')
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(window.location.hash).toBe('#/s/small/overview')
})
