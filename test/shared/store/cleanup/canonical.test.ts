import { expect, test } from 'vitest'
import { canonicalJson } from '../../../../shared/store/cleanup/canonical'

test('members are sorted at every depth and absent ones are left out', () =>
  expect(canonicalJson({ b: [{ y: 1, x: 'é\n' }], a: undefined, A: null })).toBe('{"A":null,"b":[{"x":"é\\n","y":1}]}'))

test('the order in which members were written does not matter', () =>
  expect(canonicalJson({ a: 1, b: { c: 2, d: 3 } })).toBe(canonicalJson({ b: { d: 3, c: 2 }, a: 1 })))

test.each([[Number.NaN], [Infinity], [-0], [1n], [() => 1]])('%s is refused instead of changed', value =>
  expect(() => canonicalJson({ value })).toThrow(TypeError))
