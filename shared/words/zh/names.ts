import type { FindingOf, UnreadPart } from '../../store/checks/finding-facts'
import type { Figures } from '../figures'
import { pathOf } from '../subject-names'
import type { Names, Sentences } from '../vocabulary'

export const namesZh: Names = {
  severity: { error: '严重', warning: '警告', info: '提示' },
  unitClass: {
    ok: '有效',
    'expired-hidden': '已过期·不可见',
    'expired-visible': '已过期·可见',
    'in-hole': '落在空洞',
    ahead: '超前',
    'pre-blank': '前置填充',
    unwritten: '未写',
    invalid: '无效',
  },
  groupPlace: { 'below-min': '低于最小位点', inside: '范围内', 'beyond-max': '超过末尾' },
  inUseState: { free: '未被使用', 'in-use': '使用中', unknown: '无法判断' },
  entryKind: { file: '文件', directory: '目录', link: '符号链接', other: '特殊文件' },
  workStage: {
    'listing-files': '列出文件',
    'reading-segments': '读取段文件',
    'reading-active-segment': '读取活动段文件',
    'reading-queues': '读取队列',
    'classifying-queues': '判定队列',
    'comparing-edges': '核对队列与 commitlog',
    'reading-tiered-queues': '读取分层队列',
    'deep-check': '深度检查',
    'reading-as-broker': '按 Broker 的方式读取',
    searching: '搜索',
    comparing: '比较字节',
    'planning-queues': '规划队列',
    'planning-tiered-queues': '规划分层队列',
    'counting-bytes': '统计字节',
    'reading-timer-log': '读取定时日志',
    'setting-aside': '移出文件',
    'putting-back': '放回文件',
    removing: '删除文件',
  },
  stepKind: {
    'consume-queue': '队列文件',
    index: '索引文件',
    commitlog: 'CommitLog 段',
    'tiered-metadata': '分层元数据',
    'tiered-consume-queue': '分层队列文件',
    'tiered-commitlog': '分层 CommitLog 文件',
    'tiered-stray': '分层游离文件',
    config: '配置文件',
    stray: 'Broker 不会写的文件',
  },
  stepReason: {
    'last-unit-below-cut': '连最后一个单元也指向切点以下',
    'index-below-cut': '全部低于切点',
    'segment-below-cut': '低于切点',
    'rows-of-removed-files': '被移走文件的元数据行',
    ghost: '有行无文件',
    'below-first-record': '指向保留的首条记录以下',
    'older-than-cut': '早于切点',
    'no-row': '没有元数据行',
    'not-a-brokers': 'Broker 不会在那里写这样的文件',
    'below-the-damage': '位于损坏处之前，或本身已损坏',
    unreadable: 'Broker 无法读取；由其 .bak 取代',
    'half-a-unit': '结尾只有半个单元，将被去掉',
  },
  keptReason: {
    'last-file-of-queue': '队列的最后一个文件',
    'straddles-the-cut': '跨越切点',
    'dead-queue-keeps-its-counter': '队列位点计数的唯一记录',
    'newest-index-file': '最新的索引文件',
    'active-segment': '正在写入的段',
    'at-or-after-the-cut': '位于切点或其后',
    'behind-a-kept-file': '位于保留的文件之后',
    'last-tiered-segment': '队列的最后一个分层文件',
    'first-record-unreadable': '首条记录无法读取',
  },
  receiptState: {
    applying: '隔离中断',
    'set-aside': '已隔离',
    undoing: '撤销中断',
    undone: '已撤销',
    'rolled-back': '已回滚',
    purging: '清除中断',
    purged: '已清除',
  },
}

/** By name, also for kinds that a newer version of the core may add. */
export const entryKindsZh: Readonly<Record<string, string>> = namesZh.entryKind

const recordReasons: Readonly<Record<string, string>> = {
  magic: '魔数未知',
  size: '长度不可能成立',
  'length-formula': '各部分长度之和与总长度不符',
  'body-crc': '消息体与校验和不符',
  'own-offset': '它记录的物理偏移量不是此处',
  'beyond-segment': '会超出段的末尾',
  blank: '此处为空白填充',
  unwritten: '此处为零',
  invalid: '不是记录',
  truncated: '过短，不足一条记录',
  queue: '它属于另一个队列',
  'queue-offset': '之前的位点缺失',
  'unit-unwritten': '单元位置上为零',
  'unit-pre-blank': '单元位置上为填充',
  'unit-invalid': '物理偏移量为负，或没有大小',
  'unit-too-small': '比任何记录都短',
  'unit-crosses': '超出文件中记录的末尾',
  'unit-order': '指向前一个单元所指位置之前',
  'unit-no-record': '那里不是记录的开头',
  'unit-size': '那里的记录大小不同',
  'unit-queue': '那里的记录属于另一个队列或位点',
}
export const recordReasonZh = (reason: string): string => recordReasons[reason] ?? reason

type NotRead = (finding: FindingOf<'not-read'>, say: Figures) => Sentences

/** Parts of a store that the check recognises and leaves unread, and what that means for its other answers. */
export const unreadPartsZh: Readonly<Record<UnreadPart, NotRead>> = {
  'rocksdb-queues': () => ({
    message: '消费队列保存在 consumequeue/ 下的 RocksDB 中，未读取。',
    consequence: '对队列、悬空单元和消费位点没有结论。CommitLog 和索引已检查。',
    remedy: '无需处理。不能对该存储执行清理。',
  }),
  'combined-queues': () => ({
    message: '消费队列同时保存在文件和 RocksDB 中，只读取了文件。',
    consequence: '关于队列的结论只对文件成立。Broker 可能从 RocksDB 读取。',
    remedy: '无需处理。不能对该存储执行清理。',
  }),
  dledger: () => ({
    message: '日志由 DLedger 保存在 dledger-*/ 中，未读取。',
    consequence: '单元指向该日志：是否悬空没有结论。已检查队列文件的名称和大小。',
    remedy: '无需处理。不能对该存储执行清理。',
  }),
  compaction: () => ({
    message: 'Compaction Topic 在 compaction/ 中的文件未读取，只比较了文件名。',
    consequence: '这些 Topic 从该处读取：关于其队列的结论只对另一份副本成立。',
    remedy: '无需处理。不能对该存储执行清理。',
  }),
  timer: () => ({
    message: '本次检查没有读取时间轮及其在 timerlog/ 中的日志。',
    consequence: '待投递的定时消息是否仍有记录没有结论。移走任何文件之前，方案会检查这一点。',
    remedy: '无需处理。',
  }),
  'queue-ext': () => ({
    message: 'consumequeue_ext/ 中的队列扩展文件未读取。',
    consequence: '关于单元的结论成立。其过滤数据是否存在没有结论。',
    remedy: '无需处理。',
  }),
  'tiered-without-metadata': (finding, say) => ({
    message: `分层存储中有 ${say.many(finding.count, '个')}文件，但没有找到元数据：它位于 Broker 根目录的 config/tieredStoreMetadata.json。`,
    consequence: '没有元数据，无法判断哪些文件属于该存储、哪些缺失、哪些游离。',
    remedy: '打开 Broker 的根目录（storePathRootDir），并将此目录指定为分层根目录（--tiered）。',
  }),
  'unreadable-files': (finding, say) => ({
    message: `有 ${say.many(finding.count, '个')}文件无法读取，第一个是 ${pathOf(finding)}${finding.facts.reason === null ? '' : `（${finding.facts.reason}）`}。`,
    consequence: '本次检查的所有结论都不包含其中的内容，Broker 也可能无法读取。',
    remedy: '以运行 Broker 的用户执行。若不是权限问题，请检查磁盘。',
  }),
  'unreadable-folder': finding => ({
    message: `目录 ${pathOf(finding)} 无法列出${finding.facts.reason === null ? '' : `（${finding.facts.reason}）`}。`,
    consequence: '本次检查的所有结论都不包含其中的队列和文件，以及消费组在这些队列上的位点。清理会被拒绝。',
    remedy: '以运行 Broker 的用户执行。若不是权限问题，请检查磁盘。',
  }),
}
