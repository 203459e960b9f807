import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { overwrite, tieredFilesOf } from '../../../../shared/store/builders/faults'
import { checkStore } from '../../../../shared/store/checks/check-store'
import { tieredFileName } from '../../../../shared/store/formats/tiered-file-name'
import { parseTieredMetadata } from '../../../../shared/store/formats/tiered-metadata'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import type { MemoryFiles } from '../../../helpers/memory-files'

const built = (): MemoryFiles => inMemory(buildStore(everything))
const snapshotOf = (files: MemoryFiles) => takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
const cluster = `${BUILT_HOME}/tiered/212d6b50_DefaultCluster`

describe('a tiered root that brokers share', () => {
  test("another broker's files are none of ours, and no strays", () => {
    const files = built().put(`${cluster}/broker-b/orders/0/COMMIT_LOG/${tieredFileName(0)}`, 'records of broker-b')
    expect(snapshotOf(files).tiered?.strays).toEqual([])
  })

  test("a file of the broker's own folder that no row knows is one", () => {
    const files = built().put(`${cluster}/broker-a/gone/3/COMMIT_LOG/${tieredFileName(0)}`, 'left behind')
    expect(snapshotOf(files).tiered?.strays).toMatchObject([{ path: `212d6b50_DefaultCluster/broker-a/gone/3/COMMIT_LOG/${tieredFileName(0)}`, topic: 'gone', queueId: 3, fileType: 'COMMIT_LOG' }])
  })
})

test('a folder in the place of a queue whose name is no number names no queue', () => {
  const files = built().put(`${cluster}/broker-a/orders/3.away/COMMIT_LOG/${tieredFileName(0)}`, 'moved by hand')
  const snapshot = snapshotOf(files)
  expect(snapshot.tiered?.strays).toMatchObject([{ topic: null, queueId: null, fileType: null }])
  expect(checkStore(snapshot).find(({ code }) => code === 'tiered-stray')?.subject).toEqual({ side: 'tiered', path: `212d6b50_DefaultCluster/broker-a/orders/3.away/COMMIT_LOG/${tieredFileName(0)}` })
})

describe('an uploaded index file', () => {
  const name = `${cluster}/broker-a/rmq_sys_INDEX/0/INDEX/${tieredFileName(0)}`
  /** Head, `slots` empty slots and `entries` entries of zeros. */
  const indexFile = (magic: number, slots: number, entries: number, sizeBytes = 28 + 8 * slots + 28 * entries): Uint8Array => {
    const content = new Uint8Array(sizeBytes)
    const view = new DataView(content.buffer)
    view.setUint32(0, magic)
    view.setInt32(24, entries)
    return content
  }
  const withIndex = (content: Uint8Array): MemoryFiles => {
    const path = `${BUILT_HOME}/store/config/tieredStoreMetadata.json`
    const files = built()
    const row = `"indexFileSegmentTable":{"broker-a/rmq_sys_INDEX/0":{0:{"path":"broker-a/rmq_sys_INDEX/0","type":2,"baseOffset":0,"size":${content.length}}}}`
    const text = files.text(path).replace(/"indexFileSegmentTable":\{\s*\}/, row)
    expect(parseTieredMetadata(text)).toMatchObject({ ok: true })
    return files.put(path, text).put(name, content)
  }
  const found = (content: Uint8Array) => checkStore(snapshotOf(withIndex(content))).filter(({ code }) => code === 'tiered-index-wrong')

  test.each([
    ['with slots and entries', indexFile(0xbcc50285, 500, 12)],
    ['without a byte, as one without an entry is uploaded', new Uint8Array(0)],
  ])('%s is well formed', (_, content) => expect(found(content)).toEqual([]))

  test.each([
    ['that was never sealed', indexFile(0xbcc50289, 500, 12), 'magic'],
    ['shorter than its head', indexFile(0xbcc50285, 0, 0).subarray(0, 20), 'header'],
    ['cut off behind its slots', indexFile(0xbcc50285, 500, 12, 28 + 8 * 500 + 100), 'size'],
    ['with more entries than bytes', indexFile(0xbcc50285, 1, 5, 100), 'size'],
  ])('%s is told', (_, content, note) =>
    expect(found(content)).toEqual([expect.objectContaining({ severity: 'warning', facts: { note }, subject: { side: 'tiered', path: name.slice(`${BUILT_HOME}/tiered/`.length) } })]),
  )
})

test('what is no unit at the ends of a tiered queue file is told, and the units between keep their classes', () => {
  const orders = { topic: 'orders', queueId: 0 }
  const path = tieredFilesOf(buildStore(everything), orders, 'CONSUME_QUEUE')[1]?.path ?? ''
  const files = inMemory(buildStore(everything, overwrite(path, 0, new Uint8Array(40)), overwrite(path, 180, new Uint8Array(20).fill(255))))
  const snapshot = snapshotOf(files)
  expect(checkStore(snapshot).filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'tiered-record-mismatch', subject: orders, range: { start: 10, end: 12 }, count: 2, facts: { reason: 'unit-unwritten' }, evidence: { at: 0, hex: '00'.repeat(20) } },
    { code: 'tiered-record-mismatch', subject: orders, range: { start: 19, end: 20 }, count: 1, facts: { reason: 'unit-invalid' }, evidence: { at: 180, hex: 'ff'.repeat(20) } },
  ])
  expect(snapshot.tiered?.queues.find(({ topic, queueId }) => topic === 'orders' && queueId === 0)?.units).toMatchObject({ ok: 54 - 3 })
})
