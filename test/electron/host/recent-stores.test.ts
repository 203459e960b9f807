import { mkdirSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileSystemSpace } from '../../../electron/host/file-system-space'
import { createRecentStores } from '../../../electron/host/recent-stores'
import { userDirectory } from '../../../electron/host/user-directory'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const storeAt = (root: string, openedAt = 1) => ({ root, brokerName: 'broker-a', openedAt })

describe('recent stores', () => {
  test('are listed newest first, each once, with what they were opened with', () => {
    const directory = join(temporaryDirectory(), 'not/yet')
    const recents = createRecentStores(directory)
    expect(recents.list()).toEqual([])
    recents.remember(storeAt('/data/a', 1))
    recents.remember({ ...storeAt('/data/b', 2), options: { tieredPath: '/data/t', commitLogPaths: ['/d1', '/d2'] } })
    recents.remember(storeAt('/data/a', 3))
    expect(createRecentStores(directory).list()).toMatchObject([
      { root: '/data/a', openedAt: 3, available: false },
      { root: '/data/b', openedAt: 2, options: { tieredPath: '/data/t', commitLogPaths: ['/d1', '/d2'] } },
    ])
  })

  test('are found and forgotten by an id that stays', () => {
    const recents = createRecentStores(temporaryDirectory())
    recents.remember(storeAt('/data/a'))
    recents.remember(storeAt('/data/b'))
    const id = recents.list().find(store => store.root === '/data/a')?.recentId ?? ''
    recents.remember(storeAt('/data/a', 9))
    expect(recents.find(id)).toMatchObject({ root: '/data/a', openedAt: 9 })
    recents.forget(id)
    expect(recents.find(id)).toBeUndefined()
    expect(recents.list().map(store => store.root)).toEqual(['/data/b'])
    recents.forget('never heard of')
  })

  test('know whether the folder is there', () => {
    const store = join(temporaryDirectory(), 'store')
    mkdirSync(store)
    const recents = createRecentStores(temporaryDirectory())
    recents.remember(storeAt(store))
    expect(recents.list()).toMatchObject([{ available: true }])
    rmdirSync(store)
    expect(recents.list()).toMatchObject([{ available: false }])
  })

  test('are twenty', () => {
    const recents = createRecentStores(temporaryDirectory())
    for (let i = 1; i <= 25; i += 1) recents.remember(storeAt(`/data/${i}`, i))
    expect(recents.list().map(store => store.openedAt)).toEqual(Array.from({ length: 20 }, (_, i) => 25 - i))
  })

  test('are for the user alone, and leave no temporary file', () => {
    const directory = join(temporaryDirectory(), 'mine')
    createRecentStores(directory).remember(storeAt('/data/a'))
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    expect(statSync(join(directory, 'recent-stores.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory)).toEqual(['recent-stores.json'])
  })

  test.each([
    ['half a file', '{"stores": [{"root": "/da', []],
    ['another shape', '[1, 2]', []],
    ['entries of another kind', '{"stores": [null, 5, {"root": 7}, {"root": "/data/a", "brokerName": "b", "openedAt": 1, "options": {"tieredPath": 3}}]}', ['/data/a']],
  ])('survive %s', (_, content, roots) => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'recent-stores.json'), content)
    const recents = createRecentStores(directory)
    expect(recents.list().map(store => store.root)).toEqual(roots)
    recents.remember(storeAt('/data/z'))
    expect(recents.list().map(store => store.root)).toEqual(['/data/z', ...roots])
  })

  test('do not keep a store from being opened where nothing can be written', () => {
    const blocked = join(temporaryDirectory(), 'file')
    writeFileSync(blocked, '')
    const recents = createRecentStores(join(blocked, 'below'))
    recents.remember(storeAt('/data/a'))
    expect(recents.list()).toEqual([])
    expect(() => recents.forget('x')).toThrow('cannot write the list of recent stores')
  })
})

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['linux', {}, '/home/u/.config/rocketmq-store-inspector'],
  ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/rocketmq-store-inspector'],
  ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/u/.config/rocketmq-store-inspector'],
  ['darwin', {}, '/home/u/Library/Application Support/rocketmq-store-inspector'],
  ['win32', { APPDATA: '/users/u/AppData/Roaming' }, '/users/u/AppData/Roaming/rocketmq-store-inspector'],
])('on %s with %j what is remembered is in %s', (platform, environment, directory) => {
  expect(userDirectory(platform, environment, '/home/u')).toBe(directory)
})

test('the space of a file system is told in bytes, and not at all where there is none', () => {
  const space = fileSystemSpace(temporaryDirectory())
  expect(space?.sizeBytes).toBeGreaterThan(1_000_000)
  expect(space?.freeBytes).toBeLessThanOrEqual(space?.sizeBytes ?? 0)
  expect(fileSystemSpace('/no/such/place')).toBeUndefined()
})
