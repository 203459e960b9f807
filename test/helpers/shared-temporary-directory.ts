import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Like `temporaryDirectory`, for all tests of a file: asked for in `beforeAll`, gone at the file's end. */
export function sharedTemporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'store-inspector-test-')))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
