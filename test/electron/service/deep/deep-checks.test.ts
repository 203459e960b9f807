import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DeepChecks } from '../../../../electron/service/deep/deep-checks'
import { openDeepProgress, type SeenStore } from '../../../../electron/service/deep/deep-progress'
import { digestOfFiles } from '../../../../electron/service/files-digest'
import { createService } from '../../../../electron/service/create-service'
import { chooseByteSources } from '../../../../electron/host/byte-sources'
import { createStoreFiles } from '../../../../electron/host/node-store-files'
import { writeBuiltFiles } from '../../../../electron/service/write-built-files'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { createClient } from '../../../../shared/contract/client'
import { emptyPart, tasksOf } from '../../../../shared/store/deep/deep-task'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import type { StoreSnapshot } from '../../../../shared/store/snapshot/snapshot'
import { everything } from '../../../helpers/built-store'
import { fingerprintOf } from '../../../helpers/untouched'

const home = mkdtempSync(join(tmpdir(), 'store-inspector-deep-'))
const files = createStoreFiles(chooseByteSources())
let store: string
let snapshot: StoreSnapshot
let seen: SeenStore

beforeAll(() => {
  writeBuiltFiles(home, buildStore(everything))
  store = join(home, 'store')
  snapshot = takeSnapshot(files, recognise(files, store))
  seen = { snapshot, filesDigest: digestOfFiles(snapshot.files) }
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

const state = (name: string): string => join(home, name)
const checks = (name: string): DeepChecks => new DeepChecks({ io: undefined, entry: undefined, stateDirectory: state(name) })

describe('a deep check', () => {
  test('through the contract reads everything, changes nothing, and its findings are those of the store from then on', async () => {
    const before = fingerprintOf(store)
    const service = createService({ door: 'test', worker: false, stateDirectory: state('service') })
    const client = createClient(service.bridge)
    const { storeId } = await client.call('openDirectory', { path: store })
    const document = await client.call('deepCheck', { storeId, lang: 'en' })
    expect(document.depth).toBe('deep')
    expect(document.scanned.records).toBeGreaterThan(200)
    expect(await client.call('checkDocument', { storeId, lang: 'en' })).toEqual(document)
    await client.call('refreshStore', { storeId })
    expect((await client.call('checkDocument', { storeId, lang: 'en' })).depth).toBe('quick')
    await service.close()
    expect(fingerprintOf(store)).toEqual(before)
  })

  test('that is stopped goes on where it was, and leaves nothing behind when it is done', async () => {
    const stop = new AbortController()
    const running = checks('stopped').run('a', seen, undefined, { signal: stop.signal, progress: () => undefined })
    stop.abort()
    await expect(running).rejects.toThrow('cancelled')
    const [first] = tasksOf(snapshot)
    const progress = openDeepProgress(state('stopped'), seen)
    progress.done(first!.task, { ...emptyPart, records: 1_000_000 })
    const { scanned } = await checks('stopped').run('a', seen, undefined, {})
    expect(scanned.records).toBeGreaterThan(1_000_000)
    expect(readdirSync(join(state('stopped'), 'deep-checks'))).toEqual([])
  })

  test('begins anew when a file has changed since, or its own was cut off in the middle of a line', () => {
    const [first] = tasksOf(snapshot)
    openDeepProgress(state('anew'), seen).done(first!.task, emptyPart)
    expect(openDeepProgress(state('anew'), seen).partOf(first!.task)).toEqual(emptyPart)
    const [name] = readdirSync(join(state('anew'), 'deep-checks'))
    const path = join(state('anew'), 'deep-checks', name!)
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -10))
    expect(openDeepProgress(state('anew'), seen).partOf(first!.task)).toBeUndefined()
    const touched = { snapshot, filesDigest: digestOfFiles(snapshot.files.map((file, index) => (index === 0 ? { ...file, modifiedTimeNs: '1' } : file))) }
    openDeepProgress(state('anew'), seen).done(first!.task, emptyPart)
    expect(openDeepProgress(state('anew'), touched).partOf(first!.task)).toBeUndefined()
  })

  test('waits while it is paused, and a store has one at a time', async () => {
    const paused = checks('paused')
    let done = false
    const running = paused.run('a', seen, undefined, {}).then(result => {
      done = true
      return result
    })
    expect(paused.pause('a', true)).toBe(true)
    await expect(paused.run('a', seen, undefined, {})).rejects.toMatchObject({ code: 'deep-check-running' })
    await new Promise(resolve => void setTimeout(resolve, 150))
    expect(done).toBe(false)
    paused.pause('a', false)
    expect((await running).scanned.records).toBeGreaterThan(0)
    expect(paused.pause('a', true)).toBe(false)
  })

  test('keeps to its rate', async () => {
    const total = tasksOf(snapshot).reduce((sum, { bytes }) => sum + bytes, 0)
    const { seconds } = await checks('slow').run('a', seen, total * 2, {})
    expect(seconds).toBeGreaterThan(0.4)
  })
})
