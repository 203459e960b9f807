import { join, type StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { decodeConsumerOffsets, decodeDelayOffsets, decodeLmqOffsets, decodeTopics, type CommittedOffset, type TopicTable } from '../formats/config-files'
import { parseConfigJson, type ConfigValue } from '../formats/config-json'
import { isFile, notAFile, type Census } from './census'
import { readText } from './recognise'
import type { ConfigFile } from './snapshot'

/** JSON files that a broker loads at its start and throws away when they do not parse. */
export const CONFIG_NAMES = [
  'topics.json', 'topicQueueMapping.json', 'consumerOffset.json', 'lmqConsumerOffset.json', 'consumerOrderInfo.json', 'subscriptionGroup.json',
  'consumerFilter.json', 'messageRequestMode.json', 'delayOffset.json', 'timermetrics', 'transactionMetrics', 'tieredStoreMetadata.json',
] as const

/** What the broker's own configuration says, as the broker itself would load it: the file, else its `.bak`. */
export interface Configuration {
  readonly files: readonly ConfigFile[]
  readonly topics: TopicTable | undefined
  /** Neither topics.json nor a `.bak` that stops the start: the broker begins with no topic at all. */
  readonly topicsAreLost: boolean
  readonly committed: readonly CommittedOffset<number>[]
  /** Positions that no queue can reach. */
  readonly committedBeyond: readonly CommittedOffset<bigint>[]
  readonly delayOffsets: ReadonlyMap<number, number>
}

export function readConfiguration(files: StoreFiles, census: Census, root: string): Configuration {
  const directory = join(root, 'config')
  const states: ConfigFile[] = []
  const values = new Map<string, ConfigValue>()
  for (const name of CONFIG_NAMES) {
    const main = load(files, census, directory, name)
    const backup = loadBackup(files, census, directory, name)
    if (main.state === 'absent' && backup.state === 'absent') continue
    states.push({ path: `config/${name}`, state: main.state, error: main.error, at: main.at, backup: backup.state })
    const value = main.value ?? backup.value
    if (value !== undefined) values.set(name, value)
  }
  const topics = values.get('topics.json')
  const inDatabase = ['topics', 'rdb'].some(name => census.has(directory, name, 'directory'))
  const consumerOffsets = values.get('consumerOffset.json')
  const lmqOffsets = values.get('lmqConsumerOffset.json')
  const delayOffsets = values.get('delayOffset.json')
  const committed = newestOf([
    ...(consumerOffsets === undefined ? [] : decodeConsumerOffsets(consumerOffsets)),
    ...(lmqOffsets === undefined ? [] : decodeLmqOffsets(lmqOffsets)),
  ])
  return {
    files: states,
    topics: topics === undefined ? undefined : decodeTopics(topics),
    topicsAreLost: topics === undefined && !inDatabase && states.find(({ path }) => path === 'config/topics.json')?.backup !== 'unreadable',
    committed: committed.filter(isWithin),
    committedBeyond: committed.filter(isBeyond),
    delayOffsets: delayOffsets === undefined ? new Map() : decodeDelayOffsets(delayOffsets),
  }
}

const isWithin = (position: CommittedOffset): position is CommittedOffset<number> => typeof position.committedOffset === 'number'
/** A negative one is none to a broker. */
const isBeyond = (position: CommittedOffset): position is CommittedOffset<bigint> => typeof position.committedOffset === 'bigint' && position.committedOffset > 0n

/** lmqConsumerOffset.json replaces consumerOffset.json where both name a position. */
function newestOf(positions: readonly CommittedOffset[]): CommittedOffset[] {
  const byPlace = new Map(positions.map(position => [`${position.group}\0${position.topic}\0${position.queueId}`, position]))
  return [...byPlace.values()]
}

/** A `.bak` without a byte is to the broker as one that is not there. */
function loadBackup(files: StoreFiles, census: Census, directory: string, name: string): Loaded {
  const backup = load(files, census, directory, `${name}.bak`)
  return backup.error === 'empty' ? { state: 'absent', error: null, at: null } : backup
}

interface Loaded {
  readonly state: ConfigFile['state']
  readonly error: string | null
  readonly at: number | null
  readonly value?: ConfigValue
}

function load(files: StoreFiles, census: Census, directory: string, name: string): Loaded {
  const entry = census.entry(directory, name)
  if (entry === undefined) return { state: 'absent', error: null, at: null }
  if (!isFile(entry)) return { state: 'unreadable', error: notAFile(entry.kind), at: null }
  if (entry.facts.sizeBytes === 0) return { state: 'unreadable', error: 'empty', at: 0 }
  try {
    const parsed = parseConfigJson(readText(files, entry.path))
    return parsed.ok ? { state: 'ok', error: null, at: null, value: parsed.value } : { state: 'unreadable', error: parsed.reason, at: parsed.at }
  } catch (error) {
    if (error instanceof Failure) return { state: 'unreadable', error: error.code, at: null }
    throw error
  }
}
