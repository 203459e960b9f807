import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A busy disk takes minutes to remove the largest stores of the tests. */
const LONGEST_REMOVAL_MS = 300_000

/** A fresh directory, as a real path, that is gone when the test has finished. */
export function temporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'store-inspector-test-')))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }), LONGEST_REMOVAL_MS)
  return directory
}
