import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtFile } from '../../shared/store/builders/built-file'
import type { Fault } from '../../shared/store/builders/faults'

const fixtures = join(import.meta.dirname, '../fixtures/compaction')

/** Files of topic `states` that a 5.4.0 store wrote (`test/broker/formats/WriteCompaction.java`): 26 messages with five keys, or what compacting left of them. */
export const withCompaction = (state: 'written' | 'compacted'): Fault => files => [
  ...files,
  ...readdirSync(join(fixtures, state), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(path => builtFile(`store/compaction/${path.slice(join(fixtures, state).length + 1)}`, new Uint8Array(readFileSync(path)), 0)),
]

/** Of the first file of either state: 10 units at most, and what ends it. */
export const COMPACTION_LOG = `store/compaction/compactionLog/states/0/${'0'.repeat(20)}`
export const COMPACTION_QUEUE = `store/compaction/compactionCq/states/0/${'0'.repeat(20)}`
