import { join } from 'node:path'
import { expect } from 'vitest'

/** What differs by file system, running processes, time of day, time zone and speed; and words, which have tests of their own. */
const leftOut = new Set(['allocatedBytes', 'modifiedTime', 'inUse', 'firstCleaning', 'message', 'consequence', 'remedy', 'seconds'])

/**
 * Holds documents of a store against those kept in `test/fixtures/golden`, so that a change of any value is seen in
 * review. Elements of lists take a line each. `npx vitest run -u` writes them anew.
 */
export async function expectGolden(name: string, root: string, documents: Readonly<Record<string, unknown>>): Promise<void> {
  const text = Object.entries(documents)
    .map(([verb, document]) => `# ${verb}\n${written(document)}\n`)
    .join('\n')
  await expect(text.replaceAll(root, '<store>').replaceAll(join(root, '..'), '<home>')).toMatchFileSnapshot(join(import.meta.dirname, `../fixtures/golden/${name}.txt`))
}

function written(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : value.map(element => `\n${indent}- ${inLine(element)}`).join('')
  if (value === null || typeof value !== 'object') return inLine(value)
  return Object.entries(value)
    .filter(([key]) => !leftOut.has(key))
    .map(([key, inner]) => `\n${indent}${key}: ${written(inner, `${indent}  `)}`)
    .join('')
}

const inLine = (value: unknown): string => JSON.stringify(value, (key, inner: unknown) => (leftOut.has(key) ? undefined : inner))
