import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fakeStore } from '../fake-stores'
import { renderApp } from '../render-app'

/** The palette, opened by this key on the damaged store, with a text in it. */
async function typed(text: string, key = '{Control>}k{/Control}') {
  const app = renderApp(fakeStore('broken'), '#/s/broken/overview')
  await screen.findByRole('heading', { level: 1 })
  await app.user.keyboard(key)
  await app.user.type(await screen.findByRole('textbox', { name: 'Go to a place or run a command' }), text)
  return app
}

test('a pasted offset leads to its segment and keeps the offset', async () => {
  const { user } = await typed('150,349,030,520', '{Control>}g{/Control}')
  await user.click(await screen.findByRole('button', { name: /Physical offset 150,349,030,520/ }))
  expect(window.location.hash).toBe('#/s/broken/segments/150323855360?at=150349030520')
})

test('an offset below the log says so and goes nowhere', async () => {
  const { user } = await typed('4096')
  const place = await screen.findByRole('button', { name: /Physical offset 4,096.*below the log/ })
  await user.click(place)
  expect(window.location.hash).toBe('#/s/broken/overview')
})

test('a unit of a queue is gone to by its name', async () => {
  const { user } = await typed('order-events/3@5024417')
  await user.click(await screen.findByRole('button', { name: /Queue order-events\/3, unit 5,024,417/ }))
  expect(window.location.hash).toBe('#/s/broken/queues/order-events/3?at=5024417')
})

test('a place is found by its name as before', async () => {
  const { user } = await typed('next st')
  await user.click(await screen.findByRole('button', { name: /^Next/ }))
  expect(window.location.hash).toBe('#/s/broken/next-start')
})
