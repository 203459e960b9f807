import { numberOf, textOf } from '../facts'
import type { RefusalFacts, Vocabulary } from '../vocabulary'
import { messageRefusalsZh } from './message-refusals'
import { changesZh } from './blockers'
import { named } from './named'
import { namesZh } from './names'

const states: Readonly<Record<string, string>> = namesZh.receiptState

/** A name among the facts with a blank on both sides; nothing where there is none. */
const naming = ({ facts }: RefusalFacts, name: string): string => (textOf(facts, name) === '' ? '' : ` ${textOf(facts, name)} `)

/** A list among the facts, as Chinese separates it. */
const listed = (facts: RefusalFacts['facts'], name: string): string => textOf(facts, name).replaceAll(', ', '、')

export const refusalsZh: Vocabulary['refusals'] = {
  ...messageRefusalsZh,
  'not-found': ({ path }) => `${named(path, '该目录')}不存在。`,
  'not-a-directory': ({ path }) => `${named(path, '该路径')}不是目录。请指定存放存储的目录。`,
  'not-a-store': ({ path }) =>
    `${named(path, '该目录')}不是 RocketMQ 存储：在该目录及其上级目录中查找了 commitlog/、consumequeue/、config/ 和分层目录。请打开 broker.conf 中的 storePathRootDir 或 tieredStoreFilePath。`,
  'several-stores': ({ path, facts }) => `${named(path, '该目录')}含有多个存储${textOf(facts, 'names') === '' ? '' : `（${listed(facts, 'names')}）`}。请打开其中一个。`,
  'no-configuration': ({ path }) => `${named(path, '指定的配置文件')}不存在。`,
  'no-tiered-root': ({ path }) => `${named(path, '指定的分层目录')}不存在，或不是分层存储根目录：其中没有集群目录。`,
  'no-commitlog': ({ path }) => `${named(path, '指定的 CommitLog 目录')}不存在。`,
  'no-journal-directory': ({ path }) => `${named(path, '指定的操作日志目录')}不存在。`,
  'io-not-available': () => '此处无法使用内存映射。请使用 --io read。',
  'store-not-open': () => '该存储已不再打开。请重新打开。',
  'no-such-queue': ({ facts }) => {
    const side = { local: '本地', tiered: '分层' }[textOf(facts, 'side')] ?? ''
    return textOf(facts, 'topic') === '' ? '该存储中没有这个队列。' : `该存储中没有${side}队列 ${textOf(facts, 'topic')}/${numberOf(facts, 'queueId') ?? 0}。`
  },
  'no-such-plan': refusal => `方案${naming(refusal, 'plan')}不是在此处生成的，或存储之后被重新打开过。请重新生成。`,
  'no-such-recent': () => '该存储已不在最近打开的列表中。',
  'no-dialog': () => '此处没有目录对话框。请输入路径。',
  'not-openable': ({ path, facts }) => `${named(path, '该路径')}不在程序启动时指定的目录之下${textOf(facts, 'roots') === '' ? '' : `：${listed(facts, 'roots')}`}。`,
  'not-empty': ({ path }) => `${named(path, '该目录')}不是空的。示例存储只能写入空目录或新目录。`,
  'plan-unreadable': () => '这不是 plan/1 格式的方案。请用此版本重新生成。',
  'plan-invalid': ({ path }) => `该方案不是由本程序生成的${path === undefined ? '' : `（${path}）`}。请重新生成。`,
  'plan-altered': refusal => `方案${naming(refusal, 'plan')}与生成时的摘要不符：之后被改动过。请重新生成并核对。`,
  'plan-of-another-store': refusal => `方案${naming(refusal, 'plan')}是为另一个存储生成的${textOf(refusal.facts, 'root') === '' ? '' : `：${textOf(refusal.facts, 'root')}`}。`,
  'wrong-confirmation': ({ facts }) =>
    textOf(facts, 'brokerName') === '' ? '给出的不是 Broker 名。未作任何改动。' : `Broker 名是“${textOf(facts, 'brokerName')}”，而不是“${textOf(facts, 'given')}”。未作任何改动。`,
  'cut-not-applicable': () => '分层存储的每个队列都有自己的日志：不能按一个偏移量或大小来切。请按时间切，或只清理悬空部分。',
  'nothing-to-do': () => '该方案没有步骤：无需执行。',
  'journal-inside-store': ({ path }) => `${named(path, '操作日志')}位于存储之内。请选择其他目录。`,
  'another-cleanup-is-running': ({ facts }) => `该存储正在执行另一次清理${numberOf(facts, 'pid') === null ? '' : `（进程 ${numberOf(facts, 'pid')}）`}。`,
  'deep-check-running': () => '该存储正在进行深度检查：请等待其完成，或先停止它。',
  'unknown-receipt': ({ facts }) => (textOf(facts, 'receipt') === '' ? '该存储没有这次清理。' : `该存储没有清理 ${textOf(facts, 'receipt')}。`),
  'wrong-state': refusal => `清理${naming(refusal, 'receipt')}的状态为“${states[textOf(refusal.facts, 'state')] ?? '其他'}”，不能执行此操作。`,
  'undo-blocked': ({ path }) => `清理之后存储发生了变化：${named(path, '某个文件')}妨碍放回。已隔离的文件留在原处。`,
  'written-since': ({ path, facts }, say) =>
    `清理之后存储被写入过（${(numberOf(facts, 'files') ?? 1) > 1 ? `${named(path, '某个文件')}等 ${say.many(numberOf(facts, 'files') ?? 1, '个文件')}` : (path ?? '某个文件')}）：Broker 曾经运行。未放回任何文件，已隔离的文件留在原处。仍可在保留新写入内容的前提下放回（--accept-writes），或彻底删除。`,
  'journal-damaged': ({ path, facts }, say) => `${named(path, '隔离区')}中的操作日志第 ${say.exact(numberOf(facts, 'line') ?? 1)} 行已损坏。未作任何改动。`,
  'newer-version': ({ path }) => `${named(path, '操作日志')}由更新的版本写入。请使用该版本。`,
  'foreign-store': ({ path, facts }) => `${named(path, '操作日志')}属于另一个存储${textOf(facts, 'root') === '' ? '' : `：${textOf(facts, 'root')}`}。未作任何改动。`,
  'journal-missing': ({ path }) => `${named(path, '隔离区')}中有已隔离的文件，但没有操作日志。若它保存在别处，请指定该目录（--journal）。`,
  'destination-taken': ({ path }) => `${named(path, '原来的位置')}现在已有另一个文件。`,
  'destination-missing': ({ path }) => `${named(path, '原来的目录')}已不存在。`,
  'quarantine-changed': ({ path }) => `${named(path, '某个文件')}已不在隔离区中，或不再是隔离时的样子。`,
  'metadata-rewritten': ({ path }) => `${named(path, '分层元数据')}之后被改写过：Broker 曾经运行。`,
  'content-rewritten': ({ path }) => `${named(path, '该文件')}之后被改写过：Broker 曾经运行。`,
  'log-not-contiguous': ({ path }) => `${named(path, '后一个段')}已不存在：放回之后 CommitLog 会留下空洞。`,
  'queue-not-contiguous': ({ path }) => `${named(path, '后一个队列文件')}已不存在：放回之后该队列会留下空洞。`,
  'file-written-since': ({ path, facts }) => `${named(path, '某个文件')}与清理结束时不同（${changesZh[textOf(facts, 'change')] ?? textOf(facts, 'change')}）。`,
}
