import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { checkStore } from '../../shared/store/checks/check-store'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { launchBroker } from '../broker/broker-process'
import { writeStore } from './bench-deep'
import type { Figures } from './measure'

const VERSION = '5.4.0'

/**
 * Opening and checking a store, held against a real broker's load and recovery of the same directory after a clean stop: from the
 * first line of its program to the store being ready, and the same of an empty store, which is what the program costs by itself.
 */
export async function benchBroker(figures: Figures, directory: string, segments: number, segmentBytes: number, sources: ByteSources): Promise<void> {
  if (['java', 'javac', 'mvn'].some(name => spawnSync(name, ['-version']).error !== undefined)) return console.log('skipped: a broker needs Java and Maven')
  const [full, empty] = ['full', 'empty'].map(name => join(directory, name)) as [string, string]
  for (const home of [full, empty]) {
    mkdirSync(join(home, 'store'), { recursive: true })
    writeFileSync(join(home, 'broker.conf'), `storePathRootDir=./store\nstorePathCommitLog=./store/commitlog\nmappedFileSizeCommitLog=${segmentBytes}\nbrokerName=broker-a\n`)
  }
  const records = writeStore(join(full, 'store'), segments, segmentBytes)
  figures.begin(`broker ${VERSION}: ${segments} segments of ${segmentBytes} bytes, ${records} records`)
  const files = createStoreFiles(sources)
  const look = (): number => {
    const start = performance.now()
    checkStore(takeSnapshot(files, recognise(files, join(full, 'store'))))
    return (performance.now() - start) / 1000
  }
  look()
  const ours = Math.min(look(), look(), look())
  const idle = await loading(empty)
  const broker = { name: 'its load and recovery', seconds: (await loading(full)) - idle }
  figures.add('a broker starts on an empty store', idle, 1, 'starts')
  figures.add('load and recovery, the empty start taken off', broker.seconds, segments * segmentBytes, 'B')
  figures.add(`${sources.backend}: opened and checked`, ours, segments * segmentBytes, 'B', broker)
}

/** Seconds until a broker's store is ready. */
async function loading(directory: string): Promise<number> {
  const broker = launchBroker(directory, VERSION, ['--step'])
  try {
    const { value } = await broker.events.next()
    if (value?.event !== 'loaded') throw new Error(`the broker did not load ${directory}:\n${broker.complaints()}`)
    return value.milliseconds / 1000
  } finally {
    await broker.close()
  }
}
