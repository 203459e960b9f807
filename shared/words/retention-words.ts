import type { Pressure } from '../store/retention/disks'
import type { Retention, RetentionReason } from '../store/retention/retention'
import { type Figures, figuresIn } from './figures'
import type { Lang } from './lang'

interface Facts {
  readonly text: (name: string) => string
  readonly exact: (name: string) => string
  readonly bytes: (name: string) => string
  readonly time: (name: string) => string
  readonly many: (name: string, one: string, other?: string) => string
}

type Reasons = Readonly<Record<RetentionReason['code'], (facts: Facts) => string>>
type Pressures = (pressure: Pressure, settings: Retention['settings'], say: Figures) => string

const hoursOf = ({ deleteWhen }: Retention['settings']): string => deleteWhen.value.map(hour => `${String(hour).padStart(2, '0')}:00`).join(', ')

const reasonsEn: Reasons = {
  'delete-when-unreadable': f => `deleteWhen has "${f.text('entry')}", which is no hour: the cleaner of the broker fails there every time and deletes nothing, however full the disk is. Write hours from 0 to 23, separated by semicolons.`,
  'goes-regardless': f => `To be deleted although not old enough, from a minute after the broker's start on, because the disk is too full: ${f.many('segments', 'segment', 'segments')} of ${f.bytes('bytes')}. What lies below physical offset ${f.exact('below')} is lost, read or not.`,
  'forcible-off': f => `The disk is ${f.text('percent')} % full, and cleanFileForciblyEnable=false keeps the broker from deleting what is not old enough.`,
  'times-reset': f => `Written to, copied or restored after their newest message (up to ${f.exact('hours')} hours later): ${f.many('segments', 'segment', 'segments')} of ${f.bytes('bytes')}. The broker counts the age of a file from its modification time: these stay as much longer.`,
  'times-ahead': f => `${f.many('segments', 'segment has', 'segments have')} a modification time in the future, up to ${f.time('until')} (${f.text('path')}): they and all after them stay until then and fileReservedTime more.`,
  'held-back': f => `Held back: ${f.many('segments', 'segment', 'segments')} of ${f.bytes('bytes')}, old enough while an earlier one is not; the broker never deletes in the middle. ${f.text('path')} holds back what comes behind it until ${f.time('until')}.`,
  'waits-for-hour': f => `Waiting for the hour of deleteWhen, ${f.time('at')}: ${f.many('segments', 'segment', 'segments')} of ${f.bytes('bytes')}, old enough.`,
  'goes-at-any-hour': f => `Deleted by a running broker now: ${f.many('segments', 'segment', 'segments')} of ${f.bytes('bytes')}, old enough.`,
  'not-old-enough': f => `Younger than fileReservedTime (${f.many('hours', 'hour', 'hours')}): ${f.many('segments', 'segment', 'segments')} of ${f.bytes('bytes')}; the first becomes due at ${f.time('until')}.`,
  'never-the-last': f => `The newest segment, ${f.text('path')}, is never deleted.`,
  'disk-holds-others': f => `On the disk of ${f.text('path')} this store takes ${f.bytes('storeBytes')} of the ${f.bytes('usedBytes')} in use; the disk has ${f.bytes('sizeBytes')}.`,
  'defaults-assumed': () => "No broker.conf was found: RocketMQ's defaults are assumed. Name it with --config.",
}

const reasonsZh: Reasons = {
  'delete-when-unreadable': f => `deleteWhen 中的“${f.text('entry')}”不是小时数：Broker 的清理任务每次都会在此出错，无论磁盘多满都不会删除任何文件。请填写 0 到 23 的小时，用分号分隔。`,
  'goes-regardless': f => `有 ${f.many('segments', '个段')}，共 ${f.bytes('bytes')}，未到保留时间也会被删除（Broker 启动一分钟后开始）：磁盘过满。物理偏移 ${f.exact('below')} 之前的消息无论是否已消费都将丢失。`,
  'forcible-off': f => `磁盘已用 ${f.text('percent')} %，但 cleanFileForciblyEnable=false，Broker 不会删除未到保留时间的文件。`,
  'times-reset': f => `有 ${f.many('segments', '个段')}，共 ${f.bytes('bytes')}，在最新一条消息之后又被写入、复制或恢复过（最多晚 ${f.exact('hours')} 小时）。Broker 按文件修改时间计算保留时间，因此它们会相应地多保留。`,
  'times-ahead': f => `有 ${f.many('segments', '个段')}的修改时间在未来，最晚为 ${f.time('until')}（${f.text('path')}）：它们及其后的段要到那时再加上 fileReservedTime 才会删除。`,
  'held-back': f => `有 ${f.many('segments', '个段')}，共 ${f.bytes('bytes')}，已到保留时间，但前面有一个未到：Broker 从不在中间删除。${f.text('path')} 使它们保留到 ${f.time('until')}。`,
  'waits-for-hour': f => `有 ${f.many('segments', '个段')}，共 ${f.bytes('bytes')}，已到保留时间，等待 deleteWhen 的时刻：${f.time('at')}。`,
  'goes-at-any-hour': f => `有 ${f.many('segments', '个段')}，共 ${f.bytes('bytes')}，已到保留时间：运行中的 Broker 会立即删除。`,
  'not-old-enough': f => `有 ${f.many('segments', '个段')}，共 ${f.bytes('bytes')}，未到 fileReservedTime（${f.exact('hours')} 小时）；第一个在 ${f.time('until')} 到期。`,
  'never-the-last': f => `最新的段 ${f.text('path')} 永远不会被删除。`,
  'disk-holds-others': f => `${f.text('path')} 所在磁盘已用 ${f.bytes('usedBytes')}，其中该存储占 ${f.bytes('storeBytes')}；磁盘总量 ${f.bytes('sizeBytes')}。`,
  'defaults-assumed': () => '未找到 broker.conf：按 RocketMQ 的默认值推断。可用 --config 指定。',
}

const pressureEn: Pressures = ({ mode, refusesMessages, disk }, settings) => {
  const used = disk === null ? 'How full the disk is cannot be seen' : `The disk is ${disk.percent} % full, as the broker counts`
  const at = `${settings.diskMaxUsedSpaceRatio.value} / ${settings.diskSpaceCleanForciblyRatio.value} / ${settings.diskSpaceWarningLevelRatio.value} %`
  const does = {
    'at-hours': `what is older than ${settings.fileReservedTime.value} hours goes at ${hoursOf(settings)}`,
    'any-hour': `what is older than ${settings.fileReservedTime.value} hours goes at any hour`,
    'at-once': 'the oldest segments go at once, however young they are',
  }[mode]
  return `${used}: ${does}${refusesMessages ? ', and the broker takes no message' : ''} (limits ${at}).`
}

const pressureZh: Pressures = ({ mode, refusesMessages, disk }, settings) => {
  const used = disk === null ? '无法得知磁盘使用率' : `按 Broker 的算法，磁盘已用 ${disk.percent} %`
  const at = `${settings.diskMaxUsedSpaceRatio.value} / ${settings.diskSpaceCleanForciblyRatio.value} / ${settings.diskSpaceWarningLevelRatio.value} %`
  const does = {
    'at-hours': `超过 ${settings.fileReservedTime.value} 小时的段在 ${hoursOf(settings)} 删除`,
    'any-hour': `超过 ${settings.fileReservedTime.value} 小时的段随时删除`,
    'at-once': '最旧的段立即删除，无论是否到期',
  }[mode]
  return `${used}：${does}${refusesMessages ? '，且 Broker 拒绝写入消息' : ''}（阈值 ${at}）。`
}

/** @param timeZone in which times are written */
export function retentionReasonWords({ code, facts }: RetentionReason, lang: Lang, timeZone: string): string {
  const say = figuresIn(lang, timeZone)
  const number = (name: string): number => Number(facts[name] ?? 0)
  return { en: reasonsEn, zh: reasonsZh }[lang][code]({
    text: name => String(facts[name] ?? ''),
    exact: name => say.exact(number(name)),
    bytes: name => say.bytes(number(name)),
    time: name => say.time(number(name)),
    many: (name, one, other) => say.many(number(name), one, other),
  })
}

export const pressureWords = (pressure: Pressure, settings: Retention['settings'], lang: Lang): string => ({ en: pressureEn, zh: pressureZh })[lang](pressure, settings, figuresIn(lang))
