import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asObject, entriesOf, field, findReference, parseConfigJson, type ConfigValue } from '../../../../shared/store/formats/config-json'

/** The value a text stands for as plain JavaScript: objects as pairs in order, integers as they are. */
function plain(value: ConfigValue): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value.kind === 'array') return value.items.map(plain)
  if (value.kind === 'decimal') return { decimal: value.text }
  return Object.fromEntries(value.entries.map(entry => [entry.key, plain(entry.value)]))
}

function read(text: string): unknown {
  const parsed = parseConfigJson(text)
  return parsed.ok ? plain(parsed.value) : parsed
}

describe('fastjson’s dialect', () => {
  test.each([
    ['keys without quotes', '{"T@G":{0:12,1:7}}', { 'T@G': { 0: 12, 1: 7 } }],
    ['the same keys with quotes', '{"T@G":{"0":12,"1":7}}', { 'T@G': { 0: 12, 1: 7 } }],
    ['a negative key', '{-1:0}', { '-1': 0 }],
    ['a name without quotes and single quotes', "{topic:'a\"b'}", { topic: 'a"b' }],
    ['a byte order mark', '\ufeff{"a":1}', { a: 1 }],
    ['the empty map as a 5.x broker writes it', '{\n\t"a":{\n\t\t\n\t}\n}', { a: {} }],
    ['Long.MAX_VALUE', '[9223372036854775807]', [9223372036854775807n]],
    ['Long.MIN_VALUE', '[-9223372036854775808]', [-9223372036854775808n]],
    ['the last safe integer as a number', '[9007199254740991]', [9007199254740991]],
    ['one more than it as a bigint', '[9007199254740993]', [9007199254740993n]],
    ['a comma behind the last', '{"a":[1,],}', { a: [1] }],
    ['comments', '/* a */{"a":1, // b\n"c"/**/:2}//', { a: 1, c: 2 }],
    ['leading zeros', '[007]', [7]],
    ['a line break in a text', '["a\nb"]', ['a\nb']],
    ['minus nought', '[-0]', [0]],
    ['a fraction as it is written', '[1.50, 9.22e18]', [{ decimal: '1.50' }, { decimal: '9.22e18' }]],
    ['escapes', String.raw`["\u0041\n\/\\\"\t"]`, ['A\n/\\"\t']],
    ['words', '[true,false,null]', [true, false, null]],
  ])('reads %s', (_, text, value) => expect(read(text)).toEqual(value))

  test.each([
    ['an empty text', '', 0, 'the text is empty'],
    ['a text of blanks', ' \n', 2, 'the text is empty'],
    ['a text cut in the middle', '{"a":{0:1', 9, 'the text ends where "," or "}" must be'],
    ['a text cut in a string', '{"a":"b', 5, 'a string that does not end'],
    ['something behind the end', '{} x', 3, '"x" after the end of the document'],
    ['a missing value', '{"a":}', 5, '"}" where a value must be'],
    ['a missing comma', '{"a":1 "b":2}', 7, '""" where "," or "}" must be'],
    ['two commas', '[1,,2]', 3, '"," where a value must be'],
    ['a leading comma', '{,"a":1}', 1, '"," where a key must be'],
    ['a comment that does not end', '{/* "a":1}', 1, '"/" where a key must be'],
    ['an integer beyond 64 bits', '{"a":9223372036854775808}', 5, 'an integer of 19 characters does not fit 64 bits'],
    ['a long integer that ends in digits', '[123456789012345678901234]', 1, 'an integer of 24 characters does not fit 64 bits'],
    ['a bad escape', String.raw`["\q"]`, 2, String.raw`"\q" is not an escape`],
    ['a misspelt word', '[nul]', 1, '"n" where a value must be'],
  ])('stops at %s and says where', (_, text, at, reason) => expect(read(text)).toEqual({ ok: false, at, reason }))

  test('gives up on nesting that would exhaust the stack', () => {
    expect(read('['.repeat(100_000))).toEqual({ ok: false, at: 256, reason: 'nested deeper than 256 levels' })
  })

  test('takes the last of two equal keys, as the broker does', () => {
    const parsed = parseConfigJson('{"a":1,"a":2}')
    expect(parsed.ok && field(parsed.value, 'a')).toBe(2)
  })

  test('finds a reference wherever it stands', () => {
    const parsed = parseConfigJson('{"a":[{"b":{"$ref":"$.a"}}]}')
    expect(parsed.ok && findReference(parsed.value)?.value).toBe('$.a')
    const without = parseConfigJson('{"a":[{"b":"$ref"}]}')
    expect(without.ok && findReference(without.value)).toBeUndefined()
  })
})

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER)

describe('any text', () => {
  const nearlyJson = fc.array(fc.constantFrom('{', '}', '[', ']', ':', ',', '"', "'", '\\', 'u00', '0', '-', '1.5', 'e9', 'null', 'a', '\n', '\ufeff'), { maxLength: 60 })

  const jsonOfIntegers = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, false),
      fc.maxSafeInteger(),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), nearlyJson.map(parts => parts.join(''))), text => {
        const parsed = parseConfigJson(text)
        if (!parsed.ok) expect(parsed.at).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 3000 },
    )
  })

  test('reads every 64-bit integer without losing a digit', () => {
    fc.assert(
      fc.property(fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: MAX_SAFE - 50n, max: MAX_SAFE + 50n })), value => {
        const parsed = parseConfigJson(`{0:${value}}`)
        const expected = value >= -MAX_SAFE && value <= MAX_SAFE ? Number(value) : value
        expect(parsed.ok && field(parsed.value, '0')).toBe(expected)
      }),
    )
  })

  test('agrees with JSON.parse on everything JSON.stringify writes', () => {
    fc.assert(
      fc.property(jsonOfIntegers, fc.constantFrom('', ' ', '\t'), (json, indent) => {
        expect(read(JSON.stringify(json, undefined, indent))).toEqual(json)
      }),
    )
  })

  test('gives spans that cut an entry to its characters', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), jsonOfIntegers, { maxKeys: 6 }), json => {
        const text = JSON.stringify(json, undefined, 1)
        const parsed = parseConfigJson(text)
        expect(parsed.ok).toBe(true)
        if (!parsed.ok) return
        for (const entry of entriesOf(parsed.value)) {
          expect(JSON.parse(`{${text.slice(entry.start, entry.end)}}`)).toEqual({ [entry.key]: json[entry.key] })
          expect(JSON.parse(text.slice(entry.valueStart, entry.end))).toEqual(json[entry.key])
        }
        const object = asObject(parsed.value)
        expect(text.slice(object?.start, object?.end)).toBe(text)
      }),
    )
  })
})
