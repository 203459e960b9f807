import { expect } from 'vitest'

/** RocketMQ's own terms, and what Chinese documents keep in Latin letters. */
const keptInChinese = new Set([
  'RocketMQ', 'Broker', 'CommitLog', 'Topic', 'Key', 'POP', 'RocksDB', 'DLedger', 'Compaction', 'Controller', 'Epoch', 'PosixFileSegment', 'IPv', 'SimpleCQ', 'BatchCQ',
  'abort', 'bak', 'root', 'plan', 'recover', 'brokerName', 'enableConsumeQueueExt', 'mappedFileSizeCommitLog', 'queueMetadataTable', 'storePathRootDir', 'tieredStoreFilePath', 'epochFileCheckpoint', 'read', 'io',
  'commitlog', 'kB', 'MB', 'GB', 'TB',
])

/** Everything in a sentence that is a name or a command and not a word: paths, options, settings, errno names. */
const names = /--repair [a-z-]+|--[a-z-]+|[\w.*{}-]*[/=][\w./*={}-]*|\b[\w-]+\.(?:json|conf|bak)\b|\bqueue\.type\b|\bE[A-Z]{2,}\b|\bGID_\w+|\brmq_sys_\w+|\bbroker-\w+|\borders\b|\bjava\b|\b(?=\w*\d)[0-9a-z-]{6,}\b/g

export function expectGoodSentence(text: string, lang: 'en' | 'zh'): void {
  expect(text).not.toBe('')
  expect(text).not.toMatch(/undefined|NaN|null|\[object|\?\?|\s{2}|^\s|\s$|Infinity/)
  expect(text).not.toMatch(/please|oops|successfully|corrupted|[!！]/i)
  if (lang === 'en') {
    expect(text, 'a sentence begins with a capital, a figure or a name').toMatch(/^[A-Z0-9/]|^[a-z-]+[/.]|^(abort|commitlog|consumequeue|orders|broker)/)
    expect(text).toMatch(/[.)]$/)
    expect(text, 'one thing, one verb').not.toMatch(/(?<![\d,])1 (?:[a-z-]+ )?(?:units|files|rows|records|segments|messages|entries|queues)\b/)
    expect(text).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/)
    return
  }
  expect(text).toMatch(/[。）]$/)
  const words = text.replaceAll(names, ' ')
  expect(words, 'full-width punctuation').not.toMatch(/[,;:](?!\d)|\?|\.\s|[(]/)
  expect(text, 'no space beside full-width punctuation').not.toMatch(/\s[，。；：、）]|[，。；：、（]\s/)
  expect(text, 'no space inside Chinese').not.toMatch(/[\u4e00-\u9fff]\s[\u4e00-\u9fff]/)
  expect(text, 'a space between Chinese and Latin or digits').not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/)
  const latin = words.match(/[A-Za-z]{2,}/g) ?? []
  expect(latin.filter(word => !keptInChinese.has(word))).toEqual([])
}
