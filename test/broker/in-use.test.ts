import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { detectInUse } from '../../electron/host/broker-liveness'
import type { InUse } from '../../shared/store/in-use'
import { describeRealStores, realStores } from '../helpers/real-stores'
import { copyOfStore } from '../helpers/store-copy'
import type { BrokerVersion } from './broker-matrix'
import { type BrokerEvent, type BrokerProcess, launchBroker } from './broker-process'
import { describeBroker } from './java-and-maven'
import { storeInspector } from './store-inspector'

const look = (directory: string): InUse => detectInUse({ localRoot: join(directory, 'store'), directories: [join(directory, 'store')] })
const signsOf = ({ reasons }: InUse, { pid }: BrokerProcess): readonly string[] => reasons.filter(reason => reason.pid === pid).map(({ code }) => code)

/** The broker's next step, on which it waits. */
async function reach(broker: BrokerProcess, event: BrokerEvent['event']): Promise<void> {
  const { value } = await broker.events.next()
  if (value?.event !== event) throw new Error(`instead of ${event} the broker says ${value?.event}:\n${broker.complaints()}`)
}

describeBroker('a store that a real broker has', () => {
  describeRealStores('is recognised at every stage of its life', () => {
    test.each<[string, BrokerVersion, string]>([
      ['local-4.9.7-clean', '4.9.7', 'abort-without-pid'],
      ['local-5.4.0-clean', '5.4.0', 'abort-pid-gone'],
    ])('%s: loading, suspended, running, killed, and its copies never', async (name, version, signOfCrash) => {
      const directory = copyOfStore(realStores.find(store => store.name === name)!.directory)
      const inspector = storeInspector(directory)
      // What an idle store looks like here: free, or unknown inside a container.
      const idle = look(directory)
      expect(idle).toMatchObject({ abort: false })
      expect(idle.state).not.toBe('in-use')
      expect(inspector.plan(['--free', '200k']).blockers).toEqual([])

      const broker = launchBroker(directory, version, ['--step'])
      onTestFinished(broker.close)
      await reach(broker, 'loaded')
      const loading = look(directory)
      expect(loading).toMatchObject({ state: 'in-use', abort: false })
      expect(signsOf(loading, broker)).toEqual([expect.stringMatching(/^file-(?:open|mapped)$/)])
      broker.signal('SIGSTOP')
      expect(look(directory)).toEqual(loading)
      expect(look(copyOfStore(directory)).state).toBe(idle.state)
      expect(inspector.apply()).toMatchObject({ exitCode: 2, document: { error: { kind: 'refusal', code: 'store-in-use' } } })
      broker.signal('SIGCONT')

      broker.goOn()
      await reach(broker, 'started')
      const running = look(directory)
      expect(running).toMatchObject({ state: 'in-use', abort: true })
      expect(signsOf(running, broker)).toContain('lock-held')
      expect(inspector.inspect().store.inUse.state).toBe('in-use')
      expect(inspector.plan(['--free', '200k']).blockers.map(({ code }) => code)).toContain('store-in-use')
      expect(look(copyOfStore(directory)).state).toBe(idle.state)

      await broker.kill()
      const crashed = look(directory)
      expect(crashed).toMatchObject({ state: idle.state, abort: true })
      expect(crashed.reasons.map(({ code }) => code)).toContain(signOfCrash)
      expect(inspector.plan(['--free', '200k']).blockers.map(({ code }) => code)).toContain('abort-present')
    })
  })
})
