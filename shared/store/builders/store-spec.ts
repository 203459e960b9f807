import type { IndexFileShape } from './encode-index-file'

/**
 * A store in a few words: what a broker was asked to do, not which bytes came of it. The same spec gives the same bytes.
 * The defaults make a store of a few dozen kilobytes with several segments and several files in each queue.
 */
export interface StoreSpec {
  readonly topics: readonly TopicSpec[]
  readonly groups?: readonly GroupSpec[]
  readonly tiered?: TieredSpec
  readonly brokerName?: string
  readonly clusterName?: string
  /** Decides how configuration is written, and what 4.9 does not have. */
  readonly release?: Release
  readonly segmentBytes?: number
  /** A multiple of 20. */
  readonly queueFileBytes?: number
  readonly index?: IndexFileShape
  /** The first message is stored after `startTime`, the last before `endTime`. */
  readonly startTime?: number
  readonly endTime?: number
  readonly seed?: number
}

export type Release = '4.9' | '5.3' | '5.4'

export interface TopicSpec {
  readonly topic: string
  readonly queues: number
  /** Over all queues; they take turns. */
  readonly messages: number
  /** When its messages come, as parts of the whole time. A topic that stops early becomes a dead queue. Default: [0, 1]. */
  readonly during?: readonly [from: number, to: number]
  /** Smallest and largest body. Default: [100, 300]. */
  readonly bodyBytes?: readonly [smallest: number, largest: number]
  readonly tags?: readonly string[]
  /** Messages to be delivered later: they stand in `SCHEDULE_TOPIC_XXXX` until then, and none has been delivered. */
  readonly delayLevel?: number
  /** Makes one body; the default is a small JSON document padded to a length within `bodyBytes`. */
  readonly body?: (message: MessageFacts) => Uint8Array
}

export interface MessageFacts {
  readonly topic: string
  /** The message's number in its topic, from 0. */
  readonly number: number
  readonly tag: string
  readonly storeTimestamp: number
  readonly sizeBytes: number
  /** In [0, 1), the same for the same spec. */
  readonly random: () => number
}

export interface GroupSpec {
  readonly group: string
  readonly topic: string
  /** How much of each queue it has consumed, from 0 to 1; above 1 it stands beyond the end. */
  readonly consumed: number
}

/** A tiered store of some topics: every queue from its first message on. */
export interface TieredSpec {
  readonly commitLogBytes?: number
  /** A multiple of 20. */
  readonly consumeQueueBytes?: number
  readonly topics: readonly { readonly topic: string; /** Part of each queue that is there; default 1. */ readonly uploaded?: number }[]
}

export type FullSpec = Required<Omit<StoreSpec, 'tiered'>> & { readonly tiered: Required<TieredSpec> | undefined }

export function completed(spec: StoreSpec): FullSpec {
  return {
    groups: [],
    brokerName: 'broker-a',
    clusterName: 'DefaultCluster',
    release: '5.3',
    segmentBytes: 8192,
    queueFileBytes: 200,
    index: { slots: 16, entries: 64 },
    startTime: Date.UTC(2026, 0, 5, 8),
    endTime: Date.UTC(2026, 0, 5, 9),
    seed: 1,
    ...spec,
    tiered: spec.tiered && { commitLogBytes: 2048, consumeQueueBytes: 200, ...spec.tiered },
  }
}
