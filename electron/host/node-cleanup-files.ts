import { closeSync, constants, fchmodSync, fchownSync, fstatSync, fsyncSync, ftruncateSync, linkSync, lstatSync, mkdirSync, openSync, renameSync, rmdirSync, unlinkSync, writeSync } from 'node:fs'
import { Failure } from '../../shared/store/errors'
import type { CleanupFiles } from '../../shared/store/cleanup/cleanup-files'
import { failureOf, hasCode, isMissing } from './failure'
import { type Libc, loadLibc } from './libc'

const OURS_FILE = 0o600
const OURS_DIRECTORY = 0o700
const PERMISSIONS = 0o7777
const isWindows = process.platform === 'win32'
const noFollow = isWindows ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * CleanupFiles over the real file system. No call writes through a symbolic link in the last place of a path; the caller
 * gives real paths, so there is none before it.
 */
export function createCleanupFiles(libc: Libc | Error = loadLibc()): CleanupFiles {
  const renameNoReplace = libc instanceof Error ? undefined : libc.renameNoReplace
  return {
    makeDirectory: path => attempt(`create the directory ${path}`, path, () => makeDirectory(path)),
    rename: (from, to) => attempt(`rename ${from} to ${to}`, from, () => rename(from, to, renameNoReplace)),
    replace: (from, to) => attempt(`replace ${to} by ${from}`, to, () => renameSync(from, to)),
    link: (from, to) => attempt(`link ${from} as ${to}`, from, () => linkSync(from, to)),
    writeNew: (path, content, like) => attempt(`write ${path}`, path, () => writeNew(path, content, like)),
    append: (path, content) => attempt(`append to ${path}`, path, () => append(path, content)),
    remove: path => attempt(`remove ${path}`, path, () => unlessMissing(() => unlinkSync(path))),
    removeDirectory: path => attempt(`remove the directory ${path}`, path, () => removeDirectory(path)),
    syncDirectory: path => attempt(`make the directory ${path} durable`, path, () => syncDirectory(path)),
  }
}

function attempt(what: string, path: string, act: () => void): void {
  try {
    act()
  } catch (error) {
    throw failureOf(error, what, path)
  }
}

function unlessMissing(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

function makeDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: OURS_DIRECTORY })
  if (!lstatSync(path).isDirectory()) throw new Failure('ENOTDIR', `cannot use ${path} as a directory: it is a link or a file`, path)
}

/**
 * Where the system cannot rename without overwriting, the target is looked at first. That leaves a moment in which another
 * process could create it, and nobody does: brokers and other copies of this tool are locked out. `link` and `unlink` would
 * close the moment, but a crash between the two leaves a file with two names, a state between before and after.
 */
function rename(from: string, to: string, renameNoReplace: Libc['renameNoReplace']): void {
  try {
    if (renameNoReplace) return renameNoReplace(from, to)
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOSYS')) throw error // these two: the kernel or this file system does not know the flag
  }
  if (lstatSync(to, { throwIfNoEntry: false })) throw new Failure('EEXIST', `cannot rename ${from} to ${to}: the target is there already`, to)
  renameSync(from, to)
}

function writeNew(path: string, content: Uint8Array, like: string | undefined): void {
  const model = like === undefined ? undefined : lstatSync(like)
  const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow, OURS_FILE)
  try {
    if (model) {
      const own = fstatSync(fd)
      if (own.uid !== model.uid || own.gid !== model.gid) fchownSync(fd, model.uid, model.gid)
      fchmodSync(fd, model.mode & PERMISSIONS)
    }
    writeAll(fd, content)
    fsyncSync(fd)
  } catch (error) {
    tidyUp(() => unlinkSync(path))
    throw error
  } finally {
    closeSync(fd)
  }
}

/**
 * All or nothing as far as it can be: what was written before an error is cut off again, also when making it durable fails. After
 * that the system may hold bytes that the disk never gets and no later call would write again.
 */
function append(path: string, content: Uint8Array): void {
  const fd = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | noFollow, OURS_FILE)
  try {
    const stats = fstatSync(fd)
    if (!stats.isFile()) throw new Failure('not-a-regular-file', `cannot append to ${path}: it is not a regular file`, path)
    try {
      writeAll(fd, content)
      fsyncSync(fd)
    } catch (error) {
      tidyUp(() => ftruncateSync(fd, stats.size))
      throw error
    }
  } finally {
    closeSync(fd)
  }
}

/** After an error; the error itself is the news, not that tidying up failed as well. */
function tidyUp(act: () => void): void {
  try {
    act()
  } catch {
    // said above
  }
}

function writeAll(fd: number, content: Uint8Array): void {
  for (let done = 0; done < content.length; ) done += writeSync(fd, content, done)
}

function removeDirectory(path: string): void {
  try {
    rmdirSync(path)
  } catch (error) {
    if (!isMissing(error) && !hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
  }
}

/** Windows has no such call, and a few network file systems refuse it: there a rename is durable when it returns. */
function syncDirectory(path: string): void {
  if (isWindows) return
  const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  try {
    fsyncSync(fd)
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP')) throw error
  } finally {
    closeSync(fd)
  }
}
