import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, type TestContext } from 'vitest'
import { detectInUse } from '../../electron/host/broker-liveness'
import type { InUse } from '../../shared/store/in-use'
import { describeRealStores, realStores } from '../helpers/real-stores'
import { copyOfStore } from '../helpers/store-copy'
import { temporaryDirectory } from '../helpers/temporary-directory'
import type { BrokerVersion } from './broker-matrix'
import { type BrokerEvent, type BrokerProcess, launchBroker } from './broker-process'
import { describeBroker, requireBroker } from './java-and-maven'
import { storeInspector } from './store-inspector'

const look = (directory: string): InUse => detectInUse({ localRoot: join(directory, 'store'), directories: [join(directory, 'store')] })
const signsOf = ({ reasons }: InUse, { pid }: BrokerProcess): readonly string[] => reasons.filter(reason => reason.pid === pid).map(({ code }) => code)
const filesOf = (directory: string): string[] => (readdirSync(directory, { recursive: true }) as string[]).filter(path => /\d{17}$/.test(path)).sort()

const cases: readonly (readonly [store: string, version: BrokerVersion])[] = [['local-4.9.7-clean', '4.9.7'], ['local-5.4.0-clean', '5.4.0']]

/** A copy of a store that no broker has, and a plan for it that could be carried out at once. */
function idleStore(name: string) {
  const directory = copyOfStore(realStores.find(store => store.name === name)!.directory)
  const inspector = storeInspector(directory)
  const idle = look(directory)
  // Inside a container it cannot be known whether a broker outside has the store.
  expect(idle).toMatchObject({ abort: false })
  expect(idle.state).not.toBe('in-use')
  expect(inspector.plan(['--free', '200k']).blockers).toEqual([])
  return { directory, inspector, idle }
}

function launched(directory: string, version: BrokerVersion, within: readonly string[] = []): BrokerProcess {
  const broker = launchBroker(directory, version, ['--step'], within)
  onTestFinished(broker.close)
  return broker
}

/** The broker's next step, on which it waits. */
async function reach(broker: BrokerProcess, event: BrokerEvent['event']): Promise<void> {
  const { value } = await broker.events.next()
  if (value?.event !== event) throw new Error(`instead of ${event} the broker says ${value?.event}:\n${broker.complaints()}`)
}

/** Even who says that it is stopped deletes nothing. */
function expectNothingDeleted({ directory, inspector }: Pick<ReturnType<typeof idleStore>, 'directory' | 'inspector'>): void {
  const before = filesOf(directory)
  expect(inspector.apply('--purge')).toMatchObject({ exitCode: 2, document: { error: { kind: 'refusal', code: 'store-in-use' } } })
  expect(inspector.plan(['--free', '200k']).blockers.map(({ code }) => code)).toContain('store-in-use')
  expect(filesOf(directory)).toEqual(before)
}

/** Namespaces need a privilege. */
function requireUnshare(options: readonly string[], { skip }: TestContext): void {
  skip(spawnSync('unshare', [...options, 'true']).status !== 0, `unshare ${options.join(' ')} is not permitted here`)
}

describeBroker('a store that a real broker has', () => {
  describeRealStores('is recognised, and none of its files is deleted', () => {
    test.for(cases)('%s: loading, suspended before it takes the lock, running, killed', async ([name, version], context) => {
      requireBroker(version, context)
      const store = idleStore(name)
      const { directory, inspector, idle } = store
      const broker = launched(directory, version)
      await reach(broker, 'loaded')
      const loading = look(directory)
      expect(loading).toMatchObject({ state: 'in-use', abort: false })
      expect(signsOf(loading, broker)).toEqual([expect.stringMatching(/^file-(?:open|mapped)$/)])
      broker.signal('SIGSTOP')
      expect(look(directory)).toEqual(loading)
      expectNothingDeleted(store)
      broker.signal('SIGCONT')

      broker.goOn()
      await reach(broker, 'started')
      const running = look(directory)
      expect(running).toMatchObject({ state: 'in-use', abort: true })
      expect(signsOf(running, broker)).toContain('lock-held')
      expect(inspector.inspect().store.inUse.state).toBe('in-use')
      expectNothingDeleted(store)

      await broker.kill()
      expectCrashed(look(directory), idle, version === '4.9.7' ? 'abort-without-pid' : 'abort-pid-gone')
      expectAbortBlocks(store)
      // The pid of the crashed broker now belongs to something else.
      writeFileSync(join(directory, 'store/abort'), String(process.pid))
      expectCrashed(look(directory), idle, 'abort-pid-reused')
      expectAbortBlocks(store)
    })

    test.for(cases)('%s: in another process namespace', async ([name, version], context) => {
      requireBroker(version, context)
      const namespace = ['--pid', '--fork', '--mount-proc', '--kill-child']
      requireUnshare(namespace, context)
      const store = idleStore(name)
      const broker = launched(store.directory, version, ['unshare', ...namespace])
      await reach(broker, 'loaded')
      expect(look(store.directory).state).toBe('in-use')
      expectNothingDeleted(store)
      broker.goOn()
      await reach(broker, 'started')
      const { state, reasons } = look(store.directory)
      expect([state, reasons.some(({ code }) => code === 'lock-held')]).toEqual(['in-use', true])
      expectNothingDeleted(store)
    })

    test.for(cases)('%s: under another path in another mount namespace', async ([name, version], context) => {
      requireBroker(version, context)
      requireUnshare(['--mount'], context)
      const store = idleStore(name)
      const elsewhere = temporaryDirectory()
      const broker = launched(store.directory, version, ['unshare', '--mount', 'sh', '-c', 'mount --bind "$1" "$2" && cd "$2" && shift 2 && exec "$@"', 'sh', store.directory, elsewhere])
      await reach(broker, 'loaded')
      expect(readdirSync(elsewhere)).toEqual([])
      expect(signsOf(look(store.directory), broker)).toEqual([expect.stringMatching(/^file-(?:open|mapped)$/)])
      expectNothingDeleted(store)
      broker.goOn()
      await reach(broker, 'started')
      expect(signsOf(look(store.directory), broker)).toContain('lock-held')
      expectNothingDeleted(store)
    })
  })

  describeRealStores('raises no alarm about its copies', () => {
    test.for(cases)('%s: a copy made before, while loading, while running and after a crash', async ([name, version], context) => {
      requireBroker(version, context)
      const { directory, idle } = idleStore(name)
      const before = copyOfStore(directory)
      const broker = launched(directory, version)
      await reach(broker, 'loaded')
      const loading = copyOfStore(directory)
      broker.goOn()
      await reach(broker, 'started')
      const running = copyOfStore(directory)
      for (const copy of [before, loading]) expect(look(copy)).toMatchObject({ state: idle.state, abort: false })
      expect(look(running)).toMatchObject({ state: idle.state, abort: true })

      // While the original is in use a copy can be cut.
      const copied = storeInspector(loading)
      expect(copied.plan(['--free', '200k'])).toMatchObject({ blockers: [] })
      expect(copied.apply().document).toMatchObject({ schema: 'receipt/1', state: 'set-aside' })

      await broker.kill()
      for (const copy of [running, copyOfStore(directory)]) expect(look(copy)).toMatchObject({ state: idle.state, abort: true })
    })
  })
})

function expectCrashed(seen: InUse, idle: InUse, sign: string): void {
  expect(seen).toMatchObject({ state: idle.state, abort: true })
  // What a pid means is known only where all processes are seen.
  if (!idle.reasons.some(({ code }) => code === 'other-pid-namespace')) expect(seen.reasons.map(({ code }) => code)).toContain(sign)
}

/** Whoever has looked may start and stop the broker first; nothing is deleted before. */
function expectAbortBlocks({ directory, inspector }: Pick<ReturnType<typeof idleStore>, 'directory' | 'inspector'>): void {
  const before = filesOf(directory)
  expect(inspector.plan(['--free', '200k']).blockers.map(({ code }) => code)).toContain('abort-present')
  expect(inspector.apply('--purge')).toMatchObject({ exitCode: 2, document: { error: { kind: 'refusal', code: 'abort-present' } } })
  expect(filesOf(directory)).toEqual(before)
}
