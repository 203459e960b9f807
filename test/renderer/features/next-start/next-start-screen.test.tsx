import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fakeForecast } from '../../fake-forecast'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

test('a start that cannot happen says so, and leads to the finding that proves it', async () => {
  const forecastDocument = () => fakeForecast({ starts: 'no', refusals: [{ code: 'queue-wrong-size', path: 'consumequeue/orders/0/0' }] })
  renderApp({ ...fakeStore('broken'), forecastDocument }, '#/s/broken/next-start')
  await screen.findByRole('heading', { name: 'The broker will not start' })
  const chip = within(screen.getByRole('group', { name: 'Health' })).getByRole('link', { name: /Next start/ })
  expect(chip.textContent).toContain('Will not start')
  const evidence = screen.getByRole('link', { name: 'Evidence' })
  expect(evidence.getAttribute('href')).toBe('#/s/broken/findings?code=queue-wrong-size')
})

test('dead files lead to the smallest fix', async () => {
  const forecastDocument = () => fakeForecast({ firstCleaning: { removedFiles: ['consumequeue/orders/0/0', 'index/1'] } })
  const { user } = renderApp({ ...fakeStore('broken'), forecastDocument }, '#/s/broken/next-start')
  await screen.findByText('2 dead files are deleted.')
  await user.click(screen.getByRole('button', { name: 'Review the smallest fix…' }))
  expect(window.location.hash).toBe('#/s/broken/free-space?cut=dangling')
})
