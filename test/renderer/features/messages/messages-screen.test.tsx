import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'
import type { AnswerOf, InputOf } from '../../../../shared/contract/contract'
import { Refusal } from '../../../../shared/store/errors'

type FoundPage = AnswerOf<'findMessages'>

const body = { state: 'shown', sizeBytes: 29, kind: 'json', mediaType: null, text: '{"html":"<b id=injected>x</b>"}', base64: btoa('{"html":"<b id=injected>x</b>"}') } as const

const found = (at: number): FoundPage['rows'][number] => ({
  side: 'local', physicalOffset: at, path: 'commitlog/00000000000000000000', at, sizeBytes: 200, topic: 'orders', queueId: 3, queueOffset: at / 100,
  storeTimestamp: 1_700_000_000_000 + at, bornTimestamp: 1_700_000_000_000, offsetMessageId: null, keys: [`order-${at}`], tags: 'paid', properties: [], storedBodyBytes: 29,
  uniqueKey: null, provenance: at === 100 ? ['orphan'] : ['indexed'], body: null,
})

const message = (at: number): AnswerOf<'message'> => ({
  schema: 'message/1', side: 'local', physicalOffset: at, path: 'commitlog/00000000000000000000', at, sizeBytes: 200, version: 1, topic: 'orders', queueId: 3, queueOffset: at / 100,
  flag: 0, systemFlag: 0, transaction: 'none', compression: 'none', bornTimestamp: 1_700_000_000_000, bornHost: '10.0.0.1:5', storeTimestamp: 1_700_000_000_000, storeHost: '10.0.0.2:10911',
  reconsumeTimes: 0, preparedTransactionOffset: 0, offsetMessageId: null, uniqueKey: null, keys: [`order-${at}`], tags: 'paid', properties: [{ name: 'TAGS', value: 'paid' }], delivery: null,
  bodyChecksum: { stored: 1, computed: 1, intact: true }, recordChecksum: { state: 'absent', stored: null, computed: null }, storedBodyBytes: 29, unit: null, body, batch: null,
})

const page = (rows: FoundPage['rows'], next: FoundPage['next'] = null, indexFiles = 0): FoundPage => ({ rows, next, readBytes: 1000, indexFiles })

test('a form becomes an address, and the address a search', async () => {
  const asked: InputOf<'findMessages'>[] = []
  const { user } = renderApp({ ...fakeStore('small'), findMessages: input => (asked.push(input), page([found(100)], null, 2)) }, '#/s/small/messages')
  await user.type(await screen.findByRole('textbox', { name: 'Topic' }), 'orders')
  await user.type(screen.getByRole('textbox', { name: 'Key' }), 'order-100{Enter}')
  expect(await screen.findByText(/looked up in 2 index files/)).toBeTruthy()
  expect(window.location.hash).toBe('#/s/small/messages?topic=orders&key=order-100')
  expect(asked.at(-1)?.query).toEqual({ side: 'local', topic: 'orders', key: 'order-100' })
})

test('pages follow each other until the log ends', async () => {
  const asked: unknown[] = []
  const findMessages = ({ from }: InputOf<'findMessages'>): FoundPage => (asked.push(from), from === undefined ? page([found(100)], { log: 0, offset: 300 }) : page([found(300)]))
  renderApp({ ...fakeStore('small'), findMessages }, '#/s/small/messages?topic=orders')
  expect(await screen.findByText(/All of it was searched/)).toBeTruthy()
  expect(await screen.findByText('2 messages')).toBeTruthy()
  expect(asked.at(-1)).toEqual({ log: 0, offset: 300 })
})

test('a search that is stopped keeps what it found, and goes on from there', async () => {
  let release: (answer: FoundPage) => void = () => undefined
  const asked: unknown[] = []
  const findMessages = ({ from }: InputOf<'findMessages'>): FoundPage | Promise<FoundPage> => {
    asked.push(from)
    return from === undefined ? page([found(100)], { log: 0, offset: 300 }) : new Promise(resolve => (release = resolve))
  }
  const { user } = renderApp({ ...fakeStore('small'), findMessages }, '#/s/small/messages?topic=orders')
  await screen.findByText('1 message')
  await user.click(screen.getByRole('button', { name: 'Stop' }))
  expect(await screen.findByText(/Stopped/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Go on' }))
  await waitFor(() => expect(asked.at(-1)).toEqual({ log: 0, offset: 300 }))
  release(page([found(300)]))
  expect(await screen.findByText('2 messages')).toBeTruthy()
})

test('a message is opened by its address, and what its body holds stays text', async () => {
  renderApp({ ...fakeStore('small'), findMessages: () => page([found(100)]), message: () => message(100) }, '#/s/small/messages/100?topic=orders')
  const detail = await screen.findByRole('region', { name: 'orders/3 @ 1' })
  expect(within(detail).getByText(/<b id=injected>/)).toBeTruthy()
  expect(document.querySelector('#injected')).toBeNull()
  expect(await within(detail).findByText('not indexed')).toBeTruthy()
  expect(within(detail).getByRole('link', { name: 'In its segment' }).getAttribute('href')).toBe('#/s/small/segments?at=100')
  expect(within(detail).getByRole('link', { name: 'Its queue' }).getAttribute('href')).toBe('#/s/small/queues/orders/3')
})

test('a wrong regular expression is said at its field and not sent', async () => {
  const { user } = renderApp(fakeStore('small'), '#/s/small/messages')
  await user.type(await screen.findByRole('textbox', { name: 'Regular expression in the body' }), '(')
  expect(await screen.findByText('Not a regular expression')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Search' })).toHaveProperty('disabled', true)
})

test('a refusal is said in the words of the service', async () => {
  const findMessages = (): never => {
    throw new Refusal('no-log', 'there is no log to search')
  }
  renderApp({ ...fakeStore('small'), findMessages }, '#/s/small/messages?topic=orders')
  expect(await screen.findByText('there is no log to search')).toBeTruthy()
})
