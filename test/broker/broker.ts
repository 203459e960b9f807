import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrokerVersion } from './broker-matrix'
import { launchBroker } from './broker-process'

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
  /** Where three new messages went; `read` is of all from `maxOffset` on. */
  readonly appended?: { readonly firstOffset: number; readonly read: ReadCounts }
}

export interface BrokerView {
  readonly log: { readonly minOffset: number; readonly maxOffset: number }
  readonly queues: readonly BrokerQueue[]
  /** What of the segment directories is gone once it has started, and what its first cleaning took: relative paths, in order. */
  readonly removedAtStart: readonly string[]
  readonly removedByCleaning: readonly string[]
  /** Why it did not start; undefined when it did. */
  readonly refusal?: string
  /** It said so, ended with 0 and left no `abort`. */
  readonly stoppedCleanly: boolean
}

export interface BrokerOptions {
  /** Read every offset between minimum and maximum. */
  readonly read?: boolean
  /** Have it do what it does a minute after its start. */
  readonly clean?: boolean
  /** Append three messages to every queue that clients write to. */
  readonly append?: boolean
  /** Kill it after its view: a clean stop takes ten seconds. */
  readonly kill?: boolean
  /** Lines of broker.conf that replace the store's own. */
  readonly settings?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 270_000

/**
 * Starts a real broker on the copy of a store (`store/`, maybe `tiered/`, `broker.conf`) and stops it again.
 * @throws Error when the broker dies or does not answer in time; a refusal to start is an answer
 */
export async function startBrokerOn(directory: string, version: BrokerVersion, options: BrokerOptions = {}): Promise<BrokerView> {
  const removed = watchSegmentFiles(join(directory, 'store'))
  const broker = launchBroker(directory, version, argumentsOf(options))
  const timer = setTimeout(() => broker.signal('SIGKILL'), options.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  const lastEvent = options.kill !== true ? 'stopped' : options.clean === true ? 'cleaned' : 'started'
  let view: BrokerView = { log: { minOffset: 0, maxOffset: 0 }, queues: [], removedAtStart: [], removedByCleaning: [], stoppedCleanly: false }
  try {
    for (;;) {
      const { value } = await broker.events.next()
      if (value === undefined) throw new Error(`the broker ended with ${await broker.ended()}:\n${broker.complaints()}`)
      if (value.event === 'refused') return { ...view, refusal: `${value.reason}\n${broker.complaints()}` }
      if (value.event === 'started') view = { ...view, log: { minOffset: value.minOffset, maxOffset: value.maxOffset }, queues: value.queues, removedAtStart: removed() }
      if (value.event === 'cleaned') view = { ...view, removedByCleaning: removed() }
      if (value.event === 'stopped') view = { ...view, stoppedCleanly: (await broker.ended()) === 0 && !existsSync(join(directory, 'store/abort')) }
      if (value.event === lastEvent) return view
      broker.goOn()
    }
  } finally {
    clearTimeout(timer)
    await broker.close()
  }
}

const SEGMENT_DIRECTORIES = ['commitlog', 'consumequeue', 'batchconsumequeue', 'index']

/** @returns which segment, queue and index files have gone since it was last asked, relative to the root */
function watchSegmentFiles(root: string): () => readonly string[] {
  const list = (): string[] =>
    SEGMENT_DIRECTORIES.filter(name => existsSync(join(root, name))).flatMap(name =>
      readdirSync(join(root, name), { recursive: true, withFileTypes: true }).flatMap(entry => (entry.isFile() && /^\d+$/.test(entry.name) ? join(entry.parentPath, entry.name).slice(root.length + 1) : [])),
    )
  let kept = list()
  return () => {
    const now = new Set(list())
    const gone = kept.filter(path => !now.has(path))
    kept = kept.filter(path => now.has(path))
    return gone.sort()
  }
}

const argumentsOf = ({ read, append, clean, settings = {} }: BrokerOptions): string[] => [
  '--step',
  ...(read === true ? ['--read'] : []),
  ...(append === true ? ['--append'] : []),
  ...(clean === true ? ['--clean'] : []),
  ...Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]),
]
