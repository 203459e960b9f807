import { expect, test } from 'vitest'
import { hrefOf, parseHash, placeOf, settings, welcome } from '../../../renderer/app/route'

test.each([
  placeOf('a1', 'overview'),
  placeOf('a1', 'queues', ['%RETRY%order/service', '3'], { text: 'a&b=c', sort: 'max' }),
  placeOf('a 1', 'segments', ['74088185856']),
  welcome,
  settings,
])('a place can be gone back to from its address', route => expect(parseHash(hrefOf(route))).toEqual(route))

test.each(['', '#', '#/', '#/nonsense', '#token=abc'])('%j leads to the welcome screen', hash => expect(parseHash(hash)).toEqual(welcome))

test('an unknown place of a store is its overview', () => expect(parseHash('#/s/a1/nowhere')).toEqual(placeOf('a1', 'overview')))

test('an address that was cut in the middle of a letter still leads somewhere', () => {
  expect(parseHash('#/s/a1/queues/%E4%BD')).toEqual(placeOf('a1', 'queues', ['%E4%BD']))
})
