import { closeSync, readSync } from 'node:fs'
import { invariant } from '../../shared/store/errors'
import type { ByteSource } from '../../shared/store/bytes/byte-source'
import { failureOf } from './failure'
import { bodyChecksum } from './body-checksum'
import { bytesWithin, openRegularFile, truncated } from './open-regular-file'

/** A ByteSource over `read(2)` at a position: works everywhere and keeps no other process from cutting the file. */
export function openReadFile(path: string): ByteSource {
  const { fd, sizeBytes } = openRegularFile(path)
  let isOpen = true
  return {
    path,
    sizeBytes,
    checksum: bodyChecksum,
    readInto(target, offset) {
      invariant(isOpen, `${path} is read after it was closed`)
      const wanted = bytesWithin(sizeBytes, offset, target.length)
      readFully(path, fd, target, offset, wanted, sizeBytes)
      return wanted
    },
    close() {
      if (isOpen) closeSync(fd)
      isOpen = false
    },
  }
}

/** @throws Failure `truncated` when the file ends before `wanted` bytes */
export function readFully(path: string, fd: number, target: Uint8Array, offset: number, wanted: number, sizeBytes: number): void {
  for (let done = 0; done < wanted; ) {
    const got = readOnce(path, fd, target, done, wanted - done, offset + done)
    if (got === 0) throw truncated(path, offset, wanted, sizeBytes)
    done += got
  }
}

function readOnce(path: string, fd: number, target: Uint8Array, at: number, length: number, position: number): number {
  try {
    return readSync(fd, target, at, length, position)
  } catch (error) {
    throw failureOf(error, `read ${path}`, path)
  }
}
