import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Timers } from '../../electron/host/timers'
import { createService } from '../../electron/service/create-service'
import { writeBuiltFiles } from '../../electron/service/write-built-files'
import { createClient } from '../../shared/contract/client'
import { buildStore } from '../../shared/store/builders/build-store'
import type { Figures } from './measure'

/** A minute of the store's time passes in a second. */
const HASTE = 60
const hastened: Timers = {
  after(ms, act) {
    const timer = setTimeout(act, ms / HASTE)
    return () => clearTimeout(timer)
  },
}

const CHANGE_EVERY_MS = 10_000
const QUEUES_KEPT = 50

/**
 * What an open store costs after a long time in which its files came and went every ten seconds and each change was followed by a look at all of it:
 * what is left on the heap, descriptors, and whatever keeps a process alive, after a tenth of the time and at its end.
 */
export async function benchLongRun(figures: Figures, directory: string, minutes: number): Promise<void> {
  figures.begin(`following a store that changes every ten seconds for ${minutes} minutes, ${HASTE} times as fast`)
  writeBuiltFiles(directory, buildStore({ topics: [{ topic: 'orders', queues: 8, messages: 2000 }], groups: [{ group: 'GID_orders', topic: 'orders', consumed: 0.5 }] }))
  const service = createService({ door: 'test', worker: false, watch: true, timers: hastened, stateDirectory: join(directory, 'state') })
  const root = join(directory, 'store')
  let told = 0
  service.bridge.subscribe(({ kind }) => void (told += kind === 'store-changed' ? 1 : 0))
  await createClient(service.bridge).call('openDirectory', { path: root })

  const changes = (minutes * 60_000) / CHANGE_EVERY_MS
  const early = Math.ceil(changes / 10)
  let before = { heapBytes: 0, descriptors: 0, handles: 0 }
  for (let change = 1; change <= changes; change += 1) {
    comeAndGo(root, change)
    await sleep(CHANGE_EVERY_MS / HASTE)
    if (change === early) before = held()
  }
  const after = held()
  figures.count('looks at the store that followed', told)
  figures.count(`heap after ${early} changes`, before.heapBytes, 'B')
  figures.count(`heap after ${changes} changes`, after.heapBytes, 'B')
  figures.count(`descriptors after ${early} changes`, before.descriptors)
  figures.count(`descriptors after ${changes} changes`, after.descriptors)
  figures.count(`timers, watches and ports after ${early} changes`, before.handles)
  figures.count(`timers, watches and ports after ${changes} changes`, after.handles)
  await service.close()
  figures.count('timers, watches and ports once closed', held().handles)
}

/** A new queue, the oldest of the new ones gone, a group's offset further on. */
function comeAndGo(root: string, change: number): void {
  const queues = join(root, 'consumequeue')
  const [file = ''] = readdirSync(join(queues, 'orders', '0'))
  const folder = join(queues, `topic-${change}`, '0')
  mkdirSync(folder, { recursive: true })
  copyFileSync(join(queues, 'orders', '0', file), join(folder, file))
  rmSync(join(queues, `topic-${change - QUEUES_KEPT}`), { recursive: true, force: true })
  writeFileSync(join(root, 'config', 'consumerOffset.json'), `{"offsetTable":{"orders@GID_orders":{0:${change}}}}`)
}

function held(): { heapBytes: number; descriptors: number; handles: number } {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return {
    heapBytes: process.memoryUsage().heapUsed,
    descriptors: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0,
    handles: process.getActiveResourcesInfo().length,
  }
}
