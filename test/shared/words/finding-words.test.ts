import { describe, expect, test } from 'vitest'
import { findingCodes, type Finding } from '../../../shared/store/checks/finding'
import { newFinding } from '../../../shared/store/checks/new-finding'
import { unmendedReasons } from '../../../shared/store/cleanup/mending'
import { findingTitle, findingWords, unmendedWords } from '../../../shared/words/finding-words'
import { findingExamples } from './finding-examples'
import { expectGoodSentence } from './good-style'

describe.each(['en', 'zh'] as const)('in %s', lang => {
  test.each(findingCodes)('%s has a title and three good sentences for every case', code => {
    const examples = findingExamples.filter(finding => finding.code === code)
    expect(examples.length).toBeGreaterThan(0)
    for (const finding of examples) {
      const { message, consequence, remedy } = findingWords(finding, lang, 'UTC')
      for (const text of [message, consequence, remedy]) expectGoodSentence(text, lang)
    }
    expect(findingTitle(code, lang)).not.toMatch(/[.。!！]$|undefined/)
    expect(findingTitle(code, lang).length).toBeLessThanOrEqual(40)
  })

  test.each(unmendedReasons)('why nothing mends a finding (%s) is a good sentence', reason => expectGoodSentence(unmendedWords(reason, lang), lang))

  test('titles tell the codes apart', () => expect(new Set(findingCodes.map(code => findingTitle(code, lang))).size).toBe(findingCodes.length))

  test('a message tells what it is about: the queue, the group or the file', () => {
    const aboutTheStore = new Set(['commitlog-hole', 'commitlog-empty', 'abort-present', 'not-read', 'tiered-wrong-broker'])
    const isNamed = ({ code }: Finding, text: string): boolean => aboutTheStore.has(code) || text.includes('orders') || /mappedFileSizeCommitLog|分层索引|tiered index/.test(text)
    for (const finding of findingExamples) expect(findingWords(finding, lang).message).toSatisfy((text: string) => isNamed(finding, text))
  })
})

const visible = (count: number): Finding =>
  newFinding(
    'queue-dangling-visible',
    { physicalStart: 100, physicalEnd: 900, logMinOffset: 74_088_185_856, logMaxOffset: 88_000_000_000, minOffset: 0, maxOffset: 4_000_000, includesOffsetZero: 0, deadFiles: 10 },
    { subject: { side: 'local', topic: 'order-events', queueId: 3 }, count, range: { start: 0, end: count }, rangeKind: 'queue-offset' },
  )

test('many units', () => {
  expect(findingWords(visible(737_676), 'en').message).toBe(
    '737,676 units of order-events/3 (queue offset 0 to 737,675) point below 74,088,185,856, where the commitlog starts, and a client is served them.',
  )
  expect(findingWords(visible(737_676), 'zh').message).toBe(
    'order-events/3 的 73.77 万个单元（队列偏移 0 至 737,675）指向 CommitLog 起点 74,088,185,856 以下，而客户端会读到它们。',
  )
})

test('one unit', () =>
  expect(findingWords(visible(1), 'en').message).toBe('1 unit of order-events/3 (queue offset 0) points below 74,088,185,856, where the commitlog starts, and a client is served it.'))

test('issues of RocketMQ are named where one describes the same thing', () => {
  expect(findingWords(visible(1), 'en').issues).toEqual(['#8753'])
  expect(findingWords(newFinding('tiered-dangling-visible', { physicalStart: 0, physicalEnd: 1, logMinOffset: 1, logMaxOffset: 2, minOffset: 0, maxOffset: 2, realMinOffset: 1 }), 'zh').issues).toContain('#8076')
  expect(findingWords(newFinding('queue-unit-invalid', {}), 'en').issues).toEqual([])
})

test('times are told in the zone asked for', () => {
  const abort = newFinding('abort-present', { pid: 12_401, modifiedTime: Date.UTC(2026, 10, 20, 2, 41, 17) })
  expect(findingWords(abort, 'en', 'UTC').message).toContain('process 12401 on 2026-11-20 02:41:17')
  expect(findingWords(abort, 'zh', 'Asia/Shanghai').message).toContain('2026-11-20 10:41:17')
})
