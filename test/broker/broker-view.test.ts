import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeRealStores, realStores } from '../helpers/real-stores'
import { copyOfStore } from '../helpers/store-copy'
import { startBrokerOn } from './broker'
import { isFullMatrix, versionOf } from './broker-matrix'
import { describeBroker, requireBroker } from './java-and-maven'

/** `broker-view.json`: what a broker said of the store when it was made. */
interface RecordedView {
  readonly queues: readonly { readonly topic: string; readonly queueId: number; readonly minOffset: number; readonly maxOffset: number }[]
}

/** The others are started by other tests too. */
const chosen = new Set(['local-5.3.3-hole', 'local-5.4.0-rocksdb', 'tiered-5.4.0-expired'])

/** Queues without a file that only the topics' configuration knows. */
const hasMessages = ({ maxOffset }: { readonly maxOffset: number }): boolean => maxOffset > 0

describeBroker('a broker of these tests', () => {
  describeRealStores('on a store written by a real broker', () => {
    test.for(realStores.filter(({ name }) => isFullMatrix || chosen.has(name)).map(({ name, directory }) => [name, directory] as const))('%s: sees the ranges that were recorded', async ([, directory], context) => {
      requireBroker(versionOf(directory), context)
      const recorded = JSON.parse(readFileSync(join(directory, 'broker-view.json'), 'utf8')) as RecordedView
      const { queues, refusal } = await startBrokerOn(copyOfStore(directory), versionOf(directory), { kill: true })
      expect(refusal).toBeUndefined()
      const rows = (all: RecordedView['queues']): string[] => all.filter(hasMessages).map(({ topic, queueId, minOffset, maxOffset }) => `${topic}/${queueId} [${minOffset}, ${maxOffset})`).sort()
      expect(rows(queues)).toEqual(rows(recorded.queues))
    })
  })
})
