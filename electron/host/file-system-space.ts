import { accessSync, constants, statfsSync } from 'node:fs'
import { hasCode } from './failure'

export interface FileSystemSpace {
  readonly sizeBytes: number
  /** Taken by files. What is neither used nor free is the superuser's reserve. */
  readonly usedBytes: number
  /** What a user without privileges can still write. */
  readonly freeBytes: number
}

/** Of the file system that holds `path`; undefined where the system does not tell. */
export function fileSystemSpace(path: string): FileSystemSpace | undefined {
  try {
    const { bsize, blocks, bfree, bavail } = statfsSync(path)
    return { sizeBytes: blocks * bsize, usedBytes: (blocks - bfree) * bsize, freeBytes: bavail * bsize }
  } catch {
    return undefined
  }
}

/** Mounted read-only: nothing in this directory can be changed, whoever asks. */
export function isReadOnlyFileSystem(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK)
    return false
  } catch (error) {
    return hasCode(error, 'EROFS')
  }
}
