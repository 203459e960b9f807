import { getSystemErrorMap, getSystemErrorName } from 'node:util'
import { Failure } from '../../shared/store/errors'

/** What Node's own calls throw, and what `systemError` makes of a call through koffi. */
export interface SystemError extends Error {
  readonly code: string
  /** Negative, as libuv counts. */
  readonly errno: number
}

export const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'errno' in error && typeof error.errno === 'number'

/** True when there is nothing at a path: neither the entry nor, for `ENOTDIR`, a directory that could hold it. */
export const isMissing = (error: unknown): boolean => isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** @param errno positive, as the C library counts */
export function systemError(errno: number, call: string): SystemError {
  const code = getSystemErrorName(-errno)
  return Object.assign(new Error(`${code}: ${call}`), { code, errno: -errno })
}

/**
 * Turns what a call of the operating system threw into a Failure with the noun and the place; a Failure stays as it is.
 * @param attempt what could not be done, such as `read the directory`
 */
export function failureOf(error: unknown, attempt: string, path: string): unknown {
  if (error instanceof Failure || !isSystemError(error)) return error
  const reason = getSystemErrorMap().get(error.errno)?.[1] ?? error.message
  return new Failure(error.code, `cannot ${attempt} ${path}: ${reason} (${error.code})`, path, { cause: error })
}
