import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

test('the worst finding is opened with its evidence decoded', async () => {
  renderApp(fakeStore('broken'), '#/s/broken/findings')
  const detail = await screen.findByRole('article', { name: /737,676 units of order-events\/3/ })
  expect(within(detail).getByText('44,111,538,688')).toBeTruthy()
  expect(within(detail).getByRole('link', { name: 'Open queue' }).getAttribute('href')).toBe('#/s/broken/queues/order-events/3')
  expect(within(detail).getByRole('button', { name: 'Review the smallest fix…' })).toBeTruthy()
})

test('the arrow keys move through the list and the address follows', async () => {
  const { user } = renderApp(fakeStore('broken'), '#/s/broken/findings')
  const list = await screen.findByRole('listbox', { name: 'Findings, worst first' })
  list.focus()
  await user.keyboard('{ArrowDown}')
  expect(await screen.findByRole('article', { name: /The log ends at/ })).toBeTruthy()
  expect(window.location.hash).toBe('#/s/broken/findings/1')
})

test('one severity can be shown alone', async () => {
  const { user } = renderApp(fakeStore('broken'), '#/s/broken/findings')
  await user.click(await screen.findByRole('button', { name: 'warning 1' }))
  expect(await screen.findByRole('article', { name: /The log ends at/ })).toBeTruthy()
  await waitFor(() => expect(within(screen.getByRole('listbox')).getAllByRole('option')).toHaveLength(1))
})

test('one kind can be shown alone, and the brackets move within it', async () => {
  const { user } = renderApp(fakeStore('broken'), '#/s/broken/findings')
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Show one kind' }), 'log-end-cut')
  expect(await screen.findByRole('article', { name: /The log ends at/ })).toBeTruthy()
  expect(window.location.hash).toBe('#/s/broken/findings?code=log-end-cut')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Show one kind' }), 'Every kind')
  screen.getByRole('listbox').focus()
  await user.keyboard(']')
  await waitFor(() => expect(window.location.hash).toBe('#/s/broken/findings/1'))
})

test('a store without findings says that every quick check passed', async () => {
  renderApp(fakeStore('small'), '#/s/small/findings')
  expect(await screen.findByText('Every quick check of this store passed.')).toBeTruthy()
})
