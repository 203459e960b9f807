import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fakeRetention } from '../../fake-retention'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

const show = (changes: Parameters<typeof fakeRetention>[0] = {}) => renderApp({ ...fakeStore('small'), retentionDocument: () => fakeRetention(changes) }, '#/s/small/retention')

test('what keeps the log, when it goes, and where a setting is from', async () => {
  show()
  await screen.findByText('1 segment waits for 04:00.')
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The broker deletes what is old enough, once a day')
  expect(document.body.textContent).toMatch(/1 segment of .* goes at/)
  expect(document.body.textContent).toContain('48 (broker.conf)')
  expect(document.body.textContent).toContain('75 (default)')
  expect(document.body.textContent).toContain('Hours are of Asia/Shanghai')
  expect(document.querySelector('svg[role=img]')?.getAttribute('aria-label')).toMatch(/50 % · .* used, .* free/)
})

test.each([
  [{ pressure: { ...fakeRetention().pressure, mode: 'at-once' as const, refusesMessages: true } }, 'The broker takes no message: the disk is too full'],
  [{ pressure: { ...fakeRetention().pressure, mode: 'at-once' as const } }, 'The broker deletes the oldest segments, however young'],
  [{ next: null, settings: { ...fakeRetention().settings, unreadableDeleteWhen: '4am' } }, 'The broker deletes nothing'],
])('the headline is the most serious of it (%#)', async (changes, title) => {
  show(changes)
  expect(await screen.findByText(title)).toBeTruthy()
})

test('topics of the tiered store that keep longer are named', async () => {
  show({ tiered: { isDeleting: true, hours: 72, ownTimes: [{ topic: 'orders', hours: 12 }, { topic: 'logs', hours: 720 }], segments: 3, bytes: 512 } })
  expect(await screen.findByText('With a reserve.time of their own: orders 12 h and logs 720 h.')).toBeTruthy()
})

test('the overview tells the first reasons and leads here', async () => {
  renderApp({ ...fakeStore('small'), retentionDocument: () => fakeRetention() }, '#/s/small/overview')
  await screen.findByText('1 segment waits for 04:00.')
  expect(screen.queryByText('Others take 40 GB.')).toBeNull()
  expect(screen.getByText('Why is it still there, and when does it go?').getAttribute('href')).toBe('#/s/small/retention')
})
