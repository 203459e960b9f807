import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createService, type Service } from '../../../electron/service/create-service'
import type { OpenOptions } from '../../../electron/service/jobs'
import { createClient, type Client } from '../../../shared/contract/client'
import { describeRealStores, realStores } from '../../helpers/real-stores'
import { fingerprintOf } from '../../helpers/untouched'

let home: string
let service: Service
let client: Client

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'store-inspector-layouts-'))
  service = createService({ door: 'test', worker: false, stateDirectory: home })
  client = createClient(service.bridge)
})
afterEach(async () => {
  await service.close()
  rmSync(home, { recursive: true, force: true })
})

function copyOf(name: string): string {
  execFileSync('cp', ['-a', '--sparse=always', realStores.find(store => store.name === name)?.directory ?? '', home])
  return join(home, name)
}

/** Moves every second segment to another directory, as a broker with two paths has them. */
function spread(directory: string, second: string): string {
  const to = join(directory, second)
  mkdirSync(to, { recursive: true })
  readdirSync(join(directory, 'store/commitlog'))
    .sort()
    .forEach((segment, index) => index % 2 === 1 && renameSync(join(directory, 'store/commitlog', segment), join(to, segment)))
  return to
}

const asideIsLeft = (path: string): boolean => path.includes('.store-inspector')

describeRealStores('a commitlog on several paths', () => {
  const ways: readonly [string, (directory: string) => OpenOptions][] = [
    ['named on the command line', directory => ({ commitLogPaths: [join(directory, 'store/commitlog'), spread(directory, 'disk2/commitlog')] })],
    [
      'named in broker.conf',
      directory => {
        spread(directory, 'disk2/commitlog')
        const path = join(directory, 'broker.conf')
        writeFileSync(path, readFileSync(path, 'utf8').replace('storePathCommitLog=./store/commitlog', 'storePathCommitLog=./store/commitlog,./disk2/commitlog'))
        return {}
      },
    ],
    [
      'found beside the first',
      directory => {
        spread(directory, 'store/commitlog-2')
        rmSync(join(directory, 'broker.conf'))
        return {}
      },
    ],
  ]
  test.each(ways)('%s is one log, cut on both paths and put back', async (_, prepare) => {
    const directory = copyOf('local-5.4.0-clean')
    const options = prepare(directory)
    const before = fingerprintOf(directory)
    const { storeId } = await service.openPath(join(directory, 'store'), options)
    const { local, store } = await client.call('inspectDocument', { storeId })
    expect(store.traits).toContain('multi-path')
    expect([local?.commitLog.segments.length, local?.commitLog.holes]).toEqual([19, []])
    expect(local?.commitLog.segments.map(segment => segment.baseOffset)).toEqual(Array.from({ length: 19 }, (__, index) => index * 262_144))
    const plan = await client.call('planCleanup', { storeId, cut: { kind: 'keep-from', physicalOffset: 262_144 * 6 }, lang: 'en', allowPending: true })
    expect(plan.blockers).toEqual([])
    const receipt = await client.call('applyPlan', { storeId, planId: plan.id, digest: plan.digest, confirm: plan.store.brokerName, lang: 'en' })
    expect(receipt.checkAfter.error).toBe(0)
    expect((await client.call('inspectDocument', { storeId })).local?.commitLog.minOffset).toBe(262_144 * 6)
    await client.call('undoCleanup', { storeId, receiptId: receipt.id, lang: 'en' })
    expect(fingerprintOf(directory, asideIsLeft)).toEqual(before)
  })
})

describeRealStores('a layout where deleting would be unsafe', () => {
  const layouts: readonly [trait: string, isRead: boolean, (store: string) => void][] = [
    ['dledger', false, store => mkdirSync(join(store, 'dledger-n0/data'), { recursive: true })],
    ['controller', true, store => writeFileSync(join(store, 'epochFileCheckpoint'), '1\n0\n1-0\n')],
    ['compaction', false, store => mkdirSync(join(store, 'compaction/compactionLog/c/0'), { recursive: true })],
  ]
  test.each(layouts)('%s is named and not cut; where it is not read, that is told', async (trait, isRead, prepare) => {
    const directory = copyOf('local-5.4.0-clean')
    prepare(join(directory, 'store'))
    const { storeId } = await service.openPath(join(directory, 'store'))
    const { store } = await client.call('inspectDocument', { storeId })
    expect(store.traits).toContain(trait)
    const unread = (await client.call('checkDocument', { storeId, lang: 'en' })).findings.filter(({ code, subject }) => code === 'not-read' && subject.path !== 'timerlog')
    expect(unread).toHaveLength(isRead ? 0 : 1)
    const plan = await client.call('planCleanup', { storeId, cut: { kind: 'keep-from', physicalOffset: 262_144 * 6 }, lang: 'en', allowPending: true })
    expect(plan.blockers.map(({ code }) => code)).toContain('layout-not-supported')
  })

  test('RocksDB queues are named, and nothing is cut', async () => {
    const { storeId } = await service.openPath(join(realStores.find(({ name }) => name.includes('rocksdb'))?.directory ?? '', 'store'))
    const { store } = await client.call('inspectDocument', { storeId })
    expect(store.consumeQueueLayout).toBe('rocksdb')
    const plan = await client.call('planCleanup', { storeId, cut: { kind: 'dangling' }, lang: 'en' })
    expect(plan.blockers.map(({ code }) => code)).toContain('layout-not-supported')
  })
})

describeRealStores('a commitlog directory that is a link to another disk', () => {
  test('is followed, cut there, and put back there', async () => {
    const directory = copyOf('local-5.4.0-clean')
    mkdirSync(join(directory, 'disk2'))
    renameSync(join(directory, 'store/commitlog'), join(directory, 'disk2/commitlog'))
    symlinkSync(join(directory, 'disk2/commitlog'), join(directory, 'store/commitlog'))
    const before = fingerprintOf(join(directory, 'disk2'))
    const { storeId } = await service.openPath(join(directory, 'store'))
    const plan = await client.call('planCleanup', { storeId, cut: { kind: 'keep-from', physicalOffset: 262_144 * 6 }, lang: 'en', allowPending: true })
    expect(plan.blockers).toEqual([])
    const receipt = await client.call('applyPlan', { storeId, planId: plan.id, digest: plan.digest, confirm: 'broker-a', lang: 'en' })
    expect(readdirSync(join(directory, 'disk2/commitlog'))).toHaveLength(13)
    await client.call('undoCleanup', { storeId, receiptId: receipt.id, lang: 'en' })
    expect(fingerprintOf(join(directory, 'disk2'), asideIsLeft)).toEqual(before)
  })
})

describeRealStores('following an open store', () => {
  test('a new segment and a growing file are told, and the picture follows', async () => {
    const directory = copyOf('local-5.4.0-clean')
    const following = createService({ door: 'test', worker: false, watch: true, stateDirectory: home })
    const watcher = createClient(following.bridge)
    const { storeId } = await following.openPath(join(directory, 'store'))
    const told = new Promise<number>(done => watcher.subscribe(event => event.kind === 'store-changed' && event.changes.some(({ path }) => path.endsWith('4980736')) && done(event.revision)))
    const add = setInterval(() => appendFileSync(join(directory, 'store/commitlog/00000000000004980736'), new Uint8Array(262_144), { flag: 'w' }), 200)
    const revision = await told
    clearInterval(add)
    expect(revision).toBeGreaterThan(1)
    const { rows } = await watcher.call('listSegments', { storeId, page: { offset: 0, limit: 100 } })
    expect(rows.at(-1)).toMatchObject({ baseOffset: 4_980_736, state: 'preallocated' })
    await following.close()
  }, 30_000)
})
