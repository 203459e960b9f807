import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Handlers } from '../../../../shared/contract/contract'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

/** A page that begins with an open store would go there. */
const nothingOpen: Partial<Handlers> = { ...fakeStore('small'), listOpen: () => [] }

test('a typed path opens its store', async () => {
  const { user } = renderApp(nothingOpen)
  await user.type(await screen.findByRole('textbox', { name: /Directory on the machine/ }), '/data/small/store')
  await user.click(screen.getByRole('button', { name: 'Open' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Nothing is wrong' })).toBeTruthy()
  expect(window.location.hash).toBe('#/s/small/overview')
})

test('a folder that is no store is refused with the sentence of the service', async () => {
  const { user } = renderApp(nothingOpen)
  await user.type(await screen.findByRole('textbox', { name: /Directory on the machine/ }), '/etc{Enter}')
  expect((await screen.findByRole('alert')).textContent).toMatch(/^\/etc holds 14 files; none is a 20-digit segment/)
  expect(screen.getByRole('textbox', { name: /Directory on the machine/ })).toBeTruthy()
})

test('a store that is not there now cannot be opened but can be forgotten', async () => {
  const { user, calls } = renderApp(nothingOpen)
  expect((await screen.findByRole<HTMLButtonElement>('button', { name: /broker-c .*not there now/ })).disabled).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Forget broker-c' }))
  expect(calls).toContainEqual({ name: 'forgetRecent', input: { recentId: '3' } })
})

test('on the first run it says what a store is', async () => {
  renderApp({ ...nothingOpen, listRecent: () => [] })
  expect(await screen.findByText(/A store is the directory a broker keeps its messages in/)).toBeTruthy()
})

test('a door with a folder dialog offers it instead of a path field', async () => {
  const { user, calls } = renderApp({
    ...nothingOpen,
    environment: () => ({
      version: '1', door: 'desktop', platform: 'linux', runtime: '', io: { backend: 'map', reason: '' }, hasFolderDialog: true, openableRoots: null,
    }),
    chooseDirectory: () => null,
  })
  await user.click(await screen.findByRole('button', { name: 'Open directory…' }))
  expect(calls).toContainEqual({ name: 'chooseDirectory', input: {} })
  expect(screen.queryByRole('textbox')).toBeNull()
})
