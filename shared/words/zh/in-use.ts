import type { InUseReason } from '../../store/in-use'
import type { Vocabulary } from '../vocabulary'

const who = ({ pid, command }: InUseReason): string => (pid === undefined ? '某个进程' : `进程 ${pid}${command === undefined ? ' ' : `（${command}）`}`)

const toRead = ({ readsOnly }: InUseReason): string => (readsOnly === true ? '（只读）' : '')

export const inUseZh: Vocabulary['inUse'] = {
  'lock-held': reason => `${who(reason)}持有该存储的锁。`,
  'file-open': reason => `${who(reason)}打开了${reason.path === undefined ? '该存储的文件' : ` ${reason.path}`}${toRead(reason)}。`,
  'file-mapped': reason => `${who(reason)}将${reason.path === undefined ? '该存储的文件' : ` ${reason.path} `}映射到了内存${toRead(reason)}。`,
  'abort-pid-alive': reason => `abort 文件中的进程 ${reason.pid ?? '?'} 是正在运行的 Broker。`,
  'abort-pid-gone': reason => `abort 文件中的进程 ${reason.pid ?? '?'} 已不存在：Broker 没有正常停止。`,
  'abort-pid-reused': reason => `abort 文件中的进程号 ${reason.pid ?? '?'} 现在属于其他程序：Broker 没有正常停止。`,
  'abort-without-pid': () => '存在 abort 文件，但其中没有进程号：Broker 正在运行，或上一次没有正常停止。',
  'processes-not-visible': () => '无法查看本机的全部进程：请以 root 或运行 Broker 的用户执行。',
  'other-pid-namespace': () => 'Broker 可能运行在容器中，此处看不到其进程。',
  'system-not-supported': () => '在此系统上无法得知谁打开了文件。',
  'network-file-system': () => '该存储位于网络文件系统上：此处看不到其他机器上的 Broker。',
}
