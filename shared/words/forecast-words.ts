import type { ForecastNote } from '../store/forecast/forecast'
import { figuresIn } from './figures'
import type { Lang } from './lang'

type Words = Readonly<Record<ForecastNote['code'], (facts: (name: string) => string) => string>>

const en: Words = {
  'only-quick-look': () => 'Foretold from names, sizes, both ends of every queue and the newest segment; damage in older segments was not looked for.',
  'version-assumed': facts => `The rules of RocketMQ ${facts('version')} are assumed; name another with --broker-version.`,
  'queues-not-read': () => 'The consume queues in RocksDB are not read: nothing is foretold of them.',
  'queues-destroyed': facts => `The commitlog is empty: the broker destroys every consume queue (${facts('queues')} here), and all offsets begin at 0 again.`,
  'log-not-read': () => 'DLedger keeps the log of this store, and it is not read: nothing is foretold of it, nor of the queues that point into it.',
  'hole-stays': facts => `The hole from ${facts('start')} to ${facts('end')} is only logged; consumers stall or skip there.`,
  'older-segments-not-read': facts => `A broker does not read the ${facts('segments')} older segments at its start either: damage there stays unnoticed.`,
  'queues-given-up': facts => `broker.conf puts the queues into RocksDB: the files of ${facts('queues')} queues are not read any more.`,
  'segments-due': facts => `${facts('segments')} segments are older than fileReservedTime (${facts('hours')} hours): the broker deletes them when its clock reaches hour ${facts('deleteWhen')}, or earlier when the disk fills up.`,
  'minimum-stays-zero': facts => `Deleted messages are served until the broker's first cleaning, at least 60 seconds: ${facts('units')} units of ${facts('queues')} queues.`,
}

const zh: Words = {
  'only-quick-look': () => '依据文件名、大小、各队列首尾和最新的段预演；未检查更旧的段是否损坏。',
  'version-assumed': facts => `按 RocketMQ ${facts('version')} 的规则推断；可用 --broker-version 指定其他版本。`,
  'queues-not-read': () => 'RocksDB 中的消费队列未读取，不对其预演。',
  'queues-destroyed': facts => `CommitLog 为空：Broker 会销毁全部消费队列（此处 ${facts('queues')} 个），所有位点从 0 重新开始。`,
  'log-not-read': () => '该存储的日志由 DLedger 保存，未读取，因此不对日志及指向它的队列进行预演。',
  'hole-stays': facts => `从 ${facts('start')} 到 ${facts('end')} 的空洞只会记录日志；消费者会在此停滞或跳过。`,
  'older-segments-not-read': facts => `Broker 启动时也不会读取更旧的 ${facts('segments')} 个段：其中的损坏不会被发现。`,
  'queues-given-up': facts => `broker.conf 将队列改存于 RocksDB：${facts('queues')} 个队列的文件将不再读取。`,
  'segments-due': facts => `有 ${facts('segments')} 个段已超过 fileReservedTime（${facts('hours')} 小时）：Broker 在 ${facts('deleteWhen')} 点删除它们，磁盘将满时会更早。`,
  'minimum-stays-zero': facts => `在 Broker 首次清理之前（至少 60 秒）会返回已删除的消息：${facts('queues')} 个队列的 ${facts('units')} 个单元。`,
}

/** One remark on what a broker does at its next start. */
export function forecastWords({ code, facts }: ForecastNote, lang: Lang): string {
  const say = figuresIn(lang)
  return { en, zh }[lang][code](name => {
    const value = facts[name]
    return typeof value === 'number' ? say.exact(value) : (value ?? '')
  })
}
