import { expect, test } from 'vitest'
import { describeRealStores, realStores } from '../helpers/real-stores'
import { copyOfStore } from '../helpers/store-copy'
import { type BrokerQueue, startBrokerOn } from './broker'
import { type BrokerVersion, isFullMatrix } from './broker-matrix'
import { removeHeadOfLog } from './folklore'
import { describeBroker, requireBroker } from './java-and-maven'
import { storeInspector } from './store-inspector'

declare module 'vitest' {
  interface TaskMeta {
    /** What the folklore delete does: for the table of results. */
    folklore?: { readonly queues: number; readonly promised: number; readonly notFound: number; readonly undecodable: number; readonly foreign: number }
  }
}

/** The last number: how many times other bytes are served for a message that is gone. */
const chosen: readonly (readonly [string, BrokerVersion, foreign: number])[] = [
  ['local-4.9.7-clean', '4.9.7', 1],
  ['local-5.4.0-clean', '5.4.0', 0],
]
const others: typeof chosen = [
  ['local-4.9.7-clean', '5.1.4', 0],
  ['local-4.9.7-clean', '5.3.3', 0],
  ['local-4.9.7-clean', '5.4.0', 0],
  ['local-5.4.0-clean', '5.3.3', 0],
]

/** What goes wrong without us: the reason for all of this. */
describeBroker('a broker whose commitlog alone lost its head', () => {
  describeRealStores('promises messages that are gone', () => {
    // A unit that points at physical offset 0 is answered with the first bytes that are left: a message of another queue, or none at all.
    test.for([...chosen, ...(isFullMatrix ? others : [])])('%s on a broker %s: of exactly the queues and as many as the check says', async ([name, version, foreign], context) => {
      requireBroker(version, context)
      const directory = copyOfStore(realStores.find(store => store.name === name)!.directory)
      removeHeadOfLog(directory)
      const { findings } = storeInspector(directory, version).check()
      const { queues, refusal } = await startBrokerOn(directory, version, { read: true, kill: true })
      expect(refusal).toBeUndefined()

      const promised = queues.filter(queue => lostOf(queue) > 0)
      expect(promised.length).toBeGreaterThan(0)
      expect(promised.map(({ minOffset }) => minOffset)).toEqual(promised.map(() => 0))
      const dangling = findings.filter(({ code }) => code === 'queue-dangling-visible')
      expect(dangling.map(({ subject, count }) => `${subject.topic}/${subject.queueId}: ${count}`).sort()).toEqual(promised.map(queue => `${queue.topic}/${queue.queueId}: ${lostOf(queue)}`).sort())

      const sum = (of: (queue: BrokerQueue) => number): number => promised.reduce((total, queue) => total + of(queue), 0)
      const seen = {
        queues: promised.length,
        promised: sum(lostOf),
        notFound: sum(({ read }) => read?.notFound ?? 0),
        undecodable: sum(({ read }) => (read?.decodeFailed ?? 0) + (read?.crcBad ?? 0)),
        foreign: sum(({ read }) => (read?.wrongTopic ?? 0) + (read?.offsetMismatch ?? 0)),
      }
      context.task.meta.folklore = seen
      expect(seen.foreign).toBe(foreign)
    })
  })
})

const lostOf = ({ minOffset, maxOffset, read }: BrokerQueue): number => maxOffset - minOffset - (read?.found ?? 0)
