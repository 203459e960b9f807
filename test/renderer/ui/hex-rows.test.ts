import { expect, test } from 'vitest'
import { hexRows } from '../../../renderer/ui/hex-rows'

const fields = [
  { name: 'totalSize', at: 0, bytes: 4, tint: 'a' as const },
  { name: 'body', at: 14, bytes: 4, tint: 'c' as const },
]
const hex = Array.from({ length: 20 }, (_, at) => (0x40 + at).toString(16)).join('')

test('a field that goes over the end of a row is marked in both', () => {
  const [first, second] = hexRows(hex, fields)
  expect(first?.runs.map(({ name, hex: bytes }) => [name, bytes])).toEqual([
    ['totalSize', '40 41 42 43'],
    [undefined, '44 45 46 47 48 49 4a 4b 4c 4d'],
    ['body', '4e 4f'],
  ])
  expect(second).toMatchObject({ at: 16, runs: [{ name: 'body', hex: '50 51', text: 'PQ' }, { name: undefined, hex: '52 53' }] })
})

test('every byte has one sign of text, those without one a dot', () => expect(hexRows('00417fff20', [])[0]?.runs[0]?.text).toBe('·A·· '))
