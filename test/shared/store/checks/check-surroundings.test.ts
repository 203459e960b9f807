import { describe, expect, test } from 'vitest'
import { checkStore } from '../../../../shared/store/checks/check-store'
import type { ConfigFile, GroupPosition } from '../../../../shared/store/snapshot/snapshot'
import { queueOffset } from '../../../../shared/store/offsets'
import { findingWords } from '../../../../shared/words/finding-words'
import { indexFileUpTo, snapshotOf, strayAt, tieredOf, tieredQueueOf, type Parts } from './snapshot-of'

const brief = (parts: Parts) => checkStore(snapshotOf(parts)).map(({ code, severity, count }) => `${severity} ${code} ${count}`)

describe('index files', () => {
  test('that the log has left behind are one note', () => {
    const index = [indexFileUpTo(500, { dead: true }), indexFileUpTo(900, { dead: true }), indexFileUpTo(3000)]
    expect(checkStore(snapshotOf({ local: { index } }))).toEqual([
      expect.objectContaining({ code: 'index-stale', severity: 'info', count: 2, range: { start: 400, end: 900 }, rangeKind: 'physical-offset', subject: { side: 'local', path: index[0]?.path } }),
    ])
  })
  test('beside a numbered directory stop the broker', () =>
    expect(brief({ local: { unknownFiles: [strayAt('index/20260101', 'index', { kind: 'directory' })] } })).toEqual(['error index-stray-directory 1']))
  test('beside a foreign file do not', () => expect(brief({ local: { unknownFiles: [strayAt('index/notes.txt', 'index', { stopsBroker: false })] } })).toEqual([]))
})

describe('configuration', () => {
  const file = (changes: Partial<ConfigFile>): ConfigFile => ({ path: 'config/topics.json', state: 'ok', error: null, at: null, backup: 'ok', ...changes })
  test.each([
    ['is well', {}, []],
    ['does not parse', { state: 'unreadable', error: 'x', at: 12 } as const, ['error config-unreadable 1']],
    ['is missing and has a backup', { state: 'absent' } as const, []],
    ['is missing and its backup does not parse', { state: 'absent', backup: 'unreadable' } as const, ['error config-unreadable 1']],
    ['is well and its backup does not parse', { backup: 'unreadable' } as const, []],
  ])('a file that %s', (_, changes, expected) => expect(brief({ configs: [file(changes)] })).toEqual(expected))

  test('the place is the byte where the parser stopped', () =>
    expect(checkStore(snapshotOf({ configs: [file({ state: 'unreadable', error: 'x', at: 12, backup: 'absent' })] }))[0]).toMatchObject({
      range: { start: 12, end: 13 }, rangeKind: 'byte', facts: { at: 12, backup: 'absent', isAbsent: 0 },
    }))

  test('the tiered metadata is told once, by the tiered check', () => {
    const metadata = file({ path: 'config/tieredStoreMetadata.json', state: 'unreadable', error: 'x', at: 1 })
    const inconsistencies = [{ code: 'tiered-metadata-unreadable' as const, topic: null, queueId: null, path: 'config/tieredStoreMetadata.json', note: 'x' }]
    expect(brief({ configs: [metadata] })).toEqual(['error config-unreadable 1'])
    expect(brief({ configs: [metadata], tiered: tieredOf({ inconsistencies }) })).toEqual(['error tiered-metadata-unreadable 1'])
  })
})

describe('groups', () => {
  const at = (committedOffset: number, place: GroupPosition['place']): GroupPosition => ({ group: 'g', topic: 'orders', queueId: 0, committedOffset, lag: 30 - committedOffset, place })
  const queue = { minOffset: queueOffset(14) }
  test.each([
    [at(20, 'inside'), []],
    [at(40, 'beyond-max'), ['warning offset-beyond-max 10 [30, 40)']],
    [at(4, 'below-min'), ['info offset-below-min 10 [4, 14)']],
  ])('at $committedOffset of [14, 30)', (group, expected) =>
    expect(checkStore(snapshotOf({ queue, groups: [group] })).map(({ code, severity, count, range }) => `${severity} ${code} ${count} [${range?.start}, ${range?.end})`)).toEqual(expected),
  )
  test('the minimum is the lower one of both stores', () => {
    const [finding] = checkStore(snapshotOf({ queue, groups: [at(4, 'below-min')], tiered: tieredOf({ queues: [tieredQueueOf({ minOffset: queueOffset(6), realMinOffset: queueOffset(6), maxOffset: queueOffset(30) })] }) }))
    expect(finding).toMatchObject({ code: 'offset-below-min', subject: { group: 'g', topic: 'orders', queueId: 0 }, facts: { minOffset: 6, maxOffset: 30 } })
  })
  test('beyond 2^53 keep every digit', () => {
    const [finding] = checkStore(snapshotOf({ queue, groupsBeyond: [{ group: 'g', topic: 'orders', queueId: 0, committedOffset: 2n ** 63n - 1n }] }))
    expect(finding).toMatchObject({ code: 'offset-beyond-max', count: 1, facts: { committedOffset: '0x7fffffffffffffff', minOffset: 14, maxOffset: 30 } })
    expect(findingWords(finding!, 'en').message).toBe('Group g stands at 9,223,372,036,854,775,807 on orders/0; the queue ends at 30.')
  })
  test('are not judged where the queues were not read', () =>
    expect(brief({ store: { consumeQueueLayout: 'rocksdb' }, local: { queues: [] }, groups: [at(40, 'beyond-max')] })).toEqual(['info not-read 1']))
})

describe('the store as a whole', () => {
  test('a folder that could not be listed is a warning with its reason', () =>
    expect(checkStore(snapshotOf({ unreadFolders: [{ side: 'local', path: 'consumequeue/orders/1', error: 'EACCES' }] }))).toEqual([
      { code: 'not-read', severity: 'warning', subject: { side: 'local', path: 'consumequeue/orders/1' }, count: 1, facts: { part: 'unreadable-folder', reason: 'EACCES' } },
    ]))
  test('abort is a warning with the process it names', () =>
    expect(checkStore(snapshotOf({ store: { abort: { path: '/data/store/abort', pid: 42, modifiedTime: 7 } } }))).toEqual([
      { code: 'abort-present', severity: 'warning', subject: { side: 'local', path: 'abort' }, count: 1, facts: { pid: 42, modifiedTime: 7 } },
    ]))

  test('compaction files without their pair are one error per queue', () => {
    const compactionMismatches = ['t/0/000', 't/0/100', 't/1/000'].map(name => ({ path: `compaction/compactionLog/${name}`, missing: `compaction/compactionCq/${name}` }))
    expect(checkStore(snapshotOf({ local: { compactionMismatches } })).map(({ code, severity, count, subject }) => [code, severity, count, subject.path])).toEqual([
      ['compaction-pair-mismatch', 'error', 2, 'compaction/compactionLog/t/0/000'],
      ['compaction-pair-mismatch', 'error', 1, 'compaction/compactionLog/t/1/000'],
    ])
  })

  test('a queue directory that does not fit its topic stops the broker', () =>
    expect(brief({ local: { batchTopicMismatches: [{ topic: 't', directory: 'batchconsumequeue', queueType: 'SimpleCQ' }] } })).toEqual(['error batch-topic-mismatch 1']))

  test.each([
    ['compaction', 'compaction'],
    ['timer', 'timer'],
    ['queue-ext', 'queue-ext'],
  ] as const)('%s is named as not read', (trait, part) =>
    expect(checkStore(snapshotOf({ store: { traits: [trait] } }))).toEqual([expect.objectContaining({ code: 'not-read', severity: 'info', facts: { part, reason: null } })]),
  )
  test.each([['batch-queues'], ['lmq'], ['multi-path'], ['controller']] as const)('%s is read', trait => expect(brief({ store: { traits: [trait] } })).toEqual([]))
})
