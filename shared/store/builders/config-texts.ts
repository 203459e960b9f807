import { builtText, type BuiltFile } from './built-file'
import type { PlannedMessage } from './message-stream'
import type { FullSpec, Release } from './store-spec'
import { SCHEDULE_TOPIC } from '../formats/tags-code'
import { writeConfigJson, type ConfigSource, type ConfigWriter } from './write-config-json'

export const writerOf = (release: Release): ConfigWriter => (release === '5.4' ? 'fastjson2' : 'fastjson')

/** `config/*.json` with their `.bak`, and `broker.conf`. */
export function configFiles(spec: FullSpec, messages: readonly PlannedMessage[]): BuiltFile[] {
  const sources = {
    'topics.json': topicsSource(spec),
    'consumerOffset.json': offsetsSource(spec, messages),
    'subscriptionGroup.json': groupsSource(spec),
    'delayOffset.json': delaysSource(spec),
  }
  const files = Object.entries(sources).flatMap(([name, source]) => {
    const text = writeConfigJson(source, writerOf(spec.release))
    return [builtText(`store/config/${name}`, text, spec.endTime), builtText(`store/config/${name}.bak`, text, spec.endTime)]
  })
  return [...files, builtText('broker.conf', brokerConf(spec), spec.startTime)]
}

const dataVersion = (spec: FullSpec): { readonly [key: string]: ConfigSource } => ({
  counter: 1,
  ...(spec.release === '4.9' ? {} : { stateVersion: 0 }),
  timestamp: spec.endTime,
})

function topicsSource(spec: FullSpec): ConfigSource {
  const queues = new Map<string, number>()
  for (const topic of spec.topics) queues.set(topic.topic, Math.max(topic.queues, queues.get(topic.topic) ?? 0))
  if (spec.topics.some(topic => topic.delayLevel !== undefined)) queues.set(SCHEDULE_TOPIC, 18)
  const topicConfigTable = new Map(
    [...queues].map(([topicName, count]) => [
      topicName,
      {
        ...(spec.release === '4.9' ? {} : { attributes: {} }),
        order: false,
        perm: 6,
        readQueueNums: count,
        topicFilterType: 'SINGLE_TAG',
        topicName,
        topicSysFlag: 0,
        writeQueueNums: count,
      },
    ]),
  )
  return { dataVersion: dataVersion(spec), topicConfigTable }
}

function offsetsSource(spec: FullSpec, messages: readonly PlannedMessage[]): ConfigSource {
  const ends = new Map<string, Map<number, number>>()
  for (const { topic, queueId, queueOffset } of messages) ends.set(topic, (ends.get(topic) ?? new Map<number, number>()).set(queueId, queueOffset + 1))
  const offsetTable = new Map(
    spec.groups.map(({ group, topic, consumed }) => [
      `${topic}@${group}`,
      new Map([...(ends.get(topic) ?? [])].sort(([a], [b]) => a - b).map(([queueId, end]) => [queueId, Math.floor(end * consumed)])),
    ]),
  )
  return spec.release === '4.9' ? { offsetTable } : { dataVersion: dataVersion(spec), offsetTable }
}

function groupsSource(spec: FullSpec): ConfigSource {
  const groups = [...new Set(spec.groups.map(({ group }) => group))]
  const subscriptionGroupTable = new Map(
    groups.map(groupName => [
      groupName,
      {
        brokerId: 0,
        consumeBroadcastEnable: true,
        consumeEnable: true,
        consumeFromMinEnable: true,
        groupName,
        notifyConsumerIdsChangedEnable: true,
        retryMaxTimes: 16,
        retryQueueNums: 1,
        whichBrokerWhenConsumeSlowly: 1,
      },
    ]),
  )
  return { dataVersion: dataVersion(spec), subscriptionGroupTable }
}

function delaysSource(spec: FullSpec): ConfigSource {
  const levels = [...new Set(spec.topics.flatMap(({ delayLevel }) => delayLevel ?? []))].sort((a, b) => a - b)
  const offsetTable = new Map(levels.map(level => [level, 0]))
  return spec.release === '4.9' ? { offsetTable } : { dataVersion: dataVersion(spec), offsetTable }
}

/** What a broker started in the folder that holds `store/` needs to find this store and accept its sizes. */
function brokerConf(spec: FullSpec): string {
  const settings: [string, string | number][] = [
    ['brokerName', spec.brokerName],
    ['brokerClusterName', spec.clusterName],
    ['storePathRootDir', './store'],
    ['storePathCommitLog', './store/commitlog'],
    ['mappedFileSizeCommitLog', spec.segmentBytes],
    ['mappedFileSizeConsumeQueue', spec.queueFileBytes],
    ['maxHashSlotNum', spec.index.slots],
    ['maxIndexNum', spec.index.entries],
    ['timerWheelEnable', 'false'],
    ['fileReservedTime', 876_000],
  ]
  if (spec.tiered !== undefined) {
    settings.push(
      ['messageStorePlugIn', 'org.apache.rocketmq.tieredstore.TieredMessageStore'],
      ['tieredBackendServiceProvider', 'org.apache.rocketmq.tieredstore.provider.PosixFileSegment'],
      ['tieredStoreFilePath', './tiered'],
      ['tieredStoreCommitLogMaxSize', spec.tiered.commitLogBytes],
      ['tieredStoreConsumeQueueMaxSize', spec.tiered.consumeQueueBytes],
      ['tieredStoreFileReservedTime', 876_000],
    )
  }
  return settings.map(([key, value]) => `${key}=${value}\n`).join('')
}
