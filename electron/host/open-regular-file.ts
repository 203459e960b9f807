import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { Failure } from '../../shared/store/errors'
import { failureOf } from './failure'

export interface OpenFile {
  readonly fd: number
  readonly sizeBytes: number
}

/** Windows knows neither flag: links and pipes in a store are not a thing there. */
const flags = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK)

/**
 * The only place where a file of a store is opened for its bytes: read-only, never through a symbolic link, never waiting
 * for the other end of a pipe.
 * @throws Failure `ELOOP` for a link, `not-a-regular-file` for a directory, pipe or device, else the errno's name
 */
export function openRegularFile(path: string): OpenFile {
  let fd: number
  try {
    fd = openSync(path, flags)
  } catch (error) {
    throw failureOf(error, `open the file ${path}`, path)
  }
  try {
    const stats = fstatSync(fd)
    if (!stats.isFile()) throw new Failure('not-a-regular-file', `cannot open ${path}: it is not a regular file`, path)
    return { fd, sizeBytes: stats.size }
  } catch (error) {
    closeSync(fd)
    throw failureOf(error, `open the file ${path}`, path)
  }
}

/** How much of a file a read of `wanted` bytes at `offset` can give. */
export const bytesWithin = (sizeBytes: number, offset: number, wanted: number): number => Math.max(0, Math.min(wanted, sizeBytes - offset))

/** The file became shorter after it was opened: somebody else cut it. */
export const truncated = (path: string, offset: number, length: number, sizeBytes: number): Failure =>
  new Failure(
    'truncated',
    `cannot read bytes ${offset} to ${offset + length} of ${path}: it had ${sizeBytes} bytes when it was opened and has been cut since`,
    path,
  )
