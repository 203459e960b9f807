import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Handlers, OutputOf } from '../../../../shared/contract/contract'
import type { Overview } from '../../../../shared/contract/schemas'
import { fakePlan } from '../../fake-plan'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

type Plan = OutputOf<'planCleanup'>
type Receipt = OutputOf<'applyPlan'>

const receipt: Receipt = {
  schema: 'receipt/1', id: '7c41e09d1122-20261120T025858', state: 'set-aside', planDigest: 'sha256:0', cutKind: 'dangling', startedAt: 1, finishedAt: 2, stepsDone: 85, stepsTotal: 85,
  setAsideBytes: 510_000_000, freedBytes: 0, fileSystem: null, quarantine: ['/data/rocketmq/store/.store-inspector/7c41e09d1122'], checkAfter: { error: 0, warning: 0, info: 3 }, assumedStopped: false, tool: 'test',
}

/** The damaged store, whose plans are as asked for and can be applied. */
function storeWith(changes: Partial<Plan> = {}, more: Partial<Handlers> = {}): Partial<Handlers> {
  return {
    ...fakeStore('broken'),
    planCleanup: input => ({ ...fakePlan('/data/rocketmq/store', 'broker-a', input, 0, 1024 ** 3), ...changes }),
    applyPlan: () => receipt,
    listReceipts: () => [receipt],
    ...more,
  }
}

const danglingOnly = '#/s/broken/free-space/review?cut=dangling'
const ofMessages = '#/s/broken/free-space/review?cut=free&at=40000000000'
const applied = (calls: readonly { readonly name: string }[]): number => calls.filter(({ name }) => name === 'applyPlan').length

test('what loses no message needs one click, and Cancel has the focus', async () => {
  const { user, calls, bugs } = renderApp(storeWith(), danglingOnly)
  const confirmation = await screen.findByRole('region', { name: 'Confirm' })
  expect(within(confirmation).queryByRole('textbox')).toBeNull()
  expect(document.activeElement?.textContent).toBe('Cancel')
  await user.click(within(confirmation).getByRole('button', { name: 'Set 85 files aside' }))
  expect(await screen.findByRole('heading', { name: 'Done. 510 MB set aside; not freed yet' })).toBeTruthy()
  expect(calls.find(({ name }) => name === 'applyPlan')?.input).toMatchObject({ confirm: 'broker-a', assumeStopped: false, planId: '7c41e09d1122' })
  expect(bugs).toEqual([])
})

test('what loses unread messages needs each group accepted and the name typed; Enter does nothing before', async () => {
  const { user, calls } = renderApp(storeWith(), ofMessages)
  const confirmation = await screen.findByRole('region', { name: 'Confirm' })
  const name = within(confirmation).getByRole('textbox', { name: 'Type the broker name broker-a' })
  await user.type(name, 'broker-a{Enter}')
  expect(within(confirmation).getByText('Accept the loss first')).toBeTruthy()
  await user.click(within(confirmation).getByRole('checkbox', { name: /^bi-ingest has not read 3,585,666 of these messages/ }))
  await user.clear(name)
  await user.type(name, 'broker-b{Enter}')
  expect(applied(calls)).toBe(0)
  await user.click(within(confirmation).getByRole('button', { name: /^Set \d+ files aside$/ }))
  expect(applied(calls)).toBe(0)
  await user.clear(name)
  await user.type(name, 'broker-a{Enter}')
  await screen.findByRole('heading', { name: /^Done\./ })
  expect(applied(calls)).toBe(1)
})

test('what takes more than half of the log needs the number of its files typed, too', async () => {
  const { user, calls } = renderApp(storeWith(), `#/s/broken/free-space/review?cut=keep-from&at=${100 * 1024 ** 3}`)
  const confirmation = await screen.findByRole('region', { name: 'Confirm' })
  await user.click(within(confirmation).getByRole('checkbox', { name: /^bi-ingest has not read/ }))
  await user.type(within(confirmation).getByRole('textbox', { name: 'Type the broker name broker-a' }), 'broker-a{Enter}')
  expect(within(confirmation).getByText('Type the number of files first')).toBeTruthy()
  await user.type(within(confirmation).getByRole('textbox', { name: /^More than half of the log goes/ }), '585{Enter}')
  await screen.findByRole('heading', { name: /^Done\./ })
  expect(applied(calls)).toBe(1)
})

test('a blocked plan says what is in the way and offers nothing to confirm', async () => {
  const blockers = [{ code: 'hole' as const, message: 'The commitlog has a hole from 1,024 to 2,048. Put what is missing back.', facts: {} }]
  renderApp(storeWith({ blockers }), danglingOnly)
  expect(await screen.findByText(/has a hole from 1,024 to 2,048/)).toBeTruthy()
  expect(screen.queryByRole('region', { name: 'Confirm' })).toBeNull()
})

test('where it cannot be told whether a broker runs, the user says so and types the name', async () => {
  const { user, calls } = renderApp(storeWith({ blockers: [{ code: 'liveness-unknown', message: 'It cannot be told whether a broker is using this store.', facts: {} }] }), danglingOnly)
  const confirmation = await screen.findByRole('region', { name: 'Confirm' })
  await user.click(within(confirmation).getByRole('checkbox', { name: /^I know that the broker is stopped/ }))
  await user.type(within(confirmation).getByRole('textbox'), 'broker-a{Enter}')
  await screen.findByRole('heading', { name: /^Done\./ })
  expect(calls.find(({ name }) => name === 'applyPlan')?.input).toMatchObject({ assumeStopped: true })
})

test('a broker at work is named above the plan with the sign of it', async () => {
  const store = fakeStore('broken')
  const overview: Overview = await Promise.resolve(store.overview!({ storeId: 'broken', lang: 'en' }, { callId: '', signal: new AbortController().signal, progress: () => undefined })) as Overview
  const inUse = { state: 'in-use' as const, reasons: [{ code: 'lock-held' as const, pid: 4242, command: 'java' }], abort: true }
  const blockers = [{ code: 'store-in-use' as const, message: 'A broker is using this store (process 4242). Stop it; nothing is changed until it has stopped.', facts: {} }]
  renderApp(storeWith({ blockers }, { overview: () => ({ ...overview, store: { ...overview.store, inUse } }) }), danglingOnly)
  expect(await screen.findByText('Process 4242 (java) holds the lock of the store.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Set \d+ files aside$/ })).toBeNull()
})

test('a purge needs the name of the broker, whatever was set aside', async () => {
  const { user, calls } = renderApp(storeWith({}, { purgeCleanup: () => ({ ...receipt, state: 'purged', freedBytes: 510_000_000 }) }), `#/s/broken/set-aside/${receipt.id}`)
  await user.click(await screen.findByRole('button', { name: 'Purge…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Purge 510 MB for good?' })
  await user.type(within(dialog).getByRole('textbox'), 'broker{Enter}')
  await user.click(within(dialog).getByRole('button', { name: 'Purge 510 MB' }))
  expect(calls.some(({ name }) => name === 'purgeCleanup')).toBe(false)
  await user.type(within(dialog).getByRole('textbox'), '-a{Enter}')
  expect(calls.find(({ name }) => name === 'purgeCleanup')?.input).toMatchObject({ receiptId: receipt.id, confirm: 'broker-a' })
})

test('a plan that was refused when applied says why and lets the cut be changed', async () => {
  const { user } = renderApp(storeWith({}, { applyPlan: () => Promise.reject(new Error('disk')) }), danglingOnly)
  await user.click(await screen.findByRole('button', { name: 'Set 85 files aside' }))
  expect(await screen.findByRole('alert')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Change the cut' }))
  expect(window.location.hash).toBe('#/s/broken/free-space?cut=dangling')
})

test('the report of a receipt is copied as text and saved as JSON', async () => {
  const { user } = renderApp(storeWith(), '#/s/broken/free-space/receipt/7c41e09d1122-20261120T025858')
  const saved: string[] = []
  const createObjectURL = vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => (void (blob as Blob).text().then(text => saved.push(text)), 'blob:1'))
  await user.click(await screen.findByText('Copy report'))
  const copied = await navigator.clipboard.readText()
  expect(copied).toMatch(/^Done\. 510 MB set aside; not freed yet\nStore: \/data\/rocketmq\/store\nReceipt: 7c41e09d1122-20261120T025858\n/)
  expect(copied).toContain('Steps: 85 of 85')
  await user.click(screen.getByText('Save'))
  await waitFor(() => expect(JSON.parse(saved[0] ?? '{}')).toEqual(receipt))
  createObjectURL.mockRestore()
})

test('a repair says what it mends, and where', async () => {
  renderApp(storeWith({ cut: { kind: 'repair', newMinOffset: null, requested: null, repair: { code: 'tiered-misaligned', place: 'orders/3' } } }), '#/s/broken/free-space/review?cut=repair&repair=tiered-misaligned&place=orders/3')
  expect(await screen.findByText(/Leave half a unit off a tiered queue \(orders\/3\): /)).toBeTruthy()
})
