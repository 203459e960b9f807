import type { Lang } from '../../../shared/contract/schemas'

const en = {
  title: 'Store report', made: 'Made', by: 'by', redacted: 'Names of topics, groups, broker and cluster, roots and evidence bytes are left out.',
  inUse: 'In use', kinds: 'Kinds', layout: 'Consume queues', traits: 'Traits', log: 'Commitlog', findings: 'Findings', nextStart: 'Next start',
  counts: (error: number, warning: number, info: number): string => `${error} errors, ${warning} warnings, ${info} notes; `,
  depth: { quick: 'names, sizes, first and last units and records were read', deep: 'every unit and record was read' },
  none: 'Nothing was found.', segments: 'Segments', queues: 'Consume queues', tieredQueues: 'Tiered queues', groups: 'Groups',
  path: 'File', from: 'From', end: 'To', size: 'Size', state: 'State', first: 'Oldest message', last: 'Newest message', modified: 'Modified',
  topic: 'Topic', queue: 'Queue', min: 'Minimum', max: 'Maximum', position: 'In the log', dangling: 'Dangling, visible', hidden: 'Expired, hidden',
  group: 'Group', committed: 'Committed', lag: 'Lag', place: 'Place', what: 'What it is', consequence: 'What follows', remedy: 'What to do', repair: 'Repair', where: 'Where', bytesThere: 'Bytes there',
  more: (rows: number): string => `${rows} more rows are not shown.`,
  starts: { yes: 'The broker starts.', no: 'The broker does not start.', depends: 'Whether the broker starts depends.' },
  cut: (offset: number): string => `The log is cut at physical offset ${offset}.`,
  removed: (files: number): string => `${files} files go while it starts.`,
  cleaned: (files: number): string => `${files} files go with its first cleaning.`,
}
type ReportWords = typeof en

const zh: ReportWords = {
  title: '存储报告', made: '生成时间', by: '生成工具', redacted: 'Topic、消费组、Broker、集群的名称，根目录与证据字节已隐去。',
  inUse: '使用中', kinds: '种类', layout: '消费队列', traits: '特征', log: 'CommitLog', findings: '检查发现', nextStart: '下次启动',
  counts: (error, warning, info) => `错误 ${error} 项，警告 ${warning} 项，提示 ${info} 项；`,
  depth: { quick: '已读取文件名、大小以及首尾的索引单元与消息', deep: '已读取每个索引单元与每条消息' },
  none: '没有发现问题。', segments: '段文件', queues: '消费队列', tieredQueues: '分层队列', groups: '消费组',
  path: '文件', from: '起', end: '止', size: '大小', state: '状态', first: '最早消息', last: '最新消息', modified: '修改时间',
  topic: 'Topic', queue: '队列', min: '最小偏移', max: '最大偏移', position: '在日志中的位置', dangling: '悬空且可见', hidden: '过期且隐藏',
  group: '消费组', committed: '已提交', lag: '堆积', place: '位置', what: '是什么', consequence: '后果', remedy: '处理方法', repair: '修复', where: '位置', bytesThere: '该处字节',
  more: rows => `另有 ${rows} 行未显示。`,
  starts: { yes: 'Broker 能够启动。', no: 'Broker 无法启动。', depends: 'Broker 能否启动视情况而定。' },
  cut: offset => `日志将在物理偏移 ${offset} 处截断。`,
  removed: files => `启动时将删除 ${files} 个文件。`,
  cleaned: files => `首次清理将删除 ${files} 个文件。`,
}

export const reportWords: Readonly<Record<Lang, ReportWords>> = { en, zh }
