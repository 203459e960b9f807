import type { StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'

const ATTEMPTS = 5
/** A file that was listed and is gone, or shorter, when it is read: a broker's cleaner or a cleanup has been there meanwhile. */
const goneMeanwhile: ReadonlySet<string> = new Set(['ENOENT', 'ESTALE', 'truncated'])

/**
 * Looks at a store that may be changing, and looks again from the beginning when files went while it looked: what comes of
 * it tells of no file that is not there. After the fifth time it is as it is.
 * @throws whatever `look` throws
 */
export function steadyLook<T>(files: StoreFiles, look: (files: StoreFiles) => T): T {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    let isSteady = true
    const noting: StoreFiles = {
      list: directory => files.list(directory),
      stat: path => files.stat(path),
      realPath: path => files.realPath(path),
      open(path) {
        try {
          return files.open(path)
        } catch (error) {
          if (isGone(error)) isSteady = false
          throw error
        }
      },
    }
    try {
      const seen = look(noting)
      if (isSteady) return seen
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
  return look(files)
}

const isGone = (error: unknown): boolean => error instanceof Failure && goneMeanwhile.has(error.code)
