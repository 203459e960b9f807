import { numberOf, textOf } from '../facts'
import type { Vocabulary } from '../vocabulary'
import { namesZh } from './names'
import { named } from './named'

const states: Readonly<Record<string, string>> = namesZh.receiptState

export const refusalsZh: Vocabulary['refusals'] = {
  'not-found': ({ path }) => `${named(path, '该目录')}不存在。`,
  'not-a-directory': ({ path }) => `${named(path, '该路径')}不是目录。请指定存放存储的目录。`,
  'not-a-store': ({ path }) =>
    `${named(path, '该目录')}不是 RocketMQ 存储：在该目录及其上级目录中查找了 commitlog/、consumequeue/、config/ 和分层目录。请打开 broker.conf 中的 storePathRootDir 或 tieredStoreFilePath。`,
  'several-stores': ({ path }) => `${named(path, '该目录')}含有多个存储。请打开其中一个。`,
  'no-configuration': ({ path }) => `${named(path, '配置文件')}不存在。`,
  'no-tiered-root': ({ path }) => `${named(path, '分层目录')}不存在。`,
  'no-commitlog': ({ path }) => `${named(path, 'CommitLog 目录')}不存在。`,
  'io-not-available': () => '此处无法使用内存映射。请使用 --io read。',
  'store-not-open': () => '该存储已不再打开。请重新打开。',
  'no-such-queue': () => '该存储中已没有这个队列。',
  'no-such-plan': () => '该方案不是在此处生成的，或存储之后被重新打开过。请重新生成。',
  'no-such-recent': () => '该存储已不在最近打开的列表中。',
  'no-dialog': () => '此处没有目录对话框。请输入路径。',
  'not-openable': ({ path }) => `${named(path, '该路径')}不在程序启动时指定的目录之下。`,
  'plan-unreadable': () => '这不是 plan/1 格式的方案。请用此版本重新生成。',
  'plan-invalid': ({ path }) => `该方案不是由本程序生成的${path === undefined ? '' : `（${path}）`}。请重新生成。`,
  'plan-altered': () => '该方案与生成时的摘要不符：之后被改动过。请重新生成并核对。',
  'plan-of-another-store': () => '该方案是为另一个存储生成的。',
  'wrong-confirmation': () => '输入的不是 Broker 名。未作任何改动。',
  'nothing-to-do': () => '该方案没有步骤：无需执行。',
  'journal-inside-store': ({ path }) => `${named(path, '操作日志')}位于存储之内。请选择其他目录。`,
  busy: ({ facts }) => `该存储正在执行另一次清理${numberOf(facts, 'pid') === null ? '' : `（进程 ${numberOf(facts, 'pid')}）`}。`,
  'unknown-receipt': () => '该存储没有这次清理。',
  'wrong-state': ({ facts }) => `清理 ${textOf(facts, 'receipt')} 的状态为“${states[textOf(facts, 'state')] ?? textOf(facts, 'state')}”，不能执行此操作。`,
  'undo-blocked': ({ path }) => `清理之后存储发生了变化：${named(path, '某个文件')}无法放回。已隔离的文件留在原处。`,
  'journal-damaged': ({ path, facts }, say) => `${named(path, '隔离区')}中的操作日志第 ${say.exact(numberOf(facts, 'line') ?? 1)} 行已损坏。未作任何改动。`,
  'newer-version': ({ path }) => `${named(path, '操作日志')}由更新的版本写入。请使用该版本。`,
  'foreign-store': ({ path, facts }) => `${named(path, '操作日志')}属于另一个存储：${textOf(facts, 'root')}。未作任何改动。`,
  'journal-missing': ({ path }) => `${named(path, '隔离区')}中有已隔离的文件，但没有操作日志。若它保存在别处，请指定该目录。`,
}
