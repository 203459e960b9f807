import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findElectronBinary } from '../../../electron/web/electron-binary'

let directory: string
const display = { DISPLAY: ':0' }
/** As root the window is not opened, whatever is installed. */
const asUser = test.skipIf(process.platform === 'linux' && process.getuid?.() === 0)

function writeProgram(...path: string[]): string {
  const file = join(directory, ...path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  return file
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'electron-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

test('the package without its program is said to be so, with the way to get it', () => {
  expect(findElectronBinary(display, directory)).toEqual({ missing: expect.stringContaining('npx install-electron') as string })
})

test('a program that path.txt names but that is gone is missing', () => {
  writeFileSync(join(directory, 'path.txt'), 'electron')
  expect(findElectronBinary(display, directory)).toHaveProperty('missing')
})

test('a machine without the package has no program', () => {
  expect(findElectronBinary(display, join(directory, 'not-installed'))).toHaveProperty('missing')
})

test.runIf(process.platform === 'linux')('a program without a display is of no use', () => {
  const program = writeProgram('own', 'electron')
  expect(findElectronBinary({ ELECTRON_EXEC_PATH: program }, directory)).toEqual({ missing: expect.stringContaining('DISPLAY') as string })
})

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)('root gets no window, because it would have no sandbox', () => {
  const program = writeProgram('own', 'electron')
  expect(findElectronBinary({ ...display, ELECTRON_EXEC_PATH: program }, directory)).toEqual({ missing: expect.stringContaining('sandbox') as string })
})

asUser('the installed program is found', () => {
  writeFileSync(join(directory, 'path.txt'), 'electron')
  const program = writeProgram('dist', 'electron')
  expect(findElectronBinary(display, directory)).toEqual({ path: program })
})

asUser('a program named by the environment comes first', () => {
  writeFileSync(join(directory, 'path.txt'), 'electron')
  writeProgram('dist', 'electron')
  const own = writeProgram('own', 'electron')
  expect(findElectronBinary({ ...display, ELECTRON_EXEC_PATH: own }, directory)).toEqual({ path: own })
  expect(findElectronBinary({ ...display, ELECTRON_OVERRIDE_DIST_PATH: join(directory, 'own') }, directory)).toEqual({ path: own })
})
