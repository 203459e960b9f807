import { describe, expect, test } from 'vitest'
import { decodeConsumerOffsets, decodeDelayOffsets, decodeLmqOffsets, decodeTopics } from '../../../../shared/store/formats/config-files'
import { parseConfigJson, type ConfigValue } from '../../../../shared/store/formats/config-json'

function valueOf(text: string): ConfigValue {
  const parsed = parseConfigJson(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.value
}

describe('topics.json', () => {
  test('gives each topic its queue counts and attributes', () => {
    const table = decodeTopics(
      valueOf('{"dataVersion":{"counter":7,"stateVersion":0},"topicConfigTable":{"a":{"attributes":{"queue.type":"BatchCQ"},"readQueueNums":8,"writeQueueNums":4},"b":{}}}'),
    )
    expect(table.hasStateVersion).toBe(true)
    expect(table.topics.get('a')).toEqual({ readQueues: 8, writeQueues: 4, attributes: new Map([['queue.type', 'BatchCQ']]) })
    expect(table.topics.get('b')).toEqual({ readQueues: 16, writeQueues: 16, attributes: new Map() })
  })

  test('has no state version when a 4.9 broker wrote it', () => {
    expect(decodeTopics(valueOf('{"dataVersion":{"counter":7,"timestamp":1},"topicConfigTable":{}}')).hasStateVersion).toBe(false)
  })

  test('is empty when it is not an object', () => {
    expect(decodeTopics(valueOf('[]'))).toEqual({ topics: new Map(), hasStateVersion: false })
  })
})

describe('committed offsets', () => {
  test('are listed per group, topic and queue', () => {
    expect(decodeConsumerOffsets(valueOf('{"offsetTable":{"orders@GID":{0:12,"3":-1}}}'))).toEqual([
      { group: 'GID', topic: 'orders', queueId: 0, committedOffset: 12 },
      { group: 'GID', topic: 'orders', queueId: 3, committedOffset: -1 },
    ])
  })

  test.each(['orders', 'a@b@c', '@GID', 'orders@', ''])('with the key "%s" are skipped, as by the broker', key => {
    expect(decodeConsumerOffsets(valueOf(JSON.stringify({ offsetTable: { [key]: { 0: 1 } } })))).toEqual([])
  })

  test('beyond 2^53 keep every digit', () => {
    expect(decodeConsumerOffsets(valueOf('{"offsetTable":{"a@g":{0:9223372036854775807,1:1.5,2:2}}}'))).toEqual([
      { group: 'g', topic: 'a', queueId: 0, committedOffset: 9_223_372_036_854_775_807n },
      { group: 'g', topic: 'a', queueId: 2, committedOffset: 2 },
    ])
  })

  test('of light queues stand in a table of their own', () => {
    expect(decodeLmqOffsets(valueOf('{"lmqOffsetTable":{"%LMQ%c@%LMQ%g":60},"offsetTable":{"plain@g":{1:7}}}'))).toEqual([
      { group: 'g', topic: 'plain', queueId: 1, committedOffset: 7 },
      { group: '%LMQ%g', topic: '%LMQ%c', queueId: 0, committedOffset: 60 },
    ])
  })

  test('of delay levels are keyed by level', () => {
    expect(decodeDelayOffsets(valueOf('{"offsetTable":{1:61,18:0}}'))).toEqual(new Map([[1, 61], [18, 0]]))
  })
})
