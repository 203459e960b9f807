import { EventEmitter, once } from 'node:events'
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createChangeBatch, type StoreChange } from '../../../electron/host/change-batch'
import { ConfigurationChanges } from '../../../electron/host/configuration-changes'
import { DirectoryTrees } from '../../../electron/host/directory-trees'
import { watchStore, type WatchedStore, type WatchTools } from '../../../electron/host/store-watcher'
import { repeatedly, type Timers } from '../../../electron/host/timers'
import type { InUse } from '../../../shared/store/in-use'
import { ManualTimers } from '../../helpers/manual-timers'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const SEGMENT = 'commitlog/00000000000000000000'
const NEXT_SEGMENT = 'commitlog/00000000000000001024'
const QUEUE_FILE = 'consumequeue/orders/0/00000000000000000000'
const TOPICS = 'config/topics.json'
const OLD = new Date('2026-01-01')

function write(root: string, name: string, content = 'x'): void {
  mkdirSync(join(root, name, '..'), { recursive: true })
  writeFileSync(join(root, name), content)
}

function someStore(): string {
  const root = temporaryDirectory()
  for (const name of [SEGMENT, QUEUE_FILE, TOPICS, 'lock']) write(root, name)
  utimesSync(join(root, SEGMENT), OLD, OLD)
  return root
}

describe('looking at directories in turn', () => {
  async function looked(root: string, roots = [root]) {
    const changes: string[] = []
    const trees = new DirectoryTrees(roots, path => path.endsWith('.bak'), ({ what, path }) => changes.push(`${what} ${path.slice(root.length + 1)}`))
    await trees.look()
    expect(changes).toEqual([])
    return { trees, changes }
  }

  test('tells new files and files that are gone, wherever they are', async () => {
    const root = someStore()
    const { trees, changes } = await looked(root)
    write(root, NEXT_SEGMENT)
    write(root, 'consumequeue/payments/7/00000000000000000000')
    rmSync(join(root, 'consumequeue/orders'), { recursive: true })
    write(root, 'config/topics.json.bak')
    await trees.look()
    expect(changes.sort()).toEqual([
      `file-added ${NEXT_SEGMENT}`,
      'file-added consumequeue/payments/7/00000000000000000000',
      `file-removed ${QUEUE_FILE}`,
    ])
    await trees.look()
    expect(changes).toHaveLength(3)
  })

  test('tells that the newest segment was written to, by its time alone', async () => {
    const root = someStore()
    write(root, NEXT_SEGMENT)
    const { trees, changes } = await looked(root)
    utimesSync(join(root, NEXT_SEGMENT), OLD, OLD)
    utimesSync(join(root, SEGMENT), new Date(), new Date())
    await trees.look()
    expect(changes).toEqual([`file-grown ${NEXT_SEGMENT}`])
  })

  test('goes on with the segment before when the newest is removed', async () => {
    const root = someStore()
    write(root, NEXT_SEGMENT)
    const { trees, changes } = await looked(root)
    rmSync(join(root, NEXT_SEGMENT))
    await trees.look()
    utimesSync(join(root, SEGMENT), new Date(), new Date())
    await trees.look()
    expect(changes).toEqual([`file-removed ${NEXT_SEGMENT}`, `file-grown ${SEGMENT}`])
  })

  test('can be hastened for one directory, and finds what is new below it', async () => {
    const root = someStore()
    const { trees, changes } = await looked(root)
    write(root, 'consumequeue/orders/1/00000000000000000000')
    write(root, NEXT_SEGMENT)
    await trees.lookInto(join(root, 'consumequeue/orders'))
    expect(changes).toEqual(['file-added consumequeue/orders/1/00000000000000000000'])
  })

  test('tells each change once when several looks come together', async () => {
    const root = someStore()
    const { trees, changes } = await looked(root)
    write(root, NEXT_SEGMENT)
    await Promise.all([trees.look(), trees.lookInto(join(root, 'commitlog')), trees.look()])
    expect(changes).toEqual([`file-added ${NEXT_SEGMENT}`])
  })

  test('survives that a whole root goes', async () => {
    const root = someStore()
    const { trees, changes } = await looked(root, [join(root, 'commitlog')])
    renameSync(join(root, 'commitlog'), join(root, 'elsewhere'))
    await trees.look()
    expect(changes).toEqual([`file-removed ${SEGMENT}`])
  })
})

describe('configuration', () => {
  async function known(content: string) {
    const path = join(temporaryDirectory(), 'topics.json')
    writeFileSync(path, content)
    const timers = new ManualTimers()
    const emitter = new EventEmitter()
    const told: string[] = []
    const changes = new ConfigurationChanges(timers, changed => {
      told.push(changed)
      emitter.emit('told')
    })
    await changes.known(path)
    return { path, timers, told, changes, next: () => once(emitter, 'told') }
  }

  test('that is missing for a moment and comes back the same is no change', async () => {
    const { path, timers, told, changes, next } = await known('{"a":1}')
    rmSync(path)
    changes.touched(path)
    timers.pass(900)
    writeFileSync(path, '{"a":1}')
    changes.touched(path)
    timers.pass(1000)
    // A change that is told afterwards proves that the first comparison is over.
    writeFileSync(`${path}2`, 'new')
    const later = next()
    changes.touched(`${path}2`)
    timers.pass(1000)
    await later
    expect(told).toEqual([`${path}2`])
  })

  test('with other bytes is told once, when it has settled', async () => {
    const { path, timers, told, changes, next } = await known('{"a":1}')
    writeFileSync(path, '{"a":2}')
    for (let i = 0; i < 5; i += 1) changes.touched(path)
    expect(timers.pending).toBe(1)
    const later = next()
    timers.pass(1000)
    await later
    expect(told).toEqual([path])
  })

  test('that stays away is told', async () => {
    const { path, timers, told, changes, next } = await known('{"a":1}')
    rmSync(path)
    changes.touched(path)
    const later = next()
    timers.pass(1000)
    await later
    expect(told).toEqual([path])
  })

  test('is left alone after closing', async () => {
    const { path, timers, changes } = await known('{"a":1}')
    changes.touched(path)
    changes.close()
    expect(timers.pending).toBe(0)
  })
})

describe('a batch of changes', () => {
  test('holds each change once, in the order of their first coming, and is told soon after the first', () => {
    const timers = new ManualTimers()
    const told: (readonly StoreChange[])[] = []
    const batch = createChangeBatch(timers, changes => told.push(changes))
    batch.add({ what: 'file-added', path: '/a' })
    timers.pass(300)
    batch.add({ what: 'file-grown', path: '/a' })
    batch.add({ what: 'file-added', path: '/a' })
    timers.pass(200)
    expect(told).toEqual([[{ what: 'file-added', path: '/a' }, { what: 'file-grown', path: '/a' }]])
    timers.pass(10_000)
    expect(told).toHaveLength(1)
  })

  test('names a thousand changes at most', () => {
    const timers = new ManualTimers()
    const told: (readonly StoreChange[])[] = []
    const batch = createChangeBatch(timers, changes => told.push(changes))
    for (let i = 0; i < 5000; i += 1) batch.add({ what: 'file-removed', path: `/${i}` })
    timers.pass(500)
    expect(told.map(changes => changes.length)).toEqual([1000])
  })

  test('is not told after closing', () => {
    const timers = new ManualTimers()
    const batch = createChangeBatch(timers, () => expect.unreachable('told'))
    batch.add({ what: 'file-added', path: '/a' })
    batch.close()
    timers.pass(10_000)
    expect(timers.pending).toBe(0)
  })
})

test('what is repeated waits for its end, and for its pause', async () => {
  const timers = new ManualTimers()
  const ends: (() => void)[] = []
  const end = repeatedly(timers, 5_000, () => new Promise<void>(resolve => ends.push(resolve)))
  timers.pass(20_000)
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await new Promise(setImmediate)
  timers.pass(4_999)
  expect(ends).toHaveLength(1)
  timers.pass(1_000_000)
  expect(ends).toHaveLength(2)
  end()
  ends[1]?.()
  await new Promise(setImmediate)
  expect(timers.pending).toBe(0)
})

test.each([
  { share: undefined, pause: 60_000 },
  { share: 1 / 20, pause: 5_000 },
])('what takes 200 ms is repeated after $pause ms where $share of the time is its own', async ({ share, pause }) => {
  const timers = new ManualTimers()
  const clock = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(200)
  onTestFinished(() => clock.mockRestore())
  let runs = 0
  const end = repeatedly(timers, 5_000, async () => void (runs += 1), share === undefined ? undefined : () => share)
  timers.pass(5_000)
  await new Promise(setImmediate)
  clock.mockRestore()
  timers.pass(pause - 1)
  expect(runs).toBe(1)
  timers.pass(1)
  expect(runs).toBe(2)
  end()
})

/** Real time, made fifty times as fast. */
const hurried: Timers = {
  after(ms, act) {
    const timer = setTimeout(act, ms / 50)
    return () => clearTimeout(timer)
  },
}

/** A watch that collects what it is told; `until` waits for a change. */
async function watched(store: WatchedStore, tools: Partial<WatchTools> = {}) {
  const told = new Set<string>()
  const emitter = new EventEmitter()
  const slowed: string[] = []
  const root = store.directories[0] ?? ''
  const listener = {
    changed(changes: readonly StoreChange[]) {
      for (const { what, path } of changes) told.add(`${what} ${path === root ? '.' : path.slice(root.length + 1)}`)
      emitter.emit('told')
    },
    slowed: (code: string, remedy: string) => void slowed.push(`${code}: ${remedy}`),
  }
  const storeWatch = watchStore(store, listener, { timers: hurried, watch, ...tools })
  onTestFinished(() => storeWatch.close())
  await storeWatch.ready
  const until = async (change: string): Promise<void> => {
    while (!told.has(change)) await once(emitter, 'told')
  }
  return { storeWatch, told, slowed, until }
}

describe('an open store is followed', () => {
  test('through new, written and removed segments, new queues and configuration', async () => {
    const root = someStore()
    const { told, until } = await watched({ directories: [root] })
    write(root, NEXT_SEGMENT)
    await until(`file-added ${NEXT_SEGMENT}`)
    utimesSync(join(root, NEXT_SEGMENT), OLD, OLD)
    await until(`file-grown ${NEXT_SEGMENT}`)
    rmSync(join(root, SEGMENT))
    await until(`file-removed ${SEGMENT}`)
    write(root, 'consumequeue/payments/0/00000000000000000000')
    await until('file-added consumequeue/payments/0/00000000000000000000')
    write(root, TOPICS, '{}')
    await until(`configuration ${TOPICS}`)
    expect(told.size).toBe(5)
  })

  test('but not through our own quarantine, spare copies and databases', async () => {
    const root = someStore()
    const { told, until } = await watched({ directories: [root] })
    for (const name of ['.store-inspector/lock', 'rocksdbstore/000001.sst', 'config/topics.json.bak', 'config/a.json.tmp']) write(root, name)
    write(root, NEXT_SEGMENT)
    await until(`file-added ${NEXT_SEGMENT}`)
    expect([...told]).toEqual([`file-added ${NEXT_SEGMENT}`])
  })

  test('even when its own folder has the name of a spare copy', async () => {
    const root = join(temporaryDirectory(), 'store.bak')
    write(root, SEGMENT)
    const { until } = await watched({ directories: [root] })
    write(root, NEXT_SEGMENT)
    await until(`file-added ${NEXT_SEGMENT}`)
  })

  test('in directories elsewhere, and with a configuration file elsewhere', async () => {
    const root = someStore()
    const parent = temporaryDirectory()
    write(parent, 'disk2/00000000000000000000')
    write(parent, 'broker.conf', 'brokerName=a')
    const changed: string[] = []
    const emitter = new EventEmitter()
    const storeWatch = watchStore(
      { directories: [root, join(parent, 'disk2')], configuration: [join(root, 'config'), join(parent, 'broker.conf')] },
      { changed: changes => { changed.push(...changes.map(({ what, path }) => `${what} ${path}`)); emitter.emit('told') } },
      { timers: hurried, watch },
    )
    onTestFinished(() => storeWatch.close())
    await storeWatch.ready
    write(parent, 'broker.conf', 'brokerName=b')
    write(parent, 'disk2/00000000000000001024')
    while (changed.length < 2) await once(emitter, 'told')
    expect(changed.sort()).toEqual([`configuration ${parent}/broker.conf`, `file-added ${parent}/disk2/00000000000000001024`])
  })

  test('when a broker starts and stops', async () => {
    const root = someStore()
    let inUse: InUse = { state: 'free', reasons: [], abort: false }
    const { until } = await watched({ directories: [root], inUse: () => inUse })
    inUse = { state: 'in-use', reasons: [{ code: 'lock-held', pid: 1 }], abort: true }
    write(root, 'abort', '1')
    await until('in-use .')
    await until('file-added abort')
  })

  test('no longer once it is closed, and no handle is left', async () => {
    const before = await watchHandles()
    const root = someStore()
    const { storeWatch, told } = await watched({ directories: [root] })
    expect(await watchHandles()).toBeGreaterThan(before)
    write(root, NEXT_SEGMENT)
    await storeWatch.close()
    expect(await watchHandles()).toBe(before)
    expect([...told]).toEqual([])
  })

  test('by polling when the system has no more watches, and that is said once', async () => {
    const root = someStore()
    const backends: unknown[] = []
    const { slowed, until } = await watched({ directories: [root] }, {
      watch(paths, options) {
        backends.push(options.backend)
        if (options.backend === 'polling') return watch(paths, { ...options, pollingInterval: 20 })
        return exhaustedWatcher()
      },
    })
    expect(backends).toEqual(['auto', 'polling'])
    expect(slowed).toEqual(['watch-limit: the system has no more file watches to give; raise fs.inotify.max_user_watches'])
    write(root, NEXT_SEGMENT)
    await until(`file-added ${NEXT_SEGMENT}`)
  })
})

/** How many directories the process has the system watch, once those just closed are gone. */
async function watchHandles(): Promise<number> {
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  return process.getActiveResourcesInfo().filter(name => name === 'FSEventWrap').length
}

/** Fails as chokidar does when inotify has no watches left: the same error for every directory. */
function exhaustedWatcher(): FSWatcher {
  const watcher = watch([])
  setImmediate(() => {
    for (let i = 0; i < 2; i += 1) watcher.emit('error', Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', errno: -28 }))
  })
  return watcher
}
