import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BrokerVersion } from './broker-matrix'
import { type BrokerProcess, launchBroker } from './broker-process'

/** What every offset of a range gave; `found` is a message that decodes, has its CRC and is the one asked for. */
export interface ReadCounts {
  readonly found: number
  readonly notFound: number
  readonly decodeFailed: number
  readonly crcBad: number
  readonly offsetMismatch: number
  readonly wrongTopic: number
  /** The first few that are not served, such as `notFound at 17`. */
  readonly examples: readonly string[]
}

/** One queue as the broker has it right after its start. */
export interface BrokerQueue {
  readonly topic: string
  readonly queueId: number
  readonly minOffset: number
  readonly maxOffset: number
  /** Of [minOffset, maxOffset). */
  readonly read?: ReadCounts
  /** Where three new messages went; `read` is of all from `maxOffset` on, delayed ones delivered in between included. */
  readonly appended?: { readonly firstOffset: number; readonly read: ReadCounts }
}

export interface BrokerView {
  readonly queues: readonly BrokerQueue[]
  /** Why it did not start; undefined when it did. */
  readonly refusal?: string
  /** It said so, ended with 0 and left no `abort`. */
  readonly stoppedCleanly: boolean
}

export interface BrokerOptions {
  /** Read every offset between minimum and maximum. */
  readonly read?: boolean
  /** Append three messages to every queue that clients write to. */
  readonly append?: boolean
  /** Kill it after its view: a clean stop takes ten seconds. */
  readonly kill?: boolean
  /** Lines of broker.conf that replace the store's own. */
  readonly settings?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 150_000

/**
 * Starts a real broker on the copy of a store (`store/`, maybe `tiered/`, `broker.conf`) and stops it again.
 * @throws Error when the broker dies or does not answer in time; a refusal to start is an answer
 */
export async function startBrokerOn(directory: string, version: BrokerVersion, options: BrokerOptions = {}): Promise<BrokerView> {
  const broker = launchBroker(directory, version, argumentsOf(options))
  const timer = setTimeout(() => broker.signal('SIGKILL'), options.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  try {
    return await viewOf(broker, join(directory, 'store/abort'), options.kill === true)
  } finally {
    clearTimeout(timer)
    await broker.close()
  }
}

async function viewOf(broker: BrokerProcess, abort: string, kill: boolean): Promise<BrokerView> {
  let queues: readonly BrokerQueue[] | undefined
  for (;;) {
    const { value } = await broker.events.next()
    if (value?.event === 'refused') return { refusal: `${value.reason}\n${broker.complaints()}`, queues: [], stoppedCleanly: false }
    if (value?.event === 'started') queues = value.queues
    if (queues !== undefined && kill) {
      await broker.kill()
      return { queues, stoppedCleanly: false }
    }
    if (queues !== undefined && value?.event === 'stopped') return { queues, stoppedCleanly: (await broker.ended()) === 0 && !existsSync(abort) }
    if (value === undefined) throw new Error(`the broker ended with ${await broker.ended()}:\n${broker.complaints()}`)
  }
}

const argumentsOf = ({ read, append, settings = {} }: BrokerOptions): string[] => [
  ...(read === true ? ['--read'] : []),
  ...(append === true ? ['--append'] : []),
  ...Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]),
]
