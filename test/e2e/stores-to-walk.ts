import { join } from 'node:path'
import { expect } from 'vitest'
import { runCli } from '../helpers/built-cli'
import { realStores } from '../helpers/real-stores'
import { copyOfStore } from '../helpers/store-copy'
import { temporaryDirectory } from '../helpers/temporary-directory'

/** A sample store of its own for a test: `store/` with `tiered/` and `broker.conf` beside it. Returns its directory. */
export function freshSample(): string {
  const directory = join(temporaryDirectory(), 'sample')
  expect(runCli(['sample', directory]).code).toBe(0)
  return directory
}

/** A copy of a store that a real broker wrote, with what lies beside it; undefined where none of that name is there. */
export function copyOfRealStore(name: string): string | undefined {
  const store = realStores.find(known => known.name === name)
  return store && copyOfStore(store.directory)
}
