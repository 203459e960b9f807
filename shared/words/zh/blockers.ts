import type { Blocker } from '../../store/cleanup/plan'
import { numberOf, textOf } from '../facts'
import type { Figures } from '../figures'
import type { Vocabulary } from '../vocabulary'
import { named } from './named'

const layouts: Readonly<Record<string, string>> = {
  rocksdb: '该存储的消费队列保存在 RocksDB 中：指向某个段的单元无法随段一起移走。',
  combined: '该存储的消费队列同时保存在文件和 RocksDB 中：只能清理其中一份。',
  dledger: '该存储的日志由 DLedger 保存：只能查看，不能清理。',
  controller: '该 Broker 运行在 Controller 模式下：清理后其 Epoch 与日志不再一致。',
  compaction: '该存储含有 Compaction Topic：其文件无法同步清理。',
  'other-file-system': '与隔离区不在同一个文件系统。',
  'metadata-outside-root': '位于 Broker 根目录之外：无法安全改写。',
  'consume-queue-outside-root': '位于 Broker 根目录之外：其中的文件无法隔离。',
  'quarantine-no-folder': '是链接或不是目录：隔离到那里的文件会离开该存储。请先把它移走。',
  'tiered-provider': '分层存储不是由 PosixFileSegment 以文件保存：不能清理。',
  'tiered-wrong-broker': '分层元数据属于另一个名称的 Broker：请在正确的名称下清理。',
}
const aboutPath = new Set(['other-file-system', 'metadata-outside-root', 'consume-queue-outside-root', 'quarantine-no-folder'])

const holes: Readonly<Record<string, string>> = {
  commitlog: 'CommitLog ',
  queue: '消费队列',
  'tiered-commitLog': '分层 CommitLog ',
  'tiered-consumeQueue': '分层消费队列',
}

const queueOf = ({ facts }: Blocker): string => (facts['topic'] == null ? '' : `${textOf(facts, 'topic')}/${numberOf(facts, 'queueId') ?? 0} 的`)
const exact = ({ facts }: Blocker, name: string, say: Figures): string => say.exact(numberOf(facts, name) ?? 0)

export const changesZh: Readonly<Record<string, string>> = {
  gone: '已不存在',
  new: '是新增的',
  size: '大小不同',
  'modified-time': '文件时间不同',
  inode: '已是另一个文件',
  content: '内容不同',
}

export const blockersZh: Vocabulary['blockers'] = {
  'store-in-use': ({ facts }) =>
    `Broker 正在使用该存储${numberOf(facts, 'pid') === null ? '' : `（进程 ${numberOf(facts, 'pid')}）`}。请停止它；在它停止之前不会作任何改动。`,
  'abort-present': () => '存在 abort 文件：上一个 Broker 没有正常停止。请正常启动并停止一次，使日志与队列重新一致。',
  'liveness-unknown': () => '无法判断是否有 Broker 正在使用该存储。请确认没有，并明确声明（--assume-stopped）。',
  hole: (blocker, say) =>
    `${queueOf(blocker)}${holes[textOf(blocker.facts, 'kind')] ?? '存储'}在 ${exact(blocker, 'start', say)} 至 ${exact(blocker, 'end', say)} 之间有空洞。请放回缺失的部分，或把切点选在空洞末尾或其后。`,
  'wrong-size': ({ path, facts }, say) =>
    textOf(facts, 'error') === ''
      ? `${named(path, '某个文件')}的大小为 ${say.bytes(numberOf(facts, 'sizeBytes') ?? 0)}${numberOf(facts, 'expectedBytes') === null ? '' : `，而不是 ${say.bytes(numberOf(facts, 'expectedBytes') ?? 0)}`}。请恢复它；若它不属于此处，则移出存储。`
      : `${named(path, '某个文件')}无法读取（${textOf(facts, 'error')}）。存储没有全部看清之前，不会移走任何文件。`,
  'stray-file': ({ path, facts }, say) =>
    textOf(facts, 'kind') === 'many'
      ? `${named(path, '某个段目录')}中有 ${say.many(numberOf(facts, 'count') ?? 0, '项')}不应在那里：Broker 会拒绝启动。请先移出。`
      : `${named(path, '某个文件')}不应在段目录中：Broker 会拒绝启动。请先移出。`,
  'would-empty-log': ({ facts }) =>
    numberOf(facts, 'segments') === 0
      ? 'CommitLog 没有任何段。不会从这样的存储移走任何文件：Broker 启动时会销毁全部队列。'
      : 'CommitLog 将不剩任何段，Broker 启动时会销毁全部队列。请选择更早的切点。',
  'would-touch-active-segment': (blocker, say) => `切点超过了最新的段的起点 ${exact(blocker, 'activeBaseOffset', say)}，该段始终保留。请把切点选在此处或以下。`,
  'layout-not-supported': ({ path, facts }) => {
    const reason = textOf(facts, 'reason')
    const sentence = layouts[reason] ?? `这种布局不能清理（${reason}）。`
    return aboutPath.has(reason) ? `${named(path, '某个目录')}${sentence}` : sentence
  },
  'pending-messages': ({ facts }, say) => {
    const kinds = [
      ['delayed', '延时消息'],
      ['timer', '定时消息'],
      ['half', '半消息'],
      ['revive', 'POP 记录'],
    ] as const
    const counted = kinds.flatMap(([name, what]) => ((numberOf(facts, name) ?? 0) > 0 ? [`${say.many(numberOf(facts, name) ?? 0, '条')}${what.startsWith('P') ? ' ' : ''}${what}`] : []))
    return `Broker 仍需要将被移走的内容：${counted.join('、')}。请选择更早的切点，或放弃它们（--allow-pending）。`
  },
  'not-yet-uploaded': (blocker, say) =>
    `${queueOf(blocker)}队列将从 ${exact(blocker, 'localMinOffset', say)} 开始，但只上传到 ${exact(blocker, 'tieredMaxOffset', say)}：Broker 会销毁它的全部分层数据。请选择更早的切点，或先让 Broker 完成上传。`,
  'metadata-unreadable': ({ path, facts }) =>
    textOf(facts, 'state') === 'absent' ? '没有 tieredStoreMetadata.json，无法得知哪些分层文件在使用中。请打开其 Broker 的根目录，并指定此分层根目录（--tiered）。' : `${named(path, '分层元数据')}不可信赖。请先换上一份完好的副本。`,
  'read-only-file-system': ({ path }) => `${named(path, '存储')}所在的文件系统以只读方式挂载。请以可写方式挂载后重新生成方案。`,
  'unfinished-cleanup': ({ path, facts }) =>
    textOf(facts, 'receipt') === ''
      ? `${named(path, '某次清理')}无法作为清理读取（${textOf(facts, 'reason')}）。请先查看它，再作其他改动。`
      : `清理 ${textOf(facts, 'receipt')} 没有完成。请先完成它或全部放回（recover）。`,
  'changed-since-plan': ({ path, facts }) =>
    `${named(path, '存储')}与核对时不同${textOf(facts, 'change') === '' ? '' : `：${changesZh[textOf(facts, 'change')] ?? textOf(facts, 'change')}`}。请重新生成方案。`,
}
