import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { chooseByteSources, type ByteSources } from '../../electron/host/byte-sources'
import { Refusal } from '../../shared/store/errors'
import { benchBroker } from './bench-broker'
import { benchCleanup } from './bench-cleanup'
import { benchDeep } from './bench-deep'
import { benchKeys } from './bench-keys'
import { benchLongRun } from './bench-long-run'
import { benchMetadata } from './bench-metadata'
import { benchOpen } from './bench-open'
import { benchUnits } from './bench-units'
import { benchWatch } from './bench-watch'
import { benchWalk } from './bench-walk'
import { Figures } from './measure'
import { compileNative } from './native-scan'

/**
 * `npm run bench [-- --full] [-- --only units,walk,deep,open,watch,cleanup,metadata,keys,long-run,broker]`: how fast the product reads, each figure held against a plain read, or a C program over
 * a mapping, of the same bytes in the same run, for a figure alone says more about the machine. Warm cache, median of three. Needs about
 * 0.5 GB of space for temporary files, 10 GB with `--full`. The figures are also written to `out/bench/figures.json`.
 */
const full = process.argv.includes('--full')
const only = process.argv[process.argv.indexOf('--only') + 1]?.split(',')
const wanted = (name: string): boolean => !process.argv.includes('--only') || only?.includes(name) === true
const home = mkdtempSync(join(tmpdir(), 'store-inspector-bench-'))
const folder = (name: string): string => {
  const path = join(home, name)
  mkdirSync(path)
  return path
}

const machine = `${cpus()[0]?.model ?? 'unknown processor'} x ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB`
const figures = new Figures()
console.log(`Node ${process.versions.node}, ${machine}, ${full ? 'full' : 'small'} sizes, load ${loadavg()[0]?.toFixed(1)}`)
try {
  const backends = [...mapping(), chooseByteSources({ backend: 'read' })]
  const native = compileNative(home)
  if (wanted('units')) await benchUnits(figures, folder('units'), full ? 334 : 8, backends, native)
  if (wanted('walk')) benchWalk(figures, folder('walk'), full ? 2 ** 30 : 64 * 2 ** 20, backends, native)
  if (wanted('deep')) await benchDeep(figures, folder('deep'), full ? 8 : 4, full ? 2 ** 30 : 64 * 2 ** 20, backends[0] ?? chooseByteSources())
  if (wanted('open') || wanted('watch')) {
    const [store, files] = [folder('open'), full ? 200_000 : 20_000]
    await benchOpen(figures, store, files, backends)
    if (wanted('watch')) await benchWatch(figures, store, files)
  }
  if (wanted('cleanup')) await benchCleanup(figures, folder('cleanup'), full ? 10_000 : 1000)
  if (wanted('metadata')) benchMetadata(figures, full ? 50_000 : 5000)
  if (wanted('keys')) benchKeys(figures, folder('keys'), full ? { slots: 5_000_000, entries: 500_000 } : { slots: 5000, entries: 20_000 }, backends)
  if (wanted('long-run')) await benchLongRun(figures, folder('long-run'), full ? 60 : 6)
  if (wanted('broker')) await benchBroker(figures, folder('broker'), full ? 8 : 4, full ? 2 ** 30 : 64 * 2 ** 20, backends[0] ?? chooseByteSources())
  const peakBytes = process.resourceUsage().maxRSS * 1024
  console.log(`\npeak resident memory: ${Math.round(peakBytes / 2 ** 20)} MiB`)
  writeFileSync('out/bench/figures.json', `${JSON.stringify({ node: process.versions.node, machine, sizes: full ? 'full' : 'small', load: loadavg()[0], at: new Date().toISOString(), peakBytes, figures: figures.all }, null, 2)}\n`)
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
