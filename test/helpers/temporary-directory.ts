import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A fresh directory, as a real path, that is gone when the test has finished. */
export function temporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'store-inspector-test-')))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
