import { asInteger, entriesOf, field, type ConfigEntry, type ConfigValue } from './config-json'

/**
 * What the project needs of `config/topics.json`, `consumerOffset.json`, `lmqConsumerOffset.json` and `delayOffset.json`.
 * Mirrors TopicConfigManager, ConsumerOffsetManager, LmqConsumerOffsetManager and ScheduleMessageService: unknown fields
 * are skipped, missing ones have the broker's defaults, an offset no queue can reach (beyond 2^53) is a bigint.
 */
export interface TopicTable {
  readonly topics: ReadonlyMap<string, TopicConfig>
  /** `dataVersion.stateVersion` exists: since 5.0; 4.9 writes none. */
  readonly hasStateVersion: boolean
}

export interface TopicConfig {
  readonly readQueues: number
  readonly writeQueues: number
  /** Such as `queue.type` → `BatchCQ`, `cleanup.policy` → `COMPACTION`, `reserve.time` → hours. */
  readonly attributes: ReadonlyMap<string, string>
}

const DEFAULT_QUEUES = 16

export function decodeTopics(value: ConfigValue): TopicTable {
  const topics = new Map<string, TopicConfig>()
  for (const { key, value: topic } of entriesOf(field(value, 'topicConfigTable'))) {
    topics.set(key, {
      readQueues: asInteger(field(topic, 'readQueueNums')) ?? DEFAULT_QUEUES,
      writeQueues: asInteger(field(topic, 'writeQueueNums')) ?? DEFAULT_QUEUES,
      attributes: decodeAttributes(field(topic, 'attributes')),
    })
  }
  return { topics, hasStateVersion: field(field(value, 'dataVersion'), 'stateVersion') !== undefined }
}

function decodeAttributes(value: ConfigValue | undefined): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const { key, value: text } of entriesOf(value)) if (typeof text === 'string') attributes.set(key, text)
  return attributes
}

/** The next queue offset a group will consume of one queue; a bigint beyond the safe range of numbers. */
export interface CommittedOffset<O extends number | bigint = number | bigint> {
  readonly group: string
  readonly topic: string
  readonly queueId: number
  readonly committedOffset: O
}

/** `"offsetTable": {"topic@group": {queueId: offset}}` */
export function decodeConsumerOffsets(value: ConfigValue): CommittedOffset[] {
  return entriesOf(field(value, 'offsetTable')).flatMap(entry =>
    numberedOffsets(entry.value).flatMap(([queueId, committedOffset]) => committed(entry, queueId, committedOffset)),
  )
}

/** As `decodeConsumerOffsets`, and `"lmqOffsetTable": {"topic@group": offset}`, whose queues all have the id 0. */
export function decodeLmqOffsets(value: ConfigValue): CommittedOffset[] {
  const light = entriesOf(field(value, 'lmqOffsetTable')).flatMap(entry => {
    const offset = asOffset(entry.value)
    return offset === undefined ? [] : committed(entry, 0, offset)
  })
  return [...decodeConsumerOffsets(value), ...light]
}

/** `"offsetTable": {level: offset}`: per delay level the next queue offset of `SCHEDULE_TOPIC_XXXX`, queue level − 1. */
export function decodeDelayOffsets(value: ConfigValue): ReadonlyMap<number, number> {
  return new Map(numberedOffsets(field(value, 'offsetTable')).flatMap(([level, offset]) => (typeof offset === 'number' ? [[level, offset] as const] : [])))
}

/** A key that does not split into exactly two parts is skipped by the broker too. */
function committed({ key }: ConfigEntry, queueId: number, committedOffset: number | bigint): CommittedOffset[] {
  const [topic, group, ...more] = key.split('@')
  if (!topic || !group || more.length > 0) return []
  return [{ group, topic, queueId, committedOffset }]
}

/** Entries whose key is a number and whose value an offset; the same key later wins. */
function numberedOffsets(value: ConfigValue | undefined): [number, number | bigint][] {
  const offsets = new Map<number, number | bigint>()
  for (const { key, value: text } of entriesOf(value)) {
    const offset = asOffset(text)
    if (/^\d+$/.test(key) && offset !== undefined) offsets.set(Number(key), offset)
  }
  return [...offsets]
}

const asOffset = (value: ConfigValue): number | bigint | undefined => (typeof value === 'bigint' ? value : asInteger(value))
