import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseBrokerConf } from '../../../../shared/store/formats/broker-conf'
import { decodeConsumerOffsets, decodeDelayOffsets, decodeLmqOffsets, decodeTopics } from '../../../../shared/store/formats/config-files'
import { findReference, parseConfigJson, type ConfigValue } from '../../../../shared/store/formats/config-json'
import { describeRealStores, realStores } from '../../../helpers/real-stores'

/** Every file a broker writes as JSON: `*.json`, the metrics without an extension, and their `.bak`. */
function configFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(entry => entry.isFile() && /(\.json|Metrics|metrics|position-checkpoint)(\.bak)?$/.test(entry.name))
    .map(entry => join(directory, entry.name))
}

function valueOf(path: string): ConfigValue | undefined {
  const parsed = existsSync(path) ? parseConfigJson(readFileSync(path, 'utf8')) : undefined
  return parsed?.ok ? parsed.value : undefined
}

describeRealStores('every configuration file of a real broker', () => {
  test.each(realStores)('$name is read', ({ directory }) => {
    const config = join(directory, 'store/config')
    const compaction = join(directory, 'store/compaction')
    const files = [...configFiles(config), ...(existsSync(compaction) ? configFiles(compaction) : [])]
    expect(files.length).toBeGreaterThan(5)
    for (const file of files) {
      const parsed = parseConfigJson(readFileSync(file, 'utf8'))
      expect(parsed, file).toMatchObject({ ok: true })
      expect(parsed.ok && findReference(parsed.value), file).toBeUndefined()
    }
  })

  test.each(realStores)('$name has the topics and groups its maker lists', ({ name, directory }) => {
    const config = join(directory, 'store/config')
    const topics = valueOf(join(config, 'topics.json'))
    expect(topics === undefined).toBe(name.includes('rocksdb'))
    if (topics !== undefined) {
      const table = decodeTopics(topics)
      expect(table.hasStateVersion).toBe(!name.includes('4.9'))
      expect(table.topics.size).toBeGreaterThan(8)
      const batch = [...table.topics].filter(([, topic]) => topic.attributes.get('queue.type') === 'BatchCQ')
      expect(batch.map(([topic]) => topic)).toEqual(name.includes('batch') ? ['batch-topic'] : [])
    }
    const about = JSON.parse(readFileSync(join(directory, 'about.json'), 'utf8')) as { steps: string[] }
    const committed = new Set(about.steps.flatMap(step => /^commit group=(\S+)/.exec(step)?.[1] ?? []))
    const offsets = valueOf(join(config, 'consumerOffset.json'))
    const light = valueOf(join(config, 'lmqConsumerOffset.json'))
    if (offsets === undefined && light === undefined) return expect(name).toContain('rocksdb')
    const groups = new Set((light === undefined ? decodeConsumerOffsets(offsets ?? null) : decodeLmqOffsets(light)).map(row => row.group))
    expect(groups).toEqual(new Set([...groups, ...committed]))
  })

  test.each(realStores)('$name has the delay levels that were used', ({ directory }) => {
    const delays = decodeDelayOffsets(valueOf(join(directory, 'store/config/delayOffset.json')) ?? null)
    for (const level of delays.keys()) expect(level).toBeGreaterThan(0)
    for (const level of delays.keys()) expect(level).toBeLessThanOrEqual(18)
  })

  test.each(realStores)('$name has a readable broker.conf', ({ directory }) => {
    const conf = parseBrokerConf(readFileSync(join(directory, 'broker.conf'), 'utf8'))
    expect(conf.get('brokerName')).toBe('broker-a')
    expect(conf.get('storePathRootDir')).toBe('./store')
    expect(Number(conf.get('mappedFileSizeCommitLog')) % 262_144).toBe(0)
  })
})
