import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chooseByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { realStores } from '../helpers/real-stores'
import { startBrokerOn } from './broker'
import { isFullMatrix, type BrokerVersion } from './broker-matrix'
import { describeBroker } from './java-and-maven'

/**
 * What a broker reports right after starting on a damaged store is what a snapshot of it foretold. Each damage is done by
 * hand to a copy of a real store.
 */
interface Damage {
  readonly title: string
  readonly store: string
  /** Also run by default; the rest with BROKER_MATRIX=full. */
  readonly always?: boolean
  readonly versions: readonly BrokerVersion[]
  readonly harm: (store: string) => void
}

const names = (directory: string): string[] => readdirSync(directory).sort()
const segments = (store: string): string[] => names(join(store, 'commitlog')).map(name => join(store, 'commitlog', name))
const queueFiles = (store: string, queue: string): string[] => names(join(store, 'consumequeue', queue)).map(name => join(store, 'consumequeue', queue, name))

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const fd = openSync(path, 'r+')
  writeSync(fd, bytes, 0, bytes.length, at)
  closeSync(fd)
}
const zeros = (length: number): Uint8Array => new Uint8Array(length)

/** Where the newest segment's written part ends. */
function writtenBytes(path: string): number {
  const bytes = readFileSync(path)
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return end
}

const five: readonly BrokerVersion[] = ['5.3.3', '5.4.0']
const damages: readonly Damage[] = [
  { title: 'the newest segment is gone', store: 'local-5.4.0-clean', versions: five, always: true, harm: store => rmSync(segments(store).at(-1)!) },
  { title: 'the newest segment is zero from its middle on', store: 'local-5.4.0-clean', versions: five, harm: store => overwrite(segments(store).at(-1)!, Math.floor(writtenBytes(segments(store).at(-1)!) / 2), zeros(100_000)) },
  { title: 'a bit of a body in the newest segment is flipped', store: 'local-5.4.0-clean', versions: five, always: true, harm: store => overwrite(segments(store).at(-1)!, Math.floor(writtenBytes(segments(store).at(-1)!) / 2), Uint8Array.of(0x5a, 0xa5)) },
  { title: 'a queue lost its last file', store: 'local-5.4.0-clean', versions: five, harm: store => rmSync(queueFiles(store, 'hot-single/0').at(-1)!) },
  { title: 'a queue lost its first file', store: 'local-5.4.0-clean', versions: five, harm: store => rmSync(queueFiles(store, 'orders/1')[0]!) },
  { title: 'a queue lost all its files', store: 'local-5.4.0-clean', versions: five, harm: store => rmSync(join(store, 'consumequeue/orders/2'), { recursive: true }) },
  { title: 'every queue is gone', store: 'local-5.4.0-clean', versions: five, always: true, harm: store => rmSync(join(store, 'consumequeue'), { recursive: true }) },
  { title: 'every queue is gone, and the log starts late', store: 'local-5.4.0-retention', versions: five, harm: store => rmSync(join(store, 'consumequeue'), { recursive: true }) },
  { title: 'a file of zeros stands behind the last one', store: 'local-5.4.0-clean', versions: five, harm: store => writeFileSync(join(store, 'consumequeue/orders/3/00000000000000012000'), zeros(4000)) },
  { title: 'a queue lost its last units', store: 'local-5.4.0-clean', versions: five, always: true, harm: store => overwrite(queueFiles(store, 'hot-single/0').at(-1)!, 2000, zeros(2000)) },
  { title: 'the oldest segments are gone', store: 'local-5.4.0-clean', versions: five, harm: store => segments(store).slice(0, 7).forEach(path => rmSync(path)) },
  { title: 'all segments are gone', store: 'local-5.4.0-clean', versions: ['5.4.0'], always: true, harm: store => segments(store).forEach(path => rmSync(path)) },
  { title: 'it crashed, and a queue lost its last file', store: 'local-5.4.0-killed', versions: ['5.4.0'], harm: store => rmSync(queueFiles(store, 'orders/0').at(-1)!) },
  { title: 'it crashed, and every queue is gone', store: 'local-5.4.0-killed', versions: ['5.4.0'], always: true, harm: store => rmSync(join(store, 'consumequeue'), { recursive: true }) },
  { title: 'the checkpoint is gone after a crash', store: 'local-5.4.0-killed', versions: ['5.4.0'], harm: store => rmSync(join(store, 'checkpoint')) },
  { title: 'the oldest segments are gone', store: 'local-4.9.7-clean', versions: ['4.9.7'], always: true, harm: store => segments(store).slice(0, 9).forEach(path => rmSync(path)) },
  { title: 'the newest segment is gone', store: 'local-4.9.7-clean', versions: ['4.9.7'], harm: store => rmSync(segments(store).at(-1)!) },
  { title: 'a queue lost its last units', store: 'local-4.9.7-clean', versions: ['4.9.7'], harm: store => overwrite(queueFiles(store, 'hot-single/0').at(-1)!, 2000, zeros(4000)) },
  { title: 'the oldest segments are gone', store: 'local-5.4.0-batch-lmq', versions: ['5.4.0'], harm: store => segments(store).slice(0, 4).forEach(path => rmSync(path)) },
  { title: 'the last segment is prepared', store: 'local-5.4.0-clean', versions: ['5.4.0'], harm: store => writeFileSync(join(store, 'commitlog', String(Number(segments(store).at(-1)?.slice(-20)) + 262_144).padStart(20, '0')), zeros(262_144)) },
]

/** Topics with delayed messages in these stores, and the most of them in one queue. */
const mayBeDelivered = new Set(['orders', 'payments'])
const MOST_DELAYED = 12

const home = mkdtempSync(join(tmpdir(), 'store-inspector-damaged-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const files = createStoreFiles(chooseByteSources())

describeBroker('a damaged store', () => {
  const chosen = damages.filter(({ always }) => isFullMatrix || always === true)
  describe.concurrent.each(chosen.flatMap(damage => (isFullMatrix ? damage.versions : damage.versions.slice(-1)).map(version => ({ ...damage, version }))))('$version, $store: $title', ({ store, version, harm }) => {
    test('the broker reports the minima and maxima that were foretold', async ({ skip }) => {
      const real = realStores.find(({ name }) => name === store)
      if (real === undefined) return skip(`no ${store} here`)
      const directory = join(mkdtempSync(join(home, 'copy-')), store)
      execFileSync('cp', ['-a', '--sparse=always', real.directory, directory])
      harm(join(directory, 'store'))
      const { local } = takeSnapshot(files, recognise(files, join(directory, 'store')), { brokerVersion: version })
      const view = await startBrokerOn(directory, version, { kill: true })
      const foretold = view.queues.map(({ topic, queueId }) => {
        const queue = local?.queues.find(candidate => candidate.topic === topic && candidate.queueId === queueId)
        return { topic, queueId, minOffset: queue?.minOffset ?? 0, maxOffset: queue?.maxOffset ?? 0 }
      })
      const reported = view.queues.map(({ topic, queueId, minOffset, maxOffset }, index) => {
        const { maxOffset: foretoldMax = 0 } = foretold[index] ?? {}
        // Delayed messages whose time has come are delivered as soon as the broker runs.
        const delivered = mayBeDelivered.has(topic) && maxOffset > foretoldMax && maxOffset <= foretoldMax + MOST_DELAYED
        return { topic, queueId, minOffset, maxOffset: delivered ? foretoldMax : maxOffset }
      })
      expect(foretold).toEqual(reported)
    })
  })
})
