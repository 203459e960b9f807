import { statfsSync } from 'node:fs'

export interface FileSystemSpace {
  readonly sizeBytes: number
  /** What a user without privileges can still write. */
  readonly freeBytes: number
}

/** Of the file system that holds `path`; undefined where the system does not tell. */
export function fileSystemSpace(path: string): FileSystemSpace | undefined {
  try {
    const { bsize, blocks, bavail } = statfsSync(path)
    return { sizeBytes: blocks * bsize, freeBytes: bavail * bsize }
  } catch {
    return undefined
  }
}
