import { closeSync, fstatSync } from 'node:fs'
import { invariant } from '../../shared/store/errors'
import type { ByteSource } from '../../shared/store/bytes/byte-source'
import { bodyChecksum } from './body-checksum'
import { failureOf, hasCode, isSystemError } from './failure'
import type { Libc } from './libc'
import { bytesWithin, openRegularFile, truncated } from './open-regular-file'
import { readFully } from './read-file'

/**
 * A file is mapped when the first stretch of this size is asked for. Looking at a first and a last unit costs 6 µs per file
 * with `read` and 30 µs with building and tearing down a mapping, and a store has many thousand queue files.
 */
const MAP_FROM_BYTES = 16_384

/** After so many bytes the pages read are let go: of a segment of 1 GiB that is walked this much counts as ours, not all of it. */
const LET_GO_AFTER_BYTES = 32 * 2 ** 20

/**
 * A ByteSource over a shared read-only mapping, copied out with guarded copies. V8's memory cage forbids to look at mapped
 * bytes directly, and a plain copy would die when another process cuts the file.
 */
export function openMappedFile(path: string, libc: Libc): ByteSource {
  const { fd, sizeBytes } = openRegularFile(path)
  let address: bigint | undefined
  let isMappable = sizeBytes > 0
  let readSince = 0
  let isOpen = true

  function tryMap(): void {
    try {
      address = libc.map(fd, sizeBytes)
    } catch (error) {
      if (!isSystemError(error)) throw error
      isMappable = false // a file system without mappings, or too many of them in this process: `read` does it as well
    }
  }

  return {
    path,
    sizeBytes,
    checksum: bodyChecksum,
    readInto(target, offset) {
      invariant(isOpen, `${path} is read after it was closed`)
      const wanted = bytesWithin(sizeBytes, offset, target.length)
      if (wanted === 0) return 0
      if (address === undefined && isMappable && wanted >= MAP_FROM_BYTES) tryMap()
      if (address === undefined) readFully(path, fd, target, offset, wanted, sizeBytes)
      else {
        copyMapped(libc, target.length === wanted ? target : target.subarray(0, wanted), address, offset, { path, fd, sizeBytes })
        readSince += wanted
        if (readSince >= LET_GO_AFTER_BYTES) {
          libc.letGo(address, sizeBytes)
          readSince = 0
        }
      }
      return wanted
    },
    close() {
      if (!isOpen) return
      isOpen = false
      if (address !== undefined) libc.unmap(address, sizeBytes)
      closeSync(fd)
    },
  }
}

interface MappedFile {
  readonly path: string
  readonly fd: number
  readonly sizeBytes: number
}

/**
 * A cut file answers short or `EFAULT` from the first page that is wholly gone; the rest of its last page reads as zeros. So
 * zeros at the end of a copy are believed only when the file still has its size.
 */
function copyMapped(libc: Libc, target: Uint8Array, address: bigint, offset: number, file: MappedFile): void {
  for (let done = 0; done < target.length; ) {
    const rest = done === 0 ? target : target.subarray(done)
    const got = copyOnce(libc, rest, address + BigInt(offset + done), file.path)
    if (got === 0) throw truncated(file.path, offset, target.length, file.sizeBytes)
    done += got
  }
  if (target[target.length - 1] === 0 && fstatSync(file.fd).size < offset + target.length) {
    throw truncated(file.path, offset, target.length, file.sizeBytes)
  }
}

/** @returns 0 where the file's bytes are gone */
function copyOnce(libc: Libc, target: Uint8Array, address: bigint, path: string): number {
  try {
    return libc.copyGuarded(target, address)
  } catch (error) {
    if (hasCode(error, 'EFAULT')) return 0
    throw failureOf(error, `read ${path}`, path)
  }
}
