import { constants } from 'node:os'
import { getSystemErrorMap } from 'node:util'
import { Failure } from '../../shared/store/errors'

/** What Node's own calls throw, and what `systemError` makes of a call through koffi. */
export interface SystemError extends Error {
  readonly code: string
  /** Negative, as libuv counts. */
  readonly errno: number
}

export const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'errno' in error && typeof error.errno === 'number'

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean => isSystemError(error) && codes.includes(error.code)

/** True when there is nothing at a path: neither the entry nor, for `ENOTDIR`, a directory that could hold it. */
export const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT', 'ENOTDIR')

/** @param errno positive, as the C library counts */
export function systemError(errno: number, call: string): SystemError {
  const { code, reason } = explain(-errno)
  return Object.assign(new Error(`${call}: ${reason} (${code})`), { code, errno: -errno })
}

/**
 * Turns what a call of the operating system threw into a Failure; anything else comes back as it is.
 * @param attempt what could not be done, with noun and place, such as `list the directory /data/store`
 */
export function failureOf(error: unknown, attempt: string, path: string): unknown {
  if (!isSystemError(error)) return error
  const { code, reason } = explain(error.errno)
  return new Failure(code, `cannot ${attempt}: ${reason} (${code})`, path, { cause: error })
}

/** libuv has no name for some errors, a full quota among them; the operating system's own table has. */
function explain(errno: number): { code: string; reason: string } {
  const known = getSystemErrorMap().get(errno)
  if (known) return { code: known[0], reason: known[1] }
  const code = Object.entries(constants.errno).find(([, number]) => number === -errno)?.[0] ?? `E${-errno}`
  return { code, reason: code === 'EDQUOT' ? 'disk quota exceeded' : 'the system refused' }
}
