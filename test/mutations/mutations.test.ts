import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { mutations } from './mutations'

const project = resolve(import.meta.dirname, '../..')

test.each(mutations)('$safety, $what: there is one place to switch it off', ({ file, from }) => {
  expect(readFileSync(join(project, file), 'utf8').split(from)).toHaveLength(2)
})
