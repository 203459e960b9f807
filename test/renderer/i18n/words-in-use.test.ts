import { globSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { en } from '../../../renderer/i18n/en'

/** What the screens' own sources say of texts: which keys they use, and whether a text stands in them instead of in the words. */
const root = resolve(import.meta.dirname, '../../../renderer')
const sources = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter(path => !/(^|\/)words\.ts$|\.d\.ts$/.test(path))
  .map(path => ({ path, nodes: [...nodesIn(parseSync(path, readFileSync(join(root, path), 'utf8')).program)] }))

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesIn(item)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  if ('type' in value && typeof value.type === 'string') yield value as Node
  for (const field of Object.values(value)) yield* nodesIn(field)
}

type Texts = { readonly [key: string]: string | Texts }
const keysIn = (texts: Texts, before = ''): string[] => Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [`${before}${key}`] : keysIn(value, `${before}${key}.`)))
/** A plural is asked for by the name before its form. */
const keys = new Set(keysIn(en).map(key => key.replace(/_(one|other)$/, '')))
const areas = new Set(Object.keys(en))

const literals = sources.flatMap(({ nodes }) => nodes).filter(node => node.type === 'Literal' && typeof node['value'] === 'string').map(node => String(node['value']))

/** `frame.place.${place}` as a pattern: what is put in is one part of a key. */
const patterns = sources
  .flatMap(({ nodes }) => nodes)
  .filter(({ type }) => type === 'TemplateLiteral')
  .map(node => (node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]).map(({ value }) => value.cooked))
  .filter(([first = '']) => areas.has(first.split('.')[0] ?? '') && first.includes('.'))
  .map(parts => new RegExp(`^${parts.map(part => part.replaceAll('.', '\\.')).join('[\\w-]+')}$`))

describe('every text of the screens', () => {
  test('is used', () => {
    const used = new Set(literals)
    expect([...keys].filter(key => !used.has(key) && !patterns.some(pattern => pattern.test(key)))).toEqual([])
  })

  test('that is asked for is there', () => {
    const asked = sources.flatMap(({ path, nodes }) => keysAskedFor(nodes).map(key => ({ path, key })))
    expect(asked.length).toBeGreaterThan(300)
    expect(asked.filter(({ key }) => !keys.has(key))).toEqual([])
  })
})

/** The first argument of `t('…')`, and both of `t(is ? '…' : '…')`. */
function keysAskedFor(nodes: readonly Node[]): string[] {
  return nodes
    .filter(node => node.type === 'CallExpression' && (node['callee'] as Node)['name'] === 't')
    .flatMap(node => [...nodesOfValue((node['arguments'] as readonly Node[])[0])])
    .map(node => String(node['value']))
}

function* nodesOfValue(node: Node | undefined): Generator<Node> {
  if (node?.type === 'Literal') yield node
  if (node?.type === 'ConditionalExpression') {
    yield* nodesOfValue(node['consequent'] as Node)
    yield* nodesOfValue(node['alternate'] as Node)
  }
}

describe('no screen has a text of its own', () => {
  const spoken = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'label', 'description', 'placeholder', 'alt'])
  const isText = (value: unknown): value is string => typeof value === 'string' && /\p{L}{2}/u.test(value)

  test.each(sources.filter(({ path }) => path.endsWith('.tsx')).map(({ path, nodes }) => [relative('.', path), nodes] as const))('%s', (_, nodes) => {
    const between = nodes.filter(node => node.type === 'JSXText' && isText(node['value'])).map(node => String(node['value']).trim())
    const attributes = nodes
      .filter(node => node.type === 'JSXAttribute' && spoken.has(String((node['name'] as Node)['name'])) && isText((node['value'] as Node | null)?.['value']))
      .map(node => String((node['value'] as Node)['value']))
    expect([...between, ...attributes]).toEqual([])
  })
})
