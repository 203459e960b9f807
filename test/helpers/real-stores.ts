import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe } from 'vitest'

/**
 * Stores written by real brokers: `NAME.tar.gz` files in the folder that `ROCKETMQ_STORES` names, else in `../shared/stores`
 * beside the project. Each is unpacked once per machine, holes and modification times kept, and is read-only by convention:
 * a test that writes must work on a copy.
 */
export interface RealStore {
  readonly name: string
  /** Holds `store/`, maybe `tiered/`, and `broker.conf`. */
  readonly directory: string
  readonly kind: 'local' | 'tiered'
}

const archives = resolve(process.env['ROCKETMQ_STORES'] ?? join(import.meta.dirname, '../../../shared/stores'))
const unpacked = join(tmpdir(), 'store-inspector-real-stores')

export const realStores: readonly RealStore[] = findArchives().map(name => ({
  name,
  directory: unpack(name),
  kind: name.startsWith('tiered-') ? 'tiered' : 'local',
}))

/** A `describe` for the tests on real stores; without any it says so and skips. */
export function describeRealStores(title: string, run: () => void): void {
  if (realStores.length > 0) describe(title, run)
  else describe.skip(`${title} (skipped: no stores written by real brokers in ${archives})`, run)
}

function findArchives(): string[] {
  if (!existsSync(archives)) return []
  return readdirSync(archives)
    .filter(file => file.endsWith('.tar.gz'))
    .map(file => file.slice(0, -'.tar.gz'.length))
}

/** Several workers may come at the same time: each unpacks for itself, and the first to rename wins. */
function unpack(name: string): string {
  const archive = join(archives, `${name}.tar.gz`)
  const home = join(unpacked, `${statSync(archive).size}-${Math.trunc(statSync(archive).mtimeMs)}-${name}`)
  if (!existsSync(home)) {
    mkdirSync(unpacked, { recursive: true })
    const fresh = mkdtempSync(join(unpacked, 'unpacking-'))
    execFileSync('tar', ['-xzf', archive, '-C', fresh])
    try {
      renameSync(fresh, home)
    } catch (cause) {
      if (!existsSync(home)) throw cause
      rmSync(fresh, { recursive: true })
    }
  }
  return join(home, name)
}
