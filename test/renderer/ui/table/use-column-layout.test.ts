import { expect, test } from 'vitest'
import { moved, orderOf, parseLayout } from '../../../../renderer/ui/table/use-column-layout'

const own = ['queue', 'files', 'min', 'max']

test.each([
  ['nothing was moved', [], own],
  ['one was moved to the front', ['max', 'queue', 'files', 'min'], ['max', 'queue', 'files', 'min']],
  ['a column came later', ['queue', 'max', 'files'], ['queue', 'max', 'files', 'min']],
  ['a column went', ['gone', 'max', 'queue', 'files', 'min'], ['max', 'queue', 'files', 'min']],
])('every column is there once when %s', (_, wanted, order) => expect(orderOf(own, wanted)).toEqual(order))

test('a column moved to the right stands behind the other, to the left before it', () => {
  expect(moved(own, 'queue', 'min')).toEqual(['files', 'min', 'queue', 'max'])
  expect(moved(own, 'max', 'files')).toEqual(['queue', 'max', 'files', 'min'])
})

test.each([['null', null], ['no JSON', '{'], ['another form', '{"order":3,"widths":{"a":"wide","b":1}}']])('%s in the memory counts as nothing', (_, text) =>
  expect(parseLayout(text)).toEqual({ visible: {}, order: [], widths: {} }),
)
