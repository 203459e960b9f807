import type { InUse, InUseReason } from '../../shared/store/in-use'
import { findHoldersWithLsof } from './lsof'
import { type ProcessTable, processTable } from './process-table'
import { commandOf, findHolders, type Holders, looksLikeBroker, type StorePlaces, who } from './store-holders'

export type { StorePlaces } from './store-holders'

/**
 * Whether a broker, or anything else, holds the store. Reads `/proc` only: opening the broker's lock file, and closing it,
 * would drop a lock of our own.
 *
 * - `in-use`: another process holds the broker's lock, or has a file of the store open or mapped
 * - `free`: every process that could be a broker was looked into and has nothing of it; `abort` may be left from a crash
 * - `unknown`: nothing was found, but not everything could be seen
 */
export function detectInUse(places: StorePlaces, table: ProcessTable = processTable, platform: NodeJS.Platform = process.platform): InUse {
  const holders = platform === 'linux' ? findHolders(places, table) : platform === 'darwin' ? findHoldersWithLsof(places) : undefined
  const blind = [...blindSpots(holders, platform, table), ...networkFileSystems(places, table)]
  const abort = places.localRoot === null ? undefined : readAbort(places.localRoot, table)
  const found = holders?.reasons ?? []
  return {
    state: found.length > 0 ? 'in-use' : blind.length > 0 ? 'unknown' : 'free',
    reasons: [...found, ...blind, ...(abort === undefined || platform !== 'linux' ? [] : explainAbort(abort, blind, table))],
    abort: abort !== undefined,
  }
}

/** What a search that found nothing could have missed. */
function blindSpots(holders: Holders | undefined, platform: NodeJS.Platform, table: ProcessTable): InUseReason[] {
  if (holders === undefined) return [{ code: 'system-not-supported', raw: platform }]
  const spots: InUseReason[] = holders.unseen.map(pid => ({ code: 'processes-not-visible', ...(pid > 0 ? who(pid, table) : {}) }))
  if (platform !== 'linux') return spots
  const namespace = table.linkTarget('/proc/self/ns/pid')
  if (namespace === undefined) return [{ code: 'processes-not-visible', path: '/proc', raw: '/proc is not mounted' }]
  if (namespace !== INITIAL_PID_NAMESPACE) spots.push({ code: 'other-pid-namespace', raw: namespace })
  const hiding = hidingMount(table)
  if (hiding !== undefined) spots.push({ code: 'processes-not-visible', path: '/proc', raw: hiding })
  return spots
}

/** PROC_PID_INIT_INO of the kernel: only from here are the processes of all containers seen. */
const INITIAL_PID_NAMESPACE = 'pid:[4026531836]'

/** `/proc` mounted so that other users' processes are not even listed. The superuser sees them all the same. */
function hidingMount(table: ProcessTable): string | undefined {
  if (table.isSuperuser) return undefined
  const mount = (table.text('/proc/self/mountinfo') ?? '').split('\n').findLast(line => line.split(' ')[4] === '/proc')
  return /hidepid=(?!0|off)\w+/.exec(mount ?? '')?.[0]
}

/** File systems that another machine may have mounted too; `f_type` of statfs(2). */
const networkTypes = new Map([
  [0x6969, 'nfs'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb'],
  [0x00c36400, 'ceph'],
  [0x01021997, '9p'],
  [0x65735546, 'fuse'],
  [0x0bd00bd0, 'lustre'],
  [0x47504653, 'gpfs'],
  [0x01161970, 'gfs2'],
  [0x7461636f, 'ocfs2'],
])

function networkFileSystems(places: StorePlaces, table: ProcessTable): InUseReason[] {
  return places.directories.flatMap(path => {
    const type = networkTypes.get((table.fileSystemType(path) ?? 0) >>> 0)
    return type === undefined ? [] : [{ code: 'network-file-system', path, raw: type }]
  })
}

interface AbortFile {
  readonly path: string
  readonly text: string
}

function readAbort(root: string, table: ProcessTable): AbortFile | undefined {
  const path = `${root}/abort`
  const entry = table.entryIdentity(path)
  return entry === undefined ? undefined : { path, text: entry.isFile ? (table.text(path) ?? '').trim() : '' }
}

/** 5.x writes its pid; 4.9 leaves the file empty. What a pid means is known only where all processes are seen. */
function explainAbort({ path, text }: AbortFile, blind: readonly InUseReason[], table: ProcessTable): InUseReason[] {
  if (!/^[1-9]\d{0,9}$/.test(text)) return [{ code: 'abort-without-pid', path }]
  const pid = Number(text)
  const command = commandOf(pid, table)
  if (command !== undefined && looksLikeBroker(table.text(`/proc/${pid}/cmdline`) ?? '')) return [{ code: 'abort-pid-alive', path, pid, command }]
  if (blind.some(reason => reason.code === 'other-pid-namespace')) return []
  return [command === undefined ? { code: 'abort-pid-gone', path, pid } : { code: 'abort-pid-reused', path, pid, command }]
}
