import { createRequire } from 'node:module'
import { systemError } from './failure'

/** The few calls of the C library that Node does not offer. Each throws a system error with the errno's name as `code`. */
export interface Libc {
  /** Maps `[0, length)` of an open file for reading. The descriptor may be closed afterwards. @returns the address */
  map(fd: number, length: number): bigint
  unmap(address: bigint, length: number): void
  /** Pages of a mapping that were read no longer count as this process's memory; they come back when they are read again. */
  letGo(address: bigint, length: number): void
  /**
   * Copies `[address, address + target.length)` of our own memory. Where the mapping has lost its file's bytes this answers
   * `EFAULT` or a short count; every other way of copying dies of SIGBUS, which nothing can catch.
   */
  copyGuarded(target: Uint8Array, address: bigint): number
  /** Renames without overwriting; `undefined` where the C library has no such call. */
  readonly renameNoReplace: ((from: string, to: string) => void) | undefined
  /**
   * Tries for a write lock on one byte. It belongs to the open file: closing it, or dying, gives it up, and nothing else in
   * this process does. It excludes the POSIX locks that Java takes.
   * @returns false when somebody else has it
   */
  lockByte(fd: number, at: number): boolean
  /** The process whose lock is in the way of ours; undefined when there is none or it has no name. */
  lockHolder(fd: number, at: number): number | undefined
}

type Koffi = typeof import('koffi')
type Library = ReturnType<Koffi['load']>

const PROT_READ = 1
const MAP_SHARED = 1
const MADV_DONTNEED = 4
const MAP_FAILED = 2n ** 64n - 1n
const AT_FDCWD = -100
const RENAME_NOREPLACE = 1
const F_OFD_GETLK = 36
const F_OFD_SETLK = 37
const F_WRLCK = 1
const F_UNLCK = 2
const EACCES = 13
const EAGAIN = 11

let loaded: Libc | Error | undefined

/**
 * Loads koffi on first use, so that a machine without its binary still has everything that does without it.
 * @returns why there is none: another system than 64-bit Linux, koffi missing or not loadable
 */
export function loadLibc(): Libc | Error {
  loaded ??= tryLoad()
  return loaded
}

function tryLoad(): Libc | Error {
  if (process.platform !== 'linux') return new Error(`not implemented for ${process.platform}`)
  if (process.arch !== 'x64' && process.arch !== 'arm64') return new Error(`not implemented for ${process.arch}`)
  try {
    const koffi = createRequire(import.meta.url)('koffi') as Koffi
    // The program itself is linked with its C library, be it glibc or musl.
    return bind(koffi, koffi.load(null))
  } catch (error) {
    return new Error(`koffi cannot be loaded: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function bind(koffi: Koffi, library: Library): Libc {
  const mmap = library.func('void *mmap(void *addr, size_t length, int prot, int flags, int fd, int64_t offset)') as
    (addr: null, length: number, prot: number, flags: number, fd: number, offset: number) => bigint
  const munmap = library.func('int munmap(void *addr, size_t length)') as (address: bigint, length: number) => number
  const madvise = library.func('int madvise(void *addr, size_t length, int advice)') as (address: bigint, length: number, advice: number) => number
  const readv = library.func('int64_t process_vm_readv(int pid, void *local, uint64_t ln, void *remote, uint64_t rn, uint64_t flags)') as
    (pid: number, local: BigUint64Array, ln: number, remote: BigUint64Array, rn: number, flags: number) => number
  const fcntl = library.func('int fcntl(int fd, int cmd, void *lock)') as (fd: number, command: number, lock: Uint8Array) => number
  const fail = (call: string) => systemError(koffi.errno(), call)
  const pid = process.pid
  const local = new BigUint64Array(2)
  const remote = new BigUint64Array(2)

  return {
    map(fd, length) {
      const address = mmap(null, length, PROT_READ, MAP_SHARED, fd, 0)
      if (address === MAP_FAILED) throw fail('mmap')
      return address
    },
    unmap(address, length) {
      if (munmap(address, length) !== 0) throw fail('munmap')
    },
    letGo(address, length) {
      if (madvise(address, length, MADV_DONTNEED) !== 0) throw fail('madvise')
    },
    copyGuarded(target, address) {
      local[0] = koffi.address(target)
      remote[0] = address
      local[1] = remote[1] = BigInt(target.length)
      const copied = readv(pid, local, 1, remote, 1, 0)
      if (copied < 0) throw fail('process_vm_readv')
      return copied
    },
    renameNoReplace: bindRename(library, fail),
    lockByte(fd, at) {
      if (fcntl(fd, F_OFD_SETLK, writeLock(at)) === 0) return true
      if (koffi.errno() === EAGAIN || koffi.errno() === EACCES) return false
      throw fail('fcntl')
    },
    lockHolder(fd, at) {
      const lock = writeLock(at)
      if (fcntl(fd, F_OFD_GETLK, lock) !== 0 || lock.readInt16LE(0) === F_UNLCK) return undefined
      const holder = lock.readInt32LE(24)
      return holder > 0 ? holder : undefined
    },
  }
}

/** struct flock: int16 type, int16 whence, 4 bytes padding, int64 start, int64 length, int32 pid, 4 bytes padding. */
function writeLock(at: number): Buffer {
  const lock = Buffer.alloc(32)
  lock.writeInt16LE(F_WRLCK, 0)
  lock.writeBigInt64LE(BigInt(at), 8)
  lock.writeBigInt64LE(1n, 16)
  return lock
}

function bindRename(library: Library, fail: (call: string) => Error): Libc['renameNoReplace'] {
  let renameat2: (fromDirectory: number, from: string, toDirectory: number, to: string, flags: number) => number
  try {
    renameat2 = library.func('int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath, unsigned int flags)')
  } catch {
    return undefined // glibc before 2.28
  }
  return (from, to) => {
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) !== 0) throw fail('renameat2')
  }
}
