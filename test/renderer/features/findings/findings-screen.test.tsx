import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
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

test('a finding that nothing here mends says why, and one that a repair mends leads to it', async () => {
  const { user } = renderApp(fakeStore('broken'), '#/s/broken/findings/1')
  expect(await screen.findByText('The broker itself cuts this at its next start.')).toBeTruthy()
  const hole = { code: 'commitlog-hole' as const, severity: 'error' as const, subject: {}, count: 1, message: 'a hole', consequence: 'c', remedy: 'r', issues: [], mendedBy: { kind: 'repair' as const, code: 'commitlog-hole' as const } }
  renderApp({ ...fakeStore('broken'), listFindings: () => ({ rows: [hole], total: 1 }) }, '#/s/broken/findings')
  await user.click(await screen.findByText('Review giving up what is older…'))
  expect(window.location.hash).toBe('#/s/broken/free-space?cut=repair&repair=commitlog-hole')
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

test('a report is asked for in the language and zone of the page, and saved under the name of the broker or, redacted, without it', async () => {
  const asked: unknown[] = []
  const saved: string[] = []
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:report', revokeObjectURL: () => undefined }))
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download)
  })
  const store = fakeStore('broken')
  const { user } = renderApp({ ...store, storeReport: input => (asked.push(input), { html: '<!doctype html>' }) }, '#/s/broken/findings')
  for (const item of ['Save as one HTML file', 'Save without names and bytes']) {
    await user.click(await screen.findByRole('button', { name: 'Report' }))
    await user.click(await screen.findByText(item))
    await waitFor(() => expect(saved).toHaveLength(asked.length))
  }
  expect(asked).toEqual([false, true].map(redact => ({ storeId: 'broken', lang: 'en', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, redact })))
  expect(saved[0]).toMatch(/^[\w.-]+-report\.html$/)
  expect(saved[1]).toBe('store-report.html')
  click.mockRestore()
  vi.unstubAllGlobals()
})
