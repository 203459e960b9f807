import type { InUseReason } from '../../store/in-use'
import type { Vocabulary } from '../vocabulary'

const who = ({ pid, command }: InUseReason): string =>
  pid === undefined ? 'A process' : `Process ${pid}${command === undefined ? '' : ` (${command})`}`

const toRead = ({ readsOnly }: InUseReason): string => (readsOnly === true ? ', to read it only' : '')

export const inUseEn: Vocabulary['inUse'] = {
  'lock-held': reason => `${who(reason)} holds the lock of the store.`,
  'file-open': reason => `${who(reason)} has ${reason.path ?? 'a file of the store'} open${toRead(reason)}.`,
  'file-mapped': reason => `${who(reason)} has ${reason.path ?? 'a file of the store'} mapped into its memory${toRead(reason)}.`,
  'abort-pid-alive': reason => `abort names process ${reason.pid ?? '?'}, and it is a running broker.`,
  'abort-pid-gone': reason => `abort names process ${reason.pid ?? '?'}, which is gone: the broker did not stop cleanly.`,
  'abort-pid-reused': reason => `abort names process ${reason.pid ?? '?'}, which is something else now: the broker did not stop cleanly.`,
  'abort-without-pid': () => 'abort is there and names no process: a broker runs, or the last one did not stop cleanly.',
  'processes-not-visible': () => 'Not all processes of this machine can be looked into: run as root, or as the user of the broker.',
  'other-pid-namespace': () => 'The broker may run in a container whose processes cannot be seen from here.',
  'system-not-supported': () => 'On this system it cannot be seen who has a file open.',
  'network-file-system': () => 'The store is on a network file system: a broker on another machine cannot be seen from here.',
}
