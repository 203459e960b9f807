import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

test('space by tag is read once it is asked for, and leads to the messages', async () => {
  const { user, calls } = renderApp(fakeStore('small'), '#/s/small/overview')
  await screen.findByText('By tag')
  expect(calls.some(({ name }) => name === 'spaceDocument')).toBe(false)
  await user.click(screen.getByText('By tag'))
  const tag = await screen.findByText('orders · paid')
  expect(tag.closest('a')?.getAttribute('href')).toBe('#/s/small/messages?topic=orders&tag=paid')
  expect(screen.getByText('orders · no tag').closest('a')?.getAttribute('href')).toBe('#/s/small/messages?topic=orders')
})
