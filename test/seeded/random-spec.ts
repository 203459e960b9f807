import { seededRandom } from '../../shared/store/builders/random'
import type { Release, StoreSpec, TopicSpec } from '../../shared/store/builders/store-spec'

/** Draws with one seed: the same store and the same damage every time. */
export interface Draw {
  /** In [0, 1). */
  readonly random: () => number
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
  oneOf<T>(all: readonly [T, ...T[]]): T
  /** One of a list; undefined of an empty one. */
  anyOf<T>(all: readonly T[]): T | undefined
}

export function drawWith(seed: number): Draw {
  const random = seededRandom(seed)
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
  return { random, between, oneOf: all => all[between(0, all.length - 1)] ?? all[0], anyOf: all => all[between(0, all.length - 1)] }
}

/** A store of any shape within some hundred kilobytes: topics, queues, sizes of files, topics that stop early, delayed messages, groups, a tiered part. */
export function randomSpec({ between, oneOf, random }: Draw, seed: number): StoreSpec {
  const topics = Array.from({ length: between(1, 3) }, (_, at): TopicSpec => {
    const from = random() < 0.7 ? 0 : random() * 0.5
    return {
      topic: oneOf(['orders', 'app-logs', '%RETRY%GID_a', '%DLQ%GID_b', 'long-'.padEnd(100, 'x')]) + (at === 0 ? '' : `-${at}`),
      queues: between(1, 4),
      messages: between(30, 160),
      during: [from, random() < 0.7 ? 1 : from + (1 - from) * (0.2 + 0.8 * random())],
      bodyBytes: oneOf([[1, 40], [100, 300], [50, 900]]),
      ...(random() < 0.5 && { tags: ['TagA', 'TagB', '标签'] }),
    }
  })
  const [first] = topics
  const delayed: TopicSpec[] = first !== undefined && random() < 0.3 ? [{ ...first, messages: between(1, 5), delayLevel: between(1, 18) }] : []
  return {
    seed,
    topics: [...topics, ...delayed],
    release: oneOf<Release>(['4.9', '5.3', '5.4']),
    segmentBytes: oneOf([4096, 8192, 16_384]),
    queueFileBytes: oneOf([100, 200, 400, 1000]),
    index: { slots: oneOf([16, 50]), entries: oneOf([32, 64, 200]) },
    groups: topics.map(({ topic }, at) => ({ group: `GID_${at}`, topic, consumed: random() })),
    ...(first !== undefined && random() < 0.6 && { tiered: { topics: [{ topic: first.topic, uploaded: oneOf([1, 0.9, 0.6]) }], commitLogBytes: oneOf([2048, 4096]), consumeQueueBytes: oneOf([100, 200]) } }),
  }
}
