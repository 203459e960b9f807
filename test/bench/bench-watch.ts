import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { watchStore } from '../../electron/host/store-watcher'
import { processorSeconds, type Figures } from './measure'

const IDLE_MS = 30_000

/** What it costs to follow a store in which nothing happens: watches of the system, memory, and the processor's time in half a minute. */
export async function benchWatch(figures: Figures, directory: string, files: number): Promise<void> {
  figures.begin(`following a store of ${files} queue files in which nothing happens`)
  const start = performance.now()
  const watch = watchStore({ directories: [realpathSync(directory)], inUse: () => ({ state: 'free', reasons: [], abort: false }) }, { changed: changes => console.log(`unexpected: ${JSON.stringify(changes[0])}`) })
  await watch.ready
  figures.add('until every later change is told', (performance.now() - start) / 1000, files, 'files')
  const before = processorSeconds()
  await sleep(IDLE_MS)
  figures.share('the processor in half a minute', (processorSeconds() - before) / (IDLE_MS / 1000))
  figures.count('inotify watches', watches())
  await watch.close()
  figures.count('inotify watches once closed', watches())
}

function watches(): number {
  if (process.platform !== 'linux') return 0
  return readdirSync('/proc/self/fd').reduce((sum, descriptor) => {
    try {
      const isInotify = readlinkSync(`/proc/self/fd/${descriptor}`) === 'anon_inode:inotify'
      return sum + (isInotify ? readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8').split('\n').filter(line => line.startsWith('inotify ')).length : 0)
    } catch {
      return sum // closed since it was listed
    }
  }, 0)
}
