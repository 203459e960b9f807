import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeRealStores, realStores } from '../helpers/real-stores'
import { copyOfStore } from '../helpers/store-copy'
import { type BrokerQueue, startBrokerOn } from './broker'
import { versionOf } from './broker-matrix'
import { describeBroker } from './java-and-maven'
import { storeInspector } from './store-inspector'

/** The usual advice for a full disk: remove the oldest half of the commitlog and nothing else. */
function removeHeadOfLog(directory: string): void {
  const log = join(directory, 'store/commitlog')
  const segments = readdirSync(log).sort()
  for (const name of segments.slice(0, segments.length / 2)) rmSync(join(log, name))
}

/** What goes wrong without us: the reason for all of this. */
describeBroker('a broker whose commitlog alone lost its head', () => {
  describeRealStores('promises messages that are gone', () => {
    // A unit that points at physical offset 0 is answered with the first bytes that are left: a message of another queue.
    test.each([
      ['local-4.9.7-clean', 1],
      ['local-5.4.0-clean', 0],
    ])('%s: of exactly the queues and as many as the check says', async (name, foreign) => {
      const directory = copyOfStore(realStores.find(store => store.name === name)!.directory)
      removeHeadOfLog(directory)
      const { findings } = storeInspector(directory).check()
      const { queues, refusal } = await startBrokerOn(directory, versionOf(directory), { read: true, kill: true })
      expect(refusal).toBeUndefined()

      const promised = queues.filter(queue => lostOf(queue) > 0)
      expect(promised.length).toBeGreaterThan(0)
      expect(promised.map(({ minOffset }) => minOffset)).toEqual(promised.map(() => 0))
      const dangling = findings.filter(({ code }) => code === 'queue-dangling-visible')
      expect(dangling.map(({ subject, count }) => `${subject.topic}/${subject.queueId}: ${count}`).sort()).toEqual(promised.map(queue => `${queue.topic}/${queue.queueId}: ${lostOf(queue)}`).sort())
      expect(queues.reduce((sum, { read }) => sum + (read?.wrongTopic ?? 0), 0)).toBe(foreign)
    })
  })
})

const lostOf = ({ minOffset, maxOffset, read }: BrokerQueue): number => maxOffset - minOffset - (read?.found ?? 0)
