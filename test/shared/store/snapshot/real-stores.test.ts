import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chooseByteSources } from '../../../../electron/host/byte-sources'
import { createStoreFiles } from '../../../../electron/host/node-store-files'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import type { StoreSnapshot } from '../../../../shared/store/snapshot/snapshot'
import { describeRealStores, realStores } from '../../../helpers/real-stores'
import { fingerprintOf } from '../../../helpers/untouched'

interface BrokerView {
  readonly queues: readonly { readonly topic: string; readonly queueId: number; readonly minOffset: number; readonly maxOffset: number; readonly read: { readonly notFound: number; readonly decodeFailed: number; readonly offsetMismatch: number; readonly wrongTopic: number } }[]
}

const files = createStoreFiles(chooseByteSources())
const look = (directory: string): StoreSnapshot => takeSnapshot(files, recognise(files, directory))

describeRealStores('a snapshot of a store written by a real broker', () => {
  for (const { name, directory } of realStores) {
    const view = JSON.parse(readFileSync(join(directory, 'broker-view.json'), 'utf8')) as BrokerView

    test(`${name}: every queue's minimum and maximum are what the broker reports after its start`, () => {
      const { local, tiered, store } = look(join(directory, 'store'))
      const seen = view.queues.map(({ topic, queueId }) => {
        const sides = [local, tiered].flatMap(side => (side?.queues as readonly { topic: string; queueId: number; minOffset: number; maxOffset: number }[] | undefined)?.filter(queue => queue.topic === topic && queue.queueId === queueId) ?? [])
        // A queue of topics.json without a file has nothing on disk and is empty for the broker too.
        return { topic, queueId, minOffset: Math.min(...sides.map(side => side.minOffset), ...(sides.length === 0 ? [0] : [])), maxOffset: Math.max(0, ...sides.map(side => side.maxOffset)) }
      })
      if (store.consumeQueueLayout === 'rocksdb') expect(local?.queues).toEqual([])
      else expect(seen).toEqual(view.queues.map(({ topic, queueId, minOffset, maxOffset }) => ({ topic, queueId, minOffset, maxOffset })))
    })

    test(`${name}: exactly the queues that fail a consumer have visible dangling units or units in a hole`, () => {
      const { local, tiered } = look(join(directory, 'store'))
      const failing = view.queues
        .filter(({ read }) => read.notFound + read.decodeFailed + read.offsetMismatch + read.wrongTopic > 0)
        .map(({ topic, queueId }) => `${topic}/${queueId}`)
      const marked = [...(local?.queues ?? []), ...(tiered?.queues ?? [])]
        .filter(queue => queue.units.expiredVisible + queue.units.inHole > 0 || ('files' in queue && queue.holes.length > 0))
        .map(({ topic, queueId }) => `${topic}/${queueId}`)
      expect(marked.sort()).toEqual(failing.sort())
    })

    test(`${name}: looking leaves every byte and time as it was`, () => {
      const before = fingerprintOf(directory)
      look(directory)
      expect(fingerprintOf(directory)).toEqual(before)
    })
  }

  test.each([
    ['the folder that holds it', ''],
    ['its root', 'store'],
    ['its commitlog', 'store/commitlog'],
    ['its consume queues', 'store/consumequeue'],
    ['its configuration', 'store/config'],
    ['its tiered root', 'tiered'],
    ['its cluster folder', 'tiered/212d6b50_DefaultCluster'],
  ])('a tiered store is found from %s', (_, below) => {
    const store = realStores.find(({ kind }) => kind === 'tiered')
    const found = recognise(files, join(store?.directory ?? '', below))
    expect([found.localRoot, found.tieredRoot]).toEqual([join(store?.directory ?? '', 'store'), join(store?.directory ?? '', 'tiered')])
  })
})
