import { describe, expect, test } from 'vitest'
import { blockerCodes, type Blocker, type BlockerCode } from '../../../shared/store/cleanup/plan'
import type { InUseReason } from '../../../shared/store/in-use'
import { blockerWords } from '../../../shared/words/blocker-words'
import { inUseWords } from '../../../shared/words/in-use-words'
import { namesIn } from '../../../shared/words/names'
import { refusalWords } from '../../../shared/words/refusal-words'
import { refusalCodes } from '../../../shared/words/vocabulary'
import { expectGoodSentence } from './good-style'

const path = '/data/store/commitlog/00000000000000000000'

/** The facts that planning and carrying out give, each way. */
const blockerFacts: Readonly<Record<BlockerCode, readonly Blocker['facts'][]>> = {
  'store-in-use': [{ reason: 'lock-held', pid: 4242, command: 'java' }, { reason: null, pid: null, command: null }],
  'abort-present': [{ reason: 'abort-pid-gone' }],
  'liveness-unknown': [{ reason: 'other-pid-namespace', pid: null, command: null }],
  hole: [
    { start: 2000, end: 3000, kind: 'commitlog' },
    ...['queue', 'tiered-commitLog', 'tiered-consumeQueue'].map(kind => ({ topic: 'orders', queueId: 3, start: 0, end: 1234, kind })),
  ],
  'wrong-size': [{ sizeBytes: 7, expectedBytes: 6_000_000 }, { sizeBytes: 7, expectedBytes: null, error: null }, { sizeBytes: 7, error: 'EACCES' }],
  'stray-file': [{ kind: 'file' }],
  'would-empty-log': [{ segments: 0 }, {}],
  'would-touch-active-segment': [{ activeBaseOffset: 4000, requested: 9000 }],
  'layout-not-supported': [
    ...['rocksdb', 'combined', 'dledger', 'controller', 'compaction', 'metadata-outside-root', 'consume-queue-outside-root', 'quarantine-no-folder', 'tiered-provider', 'tiered-wrong-broker'].map(reason => ({ reason })),
    { reason: 'other-file-system', base: '/data/store' },
  ],
  'pending-messages': [{ delayed: 1, timer: 0, half: 2, revive: 12_345 }],
  'not-yet-uploaded': [{ topic: 'orders', queueId: 3, localMinOffset: 5000, tieredMaxOffset: 4321 }],
  'metadata-unreadable': [{ state: 'unreadable' }, { state: 'absent' }],
  'read-only-file-system': [{}],
  'unfinished-cleanup': [{ receipt: '0a1b2c-20260101T000000', state: 'applying' }, { reason: 'journal-damaged' }],
  'changed-since-plan': [...['gone', 'new', 'size', 'modified-time', 'inode', 'content'].map(change => ({ change })), {}],
}

const reasonCodes: readonly InUseReason['code'][] = [
  'lock-held', 'file-open', 'file-mapped', 'abort-pid-alive', 'abort-pid-gone', 'abort-pid-reused', 'abort-without-pid', 'processes-not-visible', 'other-pid-namespace', 'system-not-supported',
  'network-file-system',
]

describe.each(['en', 'zh'] as const)('in %s', lang => {
  test.each(blockerCodes)('the blocker %s says what to do', code => {
    for (const facts of blockerFacts[code])
      for (const place of [{ path }, {}])
        expectGoodSentence(blockerWords({ code, message: '', facts, ...place }, lang).replaceAll('journal-damaged', '/'), lang)
  })

  test.each(reasonCodes)('the sign %s is told with and without a process', code => {
    expectGoodSentence(inUseWords({ code, pid: 4242, command: 'java', path }, lang), lang)
    expectGoodSentence(inUseWords({ code, pid: 4242 }, lang), lang)
    expectGoodSentence(inUseWords({ code }, lang).replaceAll('?', '0'), lang)
  })

  test.each(refusalCodes)('the refusal %s has a sentence', code => {
    const facts = {
      receipt: '0a1b2c', plan: '0a1b2c', state: 'purged', root: '/data/other', roots: '/data/a, /data/b', names: 'broker-a, broker-b', line: 3, pid: 4242, topic: 'orders', queueId: 3, brokerName: 'broker-a', given: 'broker-b',
    }
    expectGoodSentence(refusalWords({ code, message: 'thrown', path, facts }, lang), lang)
    expectGoodSentence(refusalWords({ code, message: 'thrown', path, facts: {} }, lang), lang)
    expectGoodSentence(refusalWords({ code, message: 'thrown' }, lang), lang)
  })

  test('names are filled', () => {
    for (const names of Object.values(namesIn(lang)) as Record<string, string>[]) for (const name of Object.values(names)) expect(name).toMatch(/^\S.*\S$/u)
  })
})

test('figures of a blocker are in its sentence', () => {
  const pending: Blocker = { code: 'pending-messages', message: '', facts: { delayed: 1, timer: 0, half: 2, revive: 0 } }
  expect(blockerWords(pending, 'en')).toBe('The broker still needs what would be removed: 1 delayed message, 2 half messages. Choose an earlier cut, or give them up (--allow-pending).')
  expect(blockerWords(pending, 'zh')).toBe('Broker 仍需要将被移走的内容：1 条延时消息、2 条半消息。请选择更早的切点，或放弃它们（--allow-pending）。')
})

test('a refusal that is also a blocker says the same', () =>
  expect(refusalWords({ code: 'store-in-use', message: 'thrown', facts: { pid: 7 } }, 'en')).toBe(blockerWords({ code: 'store-in-use', message: '', facts: { pid: 7 } }, 'en')))

test('a refusal of an unknown code keeps the sentence it was thrown with', () => expect(refusalWords({ code: 'brand-new', message: 'thrown' }, 'zh')).toBe('thrown'))
