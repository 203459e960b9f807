import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { logbackConfiguration, prepareBroker } from './broker-classpath'
import type { BrokerVersion } from './broker-matrix'
import type { BrokerQueue } from './broker'

/** One line of `BrokerView.java`, which says when each comes. */
export type BrokerEvent =
  | { readonly event: 'cleaned' | 'stopped' }
  /** Since the program began to configure the broker: its store is loaded and recovered. */
  | { readonly event: 'loaded'; readonly milliseconds: number }
  | { readonly event: 'started'; readonly minOffset: number; readonly maxOffset: number; readonly queues: readonly BrokerQueue[] }
  | { readonly event: 'refused'; readonly reason: string }

/** A broker in a process of its own; whoever launches it closes it. */
export interface BrokerProcess {
  readonly pid: number
  readonly events: AsyncIterator<BrokerEvent>
  /** Lets a broker launched with `--step` go on from an event. */
  goOn(): void
  signal(signal: NodeJS.Signals): void
  /** SIGKILL, as a crash. */
  kill(): Promise<void>
  /** Its exit code, null when it was killed. */
  ended(): Promise<number | null>
  /** The end of its log and of its standard error. */
  complaints(): string
  /** Kills it if it still runs and removes its home. */
  close(): Promise<void>
}

/** Half a gigabyte at most, fast to start, and the doors open that brokers written for Java 8 need. */
const javaOptions = [
  '-Xmx512m', '-XX:MaxDirectMemorySize=512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData',
  '--add-opens=java.base/java.nio=ALL-UNNAMED', '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED', '--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED',
]

/**
 * Launches `BrokerView` in `directory`, which holds the `broker.conf`. Its home and its log are elsewhere. `within`: a program that
 * becomes the broker, such as `unshare`.
 */
export function launchBroker(directory: string, version: BrokerVersion, args: readonly string[], within: readonly string[] = []): BrokerProcess {
  const home = mkdtempSync(join(tmpdir(), 'store-inspector-broker-'))
  const log = join(home, 'broker.log')
  const properties = { 'user.home': home, 'rocketmq.client.logRoot': home, 'broker.log': log, 'logback.configurationFile': logbackConfiguration, 'rmq.logback.configurationFile': logbackConfiguration }
  const java = ['java', ...javaOptions, ...Object.entries(properties).map(([key, value]) => `-D${key}=${value}`), '-cp', prepareBroker(version), 'BrokerView', ...args]
  const [program = 'java', ...rest] = [...within, ...java]
  const child = spawn(program, rest, { cwd: directory })
  // It may be dead by then, which its events tell.
  child.stdin.on('error', () => undefined)
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  const end = once(child, 'exit').then(([code]) => code as number | null)
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await end
  }
  return {
    pid: child.pid ?? 0,
    events: eventsOf(child),
    goOn: () => void child.stdin.write('\n'),
    signal: signal => void child.kill(signal),
    kill,
    ended: () => end,
    close: async () => {
      await kill()
      rmSync(home, { recursive: true, force: true })
    },
    complaints: () => [lastLines(stderr), lastLines(existsSync(log) ? readFileSync(log, 'utf8') : '')].join('\n'),
  }
}

async function* eventsOf({ stdout }: ChildProcessWithoutNullStreams): AsyncGenerator<BrokerEvent> {
  for await (const line of createInterface({ input: stdout })) yield JSON.parse(line) as BrokerEvent
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-30).join('\n')
