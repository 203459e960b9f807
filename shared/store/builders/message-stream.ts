import { ipv4, type RecordFields } from './encode-record'
import { seededRandom } from './random'
import type { FullSpec, MessageFacts, TopicSpec } from './store-spec'
import { SCHEDULE_TOPIC } from '../formats/tags-code'

/** A message as a broker takes it, before it has a place in the commitlog. */
export type PlannedMessage = Omit<RecordFields, 'physicalOffset'>

const PRODUCER = ipv4('10.20.0.7', 48_722)
const BROKER = ipv4('10.20.0.2', 10_911)
/** Born this long before it was stored. */
const NETWORK_MS = 3

const utf8 = new TextEncoder()

/** All messages of a store in the order they are stored: the topics mixed, each at its own pace. */
export function messagesOf(spec: FullSpec): PlannedMessage[] {
  const random = seededRandom(spec.seed)
  const arrivals = spec.topics
    .flatMap(topic => Array.from({ length: topic.messages }, (_, number) => ({ topic, number, time: arrival(spec, topic, number, random()) })))
    .sort((a, b) => a.time - b.time)
  const nextOffsets = new Map<string, number>()
  return arrivals.map(({ topic, number, time }, order) => {
    const realQueueId = number % topic.queues
    const place = topic.delayLevel === undefined ? { topic: topic.topic, queueId: realQueueId } : { topic: SCHEDULE_TOPIC, queueId: topic.delayLevel - 1 }
    const queue = `${place.topic}/${place.queueId}`
    const queueOffset = nextOffsets.get(queue) ?? 0
    nextOffsets.set(queue, queueOffset + 1)
    const tag = topic.tags?.[Math.floor(random() * topic.tags.length)] ?? ''
    return {
      ...place,
      queueOffset,
      bornTimestamp: time - NETWORK_MS,
      bornHost: PRODUCER,
      storeTimestamp: time,
      storeHost: BROKER,
      body: bodyOf(topic, { topic: topic.topic, number, tag, storeTimestamp: time, sizeBytes: sizeBetween(topic.bodyBytes ?? [100, 300], random()), random }),
      properties: propertiesOf(topic, realQueueId, number, tag, order),
    }
  })
}

/** The topic's messages are spread evenly over its time, each a little early or late. */
function arrival(spec: FullSpec, { during: [from, to] = [0, 1], messages }: TopicSpec, number: number, jitter: number): number {
  const part = from + ((to - from) * (number + jitter)) / messages
  return Math.floor(spec.startTime + part * (spec.endTime - spec.startTime))
}

const sizeBetween = ([smallest, largest]: readonly [number, number], part: number): number => smallest + Math.floor(part * (largest - smallest + 1))

function bodyOf(topic: TopicSpec, facts: MessageFacts): Uint8Array {
  if (topic.body !== undefined) return topic.body(facts)
  const known = `{"topic":"${facts.topic}","number":${facts.number},"filler":"`
  return utf8.encode(`${known.padEnd(facts.sizeBytes - 2, 'store inspector ')}"}`)
}

function propertiesOf(topic: TopicSpec, realQueueId: number, number: number, tag: string, order: number): [string, string][] {
  const properties: [string, string][] = [
    ['KEYS', `${topic.topic}-${number}`],
    ['UNIQ_KEY', uniqueKey(order)],
    ['WAIT', 'true'],
  ]
  if (tag !== '') properties.push(['TAGS', tag])
  if (topic.delayLevel !== undefined) {
    properties.push(['DELAY', String(topic.delayLevel)], ['REAL_TOPIC', topic.topic], ['REAL_QID', String(realQueueId)])
  }
  return properties
}

/** As a client makes it: address, process id, class loader hash, then a count. 32 hexadecimal digits. */
const uniqueKey = (order: number): string => `0A1400070D3A18B4AAC2${order.toString(16).toUpperCase().padStart(12, '0')}`
