import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseByteSources, type ByteSources } from '../../electron/host/byte-sources'
import { Refusal } from '../../shared/store/errors'
import { benchOpen } from './bench-open'
import { benchUnits } from './bench-units'
import { benchWalk } from './bench-walk'

/**
 * `npm run bench [-- --full]`: how fast the product reads, each figure held against a plain read of the same bytes in the same run, for a
 * figure alone says more about the machine. Warm cache, best of three. Needs about 0.3 GB of space for temporary files, 2.5 GB with `--full`.
 */
const full = process.argv.includes('--full')
const home = mkdtempSync(join(tmpdir(), 'store-inspector-bench-'))
const folder = (name: string): string => {
  const path = join(home, name)
  mkdirSync(path)
  return path
}

console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'} x ${cpus().length}, ${full ? 'full' : 'small'} sizes`)
try {
  const backends = [...mapping(), chooseByteSources({ backend: 'read' })]
  benchUnits(folder('units'), full ? 64 : 8, backends)
  benchWalk(folder('walk'), full ? 2 ** 30 : 64 * 2 ** 20, backends)
  benchOpen(folder('open'), full ? 200_000 : 20_000, backends)
} finally {
  rmSync(home, { recursive: true, force: true })
}

function mapping(): ByteSources[] {
  try {
    return [chooseByteSources({ backend: 'map' })]
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.log(`skipped: ${error.message}`)
    return []
  }
}
