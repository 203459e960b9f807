import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { Failure, Refusal } from '../../shared/store/errors'
import { failureOf, hasCode, isMissing } from './failure'
import type { Libc } from './libc'
import type { Hold } from './tool-lock'

/** `FileChannel.tryLock(0, 1, false)` of DefaultMessageStore. */
const LOCKED_BYTE = 0

const nothingHeld: Hold = { release: () => undefined }

/**
 * Takes the lock that a broker takes at the end of its start, so that none can finish starting meanwhile. The file is opened for
 * writing, as the lock demands, and neither its bytes nor its times change. Holds nothing where there is no lock file (a broker creates
 * its own) or no way to lock.
 * @throws Refusal `store-in-use` when a process has the lock; Failure when the file cannot be opened
 */
export function acquireBrokerLock(root: string, libc: Libc | Error): Hold {
  if (libc instanceof Error) return nothingHeld
  const path = `${root}/lock`
  const fd = openLockFile(path)
  if (fd === undefined) return nothingHeld
  try {
    if (!libc.lockByte(fd, LOCKED_BYTE)) throw inUse(path, libc.lockHolder(fd, LOCKED_BYTE))
  } catch (error) {
    closeSync(fd)
    if (hasCode(error, 'ENOLCK', 'EINVAL', 'ENOTSUP', 'ENOSYS')) return nothingHeld
    throw failureOf(error, `lock ${path}`, path)
  }
  return { release: () => closeSync(fd) }
}

function openLockFile(path: string): number | undefined {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw failureOf(error, `open ${path} to lock it`, path)
  }
  if (fstatSync(fd).isFile()) return fd
  closeSync(fd)
  throw new Failure('not-a-regular-file', `cannot lock ${path}: it is not a regular file`, path)
}

const inUse = (path: string, pid: number | undefined): Refusal =>
  new Refusal('store-in-use', `${pid === undefined ? 'a process' : `process ${pid}`} holds the broker's lock ${path}: stop the broker first`, { path })
