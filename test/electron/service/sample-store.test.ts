import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseByteSources } from '../../../electron/host/byte-sources'
import { createStoreFiles } from '../../../electron/host/node-store-files'
import { writeSampleStore } from '../../../electron/service/sample-store'
import { recognise } from '../../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../../shared/store/snapshot/take-snapshot'

let home = ''
let sample = ''
let snapshot: StoreSnapshot

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'store-inspector-sample-test-'))
  sample = join(home, 'sample')
  writeSampleStore(sample)
  const files = createStoreFiles(chooseByteSources({ backend: 'read' }))
  snapshot = takeSnapshot(files, recognise(files, join(sample, 'store')))
}, 60_000)
afterAll(() => rmSync(home, { recursive: true }))

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()

const digest = (directory: string): string => {
  const hash = createHash('sha256')
  for (const file of filesBelow(directory)) hash.update(file.slice(directory.length)).update(readFileSync(file)).update(String(statSync(file).mtimeMs))
  return hash.digest('hex')
}

describe('the sample store', () => {
  test('is the same every time', () => {
    const again = join(home, 'again')
    expect(writeSampleStore(again)).toEqual([join(again, 'store'), join(again, 'tiered')])
    expect(digest(again)).toBe(digest(sample))
    rmSync(again, { recursive: true })
  }, 30_000)

  test('takes less than 60 MB', () => {
    const allocated = filesBelow(sample).reduce((sum, file) => sum + statSync(file).blocks * 512, 0)
    expect(allocated).toBeLessThan(60_000_000)
  })

  test('has about thirty segments, local and tiered parts, and names from its configuration', () => {
    expect(snapshot.store).toMatchObject({ brokerName: 'broker-a', brokerNameFrom: 'broker.conf', clusterName: 'DefaultCluster', kinds: ['local', 'tiered'], abort: null })
    expect(snapshot.local?.commitLog.segments.length).toBeGreaterThan(25)
    expect(snapshot.local?.commitLog.segments.length).toBeLessThan(36)
    expect(snapshot.local?.commitLog).toMatchObject({ minOffset: 8 * 1_048_576, holes: [], unindexedTail: [] })
    expect(snapshot.configs.filter(config => config.state === 'unreadable')).toEqual([])
    expect(snapshot.local?.unknownFiles).toEqual([])
  })

  test('has queues of every kind that a cut by hand makes', () => {
    const kinds = new Map<string, Set<string>>()
    for (const queue of snapshot.local?.queues ?? []) {
      const kind = queue.dead ? 'dead' : queue.units.expiredVisible > 0 ? 'visible' : queue.units.expiredHidden > 0 ? 'hidden' : 'whole'
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(queue.topic))
      expect(queue.irregular, queue.topic).toEqual([])
      expect(queue.units.ahead + queue.units.inHole, queue.topic).toBe(0)
    }
    expect([...(kinds.get('visible') ?? [])].sort()).toEqual(['app-logs', 'price-ticks'])
    expect([...(kinds.get('dead') ?? [])]).toEqual(['spring-festival-sale'])
    expect(kinds.get('hidden')).toContain('orders')
    expect(kinds.get('whole')).toContain('SCHEDULE_TOPIC_XXXX')
  })

  test('has ghosts in two tiered queues, an expired head in a third, and one stray', () => {
    const states = (topic: string, queueId: number): (string | undefined)[] =>
      snapshot.tiered?.queues.find(queue => queue.topic === topic && queue.queueId === queueId)?.commitLog.segments.map(segment => segment.state) ?? []
    expect(states('orders', 3).slice(0, 3)).toEqual(['ghost', 'ghost', 'ok'])
    expect(states('payments', 1).slice(0, 2)).toEqual(['ghost', 'ok'])
    const expired = snapshot.tiered?.queues.find(queue => queue.topic === 'orders' && queue.queueId === 5)
    expect(expired?.units).toMatchObject({ expiredVisible: 0 })
    expect(expired?.units.expiredHidden).toBeGreaterThan(0)
    expect(snapshot.tiered?.strays).toHaveLength(1)
    expect(snapshot.tiered?.inconsistencies).toEqual([])
  })

  test('has groups that keep up, that lag, that lost messages and one beyond the end', () => {
    const places = new Map(snapshot.groups.map(group => [group.group, group.place]))
    expect(places.get('GID_order_service')).toBe('inside')
    expect(places.get('GID_stock_restored')).toBe('beyond-max')
    expect(places.get('GID_log_archive')).toBeDefined()
    expect(snapshot.groups.find(group => group.group === 'GID_order_audit')?.lag).toBeGreaterThan(500)
  })

  test('goes into no directory that holds something', () => {
    const taken = mkdtempSync(join(home, 'taken-'))
    writeFileSync(join(taken, 'mine.txt'), 'mine')
    expect(() => writeSampleStore(taken)).toThrow(/is not empty/)
    expect(readdirSync(taken)).toEqual(['mine.txt'])
    expect(readdirSync(home).filter(name => name.startsWith('.taken'))).toEqual([])
  })

  test('goes into an empty directory', () => {
    const empty = mkdtempSync(join(home, 'empty-'))
    expect(writeSampleStore(empty)[0]).toBe(join(empty, 'store'))
    expect(readdirSync(empty).sort()).toEqual(['broker.conf', 'store', 'tiered'])
  }, 30_000)
})
