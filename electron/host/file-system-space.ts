import { statfsSync } from 'node:fs'

export interface FileSystemSpace {
  readonly sizeBytes: number
  /** What a process without special rights may still write. */
  readonly freeBytes: number
}

/** Size and free bytes of the file system that holds `path`; undefined where it cannot be asked. */
export function fileSystemSpace(path: string): FileSystemSpace | undefined {
  try {
    const { blocks, bavail, bsize } = statfsSync(path)
    return { sizeBytes: blocks * bsize, freeBytes: bavail * bsize }
  } catch {
    return undefined
  }
}
