import { closeSync, constants, fstatSync, ftruncateSync, lstatSync, mkdirSync, openSync, renameSync, rmdirSync, unlinkSync, writeSync } from 'node:fs'
import { Refusal } from '../../shared/store/errors'
import { failureOf, hasCode } from './failure'
import type { Libc } from './libc'
import { isWriterAlive, type LockNote, ownNote, readNote } from './lock-note'

/** Something taken that must be given back. */
export interface Hold {
  release(): void
}

const ATTEMPTS = 10
const OURS_FILE = 0o600
const OURS_DIRECTORY = 0o700
/** A file lock whose note cannot be read yet is being written, unless it has been so for longer than this. */
const WRITING_MS = 10_000
const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * Excludes a second cleanup of the same store, in this process or another: a lock of the operating system on the file
 * `lock` in the quarantine directory, which a killed holder gives up by dying. Where there is none (no koffi, a file system
 * without locks) the file's being there is the lock, and one left by a process that is gone is taken over.
 * Leaves neither the file nor an empty directory behind.
 * @throws Refusal `another-cleanup-is-running`; Failure when the directory cannot be written
 */
export function acquireToolLock(quarantineDirectory: string, libc: Libc | Error): Hold {
  const path = `${quarantineDirectory}/lock`
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      mkdirSync(quarantineDirectory, { recursive: true, mode: OURS_DIRECTORY })
      const fd = unlessDirectoryWent(() => takeByLock(path, libc) ?? takeByFile(path))
      if (fd !== 'try-again') return { release: () => giveBack(quarantineDirectory, path, fd) }
    }
  } catch (error) {
    throw failureOf(error, `lock ${path}`, path)
  }
  throw refusal(path, readNote(path))
}

/** Another that lets go takes the empty directory away, maybe just after it was made here. */
function unlessDirectoryWent(take: () => number | 'try-again'): number | 'try-again' {
  try {
    return take()
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'try-again'
    throw error
  }
}

/** @returns the open lock file, which holds the lock; undefined where there are no such locks */
function takeByLock(path: string, libc: Libc | Error): number | 'try-again' | undefined {
  if (libc instanceof Error) return undefined
  const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | noFollow, OURS_FILE)
  try {
    if (!libc.lockByte(fd, 0)) throw refusal(path, readNote(path))
    const note = readNote(path)
    if (note?.by === 'file' && isWriterAlive(note)) throw refusal(path, note)
    if (isStillAt(path, fd)) {
      unlessFull(() => writeNote(fd, 'lock'))
      return fd
    }
    closeSync(fd)
    return 'try-again'
  } catch (error) {
    const isUnsupported = hasCode(error, 'ENOLCK', 'EINVAL', 'ENOTSUP', 'ENOSYS')
    if (isUnsupported && fstatSync(fd).size === 0) unlinkSync(path) // just created, and in the way of `takeByFile`
    closeSync(fd)
    if (isUnsupported) return undefined
    throw error
  }
}

function takeByFile(path: string): number | 'try-again' {
  const fd = tryCreate(path)
  if (fd !== undefined) {
    writeNote(fd, 'file')
    return fd
  }
  const note = readNote(path)
  if (note ? isWriterAlive(note) : isFresh(path)) throw refusal(path, note)
  takeAway(path, note)
  return 'try-again'
}

function tryCreate(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | noFollow, OURS_FILE)
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined
    throw error
  }
}

function isFresh(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats !== undefined && Date.now() - stats.mtimeMs < WRITING_MS
}

/** Renamed first: between the judgement and now another process may have taken over, and then the file is that one's. */
function takeAway(path: string, judged: LockNote | undefined): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  const taken = readNote(aside)
  if (JSON.stringify(taken) === JSON.stringify(judged)) return unlinkSync(aside)
  renameSync(aside, path)
  throw refusal(path, taken)
}

/** Where the lock of the system is the lock, the note only names its holder: a full disk can do without. */
function unlessFull(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!hasCode(error, 'ENOSPC', 'EDQUOT')) throw error
  }
}

function writeNote(fd: number, by: LockNote['by']): void {
  ftruncateSync(fd, 0)
  writeSync(fd, JSON.stringify(ownNote(by)), 0)
}

/** A holder unlinks the file before it lets go, and a lock on a file without a name excludes nobody. */
function isStillAt(path: string, fd: number): boolean {
  const named = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  const open = fstatSync(fd, { bigint: true })
  return named !== undefined && named.ino === open.ino && named.dev === open.dev
}

/** Never throws: what was done under the lock is done, and a file that cannot be removed excludes nobody once it is let go. */
function giveBack(quarantineDirectory: string, path: string, fd: number): void {
  try {
    if (isStillAt(path, fd)) unlinkSync(path)
    rmdirSync(quarantineDirectory)
  } catch {
    // The directory holds receipts, or the disk takes no change any more.
  } finally {
    closeSync(fd)
  }
}

function refusal(path: string, note: LockNote | undefined): Refusal {
  const holder = note === undefined ? 'another process' : `process ${note.pid}`
  return new Refusal('another-cleanup-is-running', `${holder} is cleaning this store up; it holds ${path}`, { path, facts: { pid: note?.pid ?? null } })
}
