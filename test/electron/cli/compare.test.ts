import { expect, test } from 'vitest'
import type { CompareDocument } from '../../../shared/contract/compare'
import { runWith } from './fake-shell'

const same: CompareDocument = {
  schema: 'compare/1', stores: [{ root: '/store', brokerName: 'broker-a' }, { root: '/backup', brokerName: 'broker-a' }], depth: 'ranges', same: true, bytesCompared: 0,
  commitLog: { left: { start: 0, end: 900 }, right: { start: 0, end: 900 }, common: { start: 0, end: 900 }, segments: [], firstDifference: null }, queues: [], equalQueues: 4,
}
const different: CompareDocument = {
  ...same, depth: 'bytes', same: false, bytesCompared: 2048,
  commitLog: { ...same.commitLog!, segments: [{ baseOffset: 0, difference: 'bytes' }], firstDifference: { physicalOffset: 812, leftPath: 'commitlog/0', rightPath: 'commitlog/0', leftHex: 'aa', rightHex: 'bb' } },
  queues: [{ side: 'local', topic: 'orders', queueId: 3, difference: 'only-left', left: { start: 4, end: 9 }, right: null, firstDifference: null }],
}

test('two stores are opened and held against each other; the exit code tells whether they differ', async () => {
  const { calls, code, out } = await runWith(['compare', '/store', '/backup'], { compareStores: same })
  expect(calls.map(([name, input]) => [name, (input as { path?: string }).path ?? input])).toEqual([
    ['openDirectory', '/store'],
    ['openDirectory', '/backup'],
    ['compareStores', { storeId: 's1', otherId: 's1', bytes: false }],
  ])
  expect([code, out]).toEqual([0, expect.stringContaining('no difference in offsets and sizes')])
  expect((await runWith(['compare', '/store', '/backup', '--bytes'], { compareStores: different })).code).toBe(1)
})

test('what differs is told with its place, in each language', async () => {
  const { out } = await runWith(['compare', '/store', '/backup', '--bytes'], { compareStores: different })
  expect(out).toMatch(/the stores differ[^]*physical offset 812[^]*aa[^]*bb[^]*orders[^]*only in the first[^]*\[4, 9\)/)
  expect((await runWith(['compare', '/store', '/backup', '--lang', 'zh'], { compareStores: different })).out).toContain('仅第一个有')
})

test('for machines it is the document', async () => {
  const { out, code } = await runWith(['compare', '/store', '/backup', '--json'], { compareStores: different })
  expect([JSON.parse(out), code]).toEqual([different, 1])
})
