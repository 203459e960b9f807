import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBuiltFiles } from '../../../electron/web/built-files'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'built-files-'))
  mkdirSync(join(root, 'out', 'main'), { recursive: true })
  mkdirSync(join(root, 'out', 'renderer'))
  mkdirSync(join(root, 'electron', 'web'), { recursive: true })
  writeFileSync(join(root, 'package.json'), '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

test.each(['out/main', 'electron/web', '.'])('the build is found from %s', from => {
  writeFileSync(join(root, 'out', 'renderer', 'index.html'), '')
  expect(findBuiltFiles(join(root, from))).toEqual({ packageRoot: root, renderer: join(root, 'out', 'renderer') })
})

test('what is not built is said to be so, with the command that builds it', () => {
  expect(() => findBuiltFiles(join(root, 'out', 'main'))).toThrow(/npm run build/)
})
