import type { InUseReason } from '../../shared/store/in-use'
import { type FileIdentity, type ProcessTable, sameFile } from './process-table'

/** Where the files of one store are: real paths. */
export interface StorePlaces {
  /** The broker's own root, which holds `lock` and `abort`; null for a tiered store alone. */
  readonly localRoot: string | null
  /** Every directory whose files belong to the store: the root, commitlog directories elsewhere, the tiered root. */
  readonly directories: readonly string[]
}

/** Who has the store, and which processes could not be looked into although they may be brokers. */
export interface Holders {
  readonly reasons: readonly InUseReason[]
  readonly unseen: readonly number[]
}

/** Ours, not the broker's: a cleanup that runs has its journal open there and excludes others by its own lock. */
const QUARANTINE = '/.store-inspector/'

/** Names that a broker keeps open. Only these are looked up by inode where the path is another one than ours. */
const keptName = /\/(?:\d{20}|\d{17}|lock|checkpoint|timerwheel|LOCK|CURRENT)(?: \(deleted\))?$/m
const DEEPEST_FILE = 7

/**
 * Looks through all processes but our own for locks on the broker's lock file, and for open or mapped files of the store.
 * Files are compared by device and inode, so that a store under another path (a container, a bind mount) is found and a copy of a store
 * never raises an alarm; by path only within our own mount namespace.
 */
export function findHolders(places: StorePlaces, table: ProcessTable): Holders {
  const reasons = findLockHolders(places, table)
  const unseen: number[] = []
  for (const name of listOf(table.list('/proc'))) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === table.ownPid) continue
    const descriptors = table.list(`/proc/${pid}/fd`)
    if (descriptors === 'denied') {
      if (mayBeBroker(pid, table)) unseen.push(pid)
      continue
    }
    const held = findHeldFile(pid, listOf(descriptors), places, table)
    if (held) reasons.push({ ...held, ...who(pid, table) })
  }
  return { reasons, unseen }
}

/** A line of `/proc/locks`, its running number first: `12: POSIX  ADVISORY  WRITE 4242 fe:00:131 0 0`. The pid is -1 for a lock of an open file description. */
const lockLine = /^\d+: (?:POSIX|OFDLCK) +\S+ +\S+ +(-?\d+) ([0-9a-f]+):([0-9a-f]+):(\d+) /

function findLockHolders(places: StorePlaces, table: ProcessTable): InUseReason[] {
  const path = places.localRoot === null ? undefined : `${places.localRoot}/lock`
  const lock = path === undefined ? undefined : table.entryIdentity(path)
  if (path === undefined || lock === undefined) return []
  const reasons: InUseReason[] = []
  for (const line of (table.text('/proc/locks') ?? '').split('\n')) {
    const [, pidText, major, minor, inode] = lockLine.exec(line) ?? []
    const pid = Number(pidText)
    if (inode === undefined || BigInt(inode) !== lock.inode || pid === table.ownPid) continue
    if (pid < 0 && isOurs(lock, table)) continue
    // Some file systems (btrfs, overlay) show another device here than stat does: then an open descriptor has to prove it.
    if (deviceText(lock.device) !== `${major}:${minor}` && !hasOpen(pid, lock, table)) continue
    reasons.push({ code: 'lock-held', path, raw: line.replace(/^\d+: /, '').trim(), ...(pid > 0 ? who(pid, table) : {}) })
  }
  return reasons
}

/** Whether a lock without a pid is the one that a cleanup of our own holds. */
const isOurs = (lock: FileIdentity, table: ProcessTable): boolean =>
  listOf(table.list('/proc/self/fd')).some(
    descriptor =>
      sameFile(table.identity(`/proc/self/fd/${descriptor}`), lock) && table.text(`/proc/self/fdinfo/${descriptor}`)?.includes('OFDLCK') === true,
  )

const hasOpen = (pid: number, file: FileIdentity, table: ProcessTable): boolean =>
  listOf(table.list(`/proc/${pid}/fd`)).some(descriptor => sameFile(table.identity(`/proc/${pid}/fd/${descriptor}`), file))

/** The first file that a process can write to, as a broker can to all of its files; without one the first that it reads. */
function findHeldFile(pid: number, descriptors: readonly string[], places: StorePlaces, table: ProcessTable): InUseReason | undefined {
  let read: InUseReason | undefined
  for (const files of [openFiles(pid, descriptors, places, table), mappedFiles(pid, places, table)])
    for (const file of files) {
      if (file.readsOnly !== true) return file
      read ??= file
    }
  return read
}

function* openFiles(pid: number, descriptors: readonly string[], places: StorePlaces, table: ProcessTable): Generator<InUseReason> {
  for (const descriptor of descriptors) {
    const link = `/proc/${pid}/fd/${descriptor}`
    const path = table.linkTarget(link)
    if (path === undefined || !isCandidate(path, places)) continue
    const open = table.identity(link)
    if (open?.isFile !== true) continue
    const place = placeOf(pid, path, open, places, table)
    if (place !== undefined) yield { code: 'file-open', path: place, ...(isOpenToRead(pid, descriptor, table) && { readsOnly: true }) }
  }
}

const ACCESS_MODE = 3

/** By the flags in `/proc/PID/fdinfo/N`, which are octal; a descriptor that does not tell may be one to write. */
function isOpenToRead(pid: number, descriptor: string, table: ProcessTable): boolean {
  const [, flags] = /^flags:\s+([0-7]+)$/m.exec(table.text(`/proc/${pid}/fdinfo/${descriptor}`) ?? '') ?? []
  return flags !== undefined && (Number.parseInt(flags, 8) & ACCESS_MODE) === 0
}

/** A line of `/proc/PID/maps`: `7f00-7f10 rw-s 00000000 fe:00 131    /store/commitlog/00000000000000000000`. */
const mapsLine = /^(\S+) (\S+) \S+ ([0-9a-f]+:[0-9a-f]+) (\d+) +(\/.*)$/

function* mappedFiles(pid: number, places: StorePlaces, table: ProcessTable): Generator<InUseReason> {
  const maps = table.text(`/proc/${pid}/maps`) ?? ''
  if (!isCandidate(maps, places)) return
  for (const line of maps.split('\n')) {
    if (!isCandidate(line, places)) continue
    const [, addresses, access, device, inode, path] = mapsLine.exec(line) ?? []
    if (path === undefined || access === undefined || device === undefined || inode === undefined) continue
    // The exact identity needs a privilege; without it device and inode as the kernel prints them have to do.
    const mapped = table.identity(`/proc/${pid}/map_files/${addresses}`) ?? { device: deviceOf(device), inode: BigInt(inode), isFile: true }
    const place = placeOf(pid, path, mapped, places, table)
    if (place !== undefined) yield { code: 'file-mapped', path: place, ...(access !== 'rw-s' && { readsOnly: true }) }
  }
}

/** Cheap, by name alone: most descriptors, and the mappings of most processes as a whole, end here. */
const isCandidate = (text: string, places: StorePlaces): boolean =>
  places.directories.some(directory => text.includes(`${directory}/`)) || keptName.test(text)

/** What we call the file that another process has, if it is one of this store's. */
function placeOf(pid: number, path: string, file: FileIdentity, places: StorePlaces, table: ProcessTable): string | undefined {
  if (path.includes(QUARANTINE)) return undefined
  const isBelow = places.directories.some(directory => path.startsWith(`${directory}/`))
  if (isBelow && sharesMounts(pid, table)) return path
  const names = withoutDeleted(path).split('/').slice(-DEEPEST_FILE)
  for (let from = names.length - 1; from >= 0; from -= 1) {
    const relative = names.slice(from).join('/')
    const place = places.directories.map(directory => `${directory}/${relative}`).find(ours => sameFile(table.entryIdentity(ours), file))
    if (place !== undefined) return place
  }
  return undefined
}

/** The kernel's way to say that a file has no name any more. */
const withoutDeleted = (path: string): string => (path.endsWith(' (deleted)') ? path.slice(0, -' (deleted)'.length) : path)

function sharesMounts(pid: number, table: ProcessTable): boolean {
  const namespace = table.linkTarget(`/proc/${pid}/ns/mnt`)
  return namespace !== undefined && namespace === table.linkTarget('/proc/self/ns/mnt')
}

/**
 * A process of another user. Its locks are visible all the same; what is hidden is a broker that still loads and holds no
 * lock yet, and a broker is a Java program.
 */
function mayBeBroker(pid: number, table: ProcessTable): boolean {
  const command = table.text(`/proc/${pid}/cmdline`) ?? ''
  return command.split('\0')[0]?.endsWith('java') === true || table.text(`/proc/${pid}/comm`)?.trim() === 'java' || looksLikeBroker(command)
}

export const looksLikeBroker = (commandLine: string): boolean => /rocketmq|BrokerStartup/i.test(commandLine)

/** A broker's command line is kilobytes of class path: the program and the main class are at its ends. */
const SHOWN_START = 60
const SHOWN_END = 100

/** @returns undefined when there is no such process, or it is a kernel thread */
export function commandOf(pid: number, table: ProcessTable): string | undefined {
  const command = table.text(`/proc/${pid}/cmdline`)?.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  if (command === undefined || command === '') return undefined
  return command.length <= SHOWN_START + SHOWN_END ? command : `${command.slice(0, SHOWN_START)} … ${command.slice(-SHOWN_END)}`
}

export function who(pid: number, table: ProcessTable): Pick<InUseReason, 'pid' | 'command'> {
  const command = commandOf(pid, table)
  return command === undefined ? { pid } : { pid, command }
}

const listOf = (names: readonly string[] | 'denied' | undefined): readonly string[] => (Array.isArray(names) ? names : [])

/** A device number as `/proc` prints it: `major:minor` in hex, two digits at least. The bits are those of glibc's makedev. */
function deviceText(device: bigint): string {
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn)
  const minor = (device & 0xffn) | ((device >> 12n) & ~0xffn)
  return `${hex2(major)}:${hex2(minor)}`
}

function deviceOf(text: string): bigint {
  const [major = 0n, minor = 0n] = text.split(':').map(part => BigInt(`0x${part}`))
  return ((major & 0xfffn) << 8n) | ((major & ~0xfffn) << 32n) | (minor & 0xffn) | ((minor & ~0xffn) << 12n)
}

const hex2 = (value: bigint): string => value.toString(16).padStart(2, '0')
