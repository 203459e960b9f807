import { expect, test } from 'vitest'
import type { SpaceDocument } from '../../../shared/contract/space'
import { runWith } from './fake-shell'

const document: SpaceDocument = {
  schema: 'space/1', hasUnreadQueues: false,
  topics: [
    { topic: 'orders', messages: 3, bytes: 3072, queues: [{ queueId: 1, messages: 2, bytes: 2048 }, { queueId: 0, messages: 1, bytes: 1024 }], tags: [{ tag: 'paid', messages: 2, bytes: 2048 }, { tag: '', messages: 1, bytes: 1024 }] },
    { topic: 'later', messages: 1, bytes: 512, queues: [{ queueId: 0, messages: 1, bytes: 512 }], tags: [{ tag: null, messages: 1, bytes: 512 }] },
  ],
  parts: { commitLog: { bytes: 4096, deadBytes: 0 }, consumeQueue: { bytes: 2048, deadBytes: 1024 }, index: { bytes: 0, deadBytes: 0 }, tiered: { bytes: 0, deadBytes: 0 } },
}
const told = async (...options: string[]) => (await runWith(['space', '/store', ...options], { spaceDocument: document })).out

test('space is told by topic, by queue and by tag, the largest first', async () => {
  expect(await told()).toMatch(/orders +3 +3\.00 KiB[^]*later[^]*commitlog +4\.00 KiB[^]*consume queues +2\.00 KiB +1\.00 KiB/)
  expect(await told('--by', 'queue')).toMatch(/orders +1 +2 +2\.00 KiB\n *orders +0 +1/)
  expect(await told('--by', 'tag')).toMatch(/orders +paid +2[^]*orders +\(no tag\) +1[^]*later +\(not told by units\) +1/)
  expect(await told('--by', 'tag', '--lang', 'zh')).toContain('（无标签）')
  expect(JSON.parse(await told('--json'))).toEqual(document)
  expect(await told()).not.toContain('RocksDB')
  expect((await runWith(['space', '/store'], { spaceDocument: { ...document, hasUnreadQueues: true } })).out).toContain('RocksDB, which are not read')
})
