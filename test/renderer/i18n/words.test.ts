import { expect, test } from 'vitest'
import { en } from '../../../renderer/i18n/en'
import { zh } from '../../../renderer/i18n/zh'

type Texts = { readonly [key: string]: string | Texts }

function flat(texts: Texts, before = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[`${before}${key}`, value] as const] : [...flat(value, `${before}${key}.`)])),
  )
}
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort()

const english = flat(en)
const chinese = flat(zh)
/** Chinese has one plural form. */
const needed = [...english.keys()].filter(key => !key.endsWith('_one'))

test('every English text has its Chinese one and none is left over', () => {
  expect([...chinese.keys()].sort()).toEqual(needed.sort())
})

test.each(needed)('%s takes the same values in both languages', key => {
  expect(placeholders(chinese.get(key) ?? '')).toEqual(placeholders(english.get(key) ?? ''))
})

test('every plural has both English forms', () => {
  const plurals = [...english.keys()].filter(key => key.endsWith('_one'))
  expect(plurals.filter(key => !english.has(key.replace(/_one$/, '_other')))).toEqual([])
})
