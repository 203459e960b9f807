import { expect, test } from 'vitest'
import { fieldOf, ordered, pageOf } from '../../../shared/contract/paging'

const queues = [
  { topic: 'orders', queueId: 1, lag: 5 },
  { topic: 'billing', queueId: 0, lag: null },
  { topic: 'orders', queueId: 0, lag: 7 },
  { topic: 'billing', queueId: 1, lag: 0 },
]
const inOrder = (...sort: [string, boolean][]): string[] =>
  ordered(queues, sort.map(([by, descending]) => ({ by, descending })), fieldOf).map(({ topic, queueId }) => `${topic}/${queueId}`)

test('a list is sorted by one column after the other', () => {
  expect(inOrder(['topic', false], ['queueId', true])).toEqual(['billing/1', 'billing/0', 'orders/1', 'orders/0'])
  expect(inOrder(['topic', true])).toEqual(['orders/1', 'orders/0', 'billing/0', 'billing/1'])
})

test('what is not known stands last in both directions', () => {
  expect(inOrder(['lag', false])).toEqual(['billing/1', 'orders/1', 'orders/0', 'billing/0'])
  expect(inOrder(['lag', true])).toEqual(['orders/0', 'orders/1', 'billing/1', 'billing/0'])
})

test('a name that no row has leaves the order as it is', () => expect(inOrder(['bytes', true])).toEqual(inOrder()))

test('sums go over the whole list, not only the page', () => {
  expect(pageOf(queues, { page: { offset: 1, limit: 1 } }, fieldOf, ['lag'])).toEqual({ rows: [queues[1]], total: 4, sums: { lag: 12 } })
})
