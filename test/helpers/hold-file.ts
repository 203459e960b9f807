import { closeSync, openSync } from 'node:fs'
import koffi from 'koffi'

/**
 * A program of its own that has a file until it is killed, as a broker has:
 * `node hold-file.ts open|map|lock PATH`. Says `ready` when it has it. `lock` is what Java's `FileChannel.tryLock(0, 1, false)` does.
 */
const [, , how, path = ''] = process.argv
const fd = openSync(path, 'r+')

if (how === 'map') {
  const mmap = koffi.load(null).func('void *mmap(void *addr, size_t length, int prot, int flags, int fd, int64_t offset)')
  mmap(null, 4, 3, 1, fd, 0)
  closeSync(fd)
}
if (how === 'lock') {
  const fcntl = koffi.load(null).func('int fcntl(int fd, int cmd, void *lock)')
  const lock = Buffer.alloc(32)
  lock.writeInt16LE(1, 0)
  lock.writeBigInt64LE(1n, 16)
  if (fcntl(fd, 6, lock) !== 0) {
    process.stdout.write('held by another\n')
    process.exit(1)
  }
}
process.stdout.write('ready\n')
process.stdin.resume()
