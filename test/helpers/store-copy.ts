import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A copy of a store that a test may change: holes and modification times are kept, and it goes when the test ends. */
export function copyOfStore(directory: string): string {
  const home = mkdtempSync(join(tmpdir(), 'store-copy-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  execFileSync('cp', ['-a', '--sparse=always', directory, home])
  return join(home, basename(directory))
}
