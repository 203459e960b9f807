import type { ByteSource } from './byte-source'

/**
 * Names and facts of files: the second port. Paths are absolute, `/` as separator. Symbolic links are never followed by
 * `list` and `stat`: a link is reported as a link.
 */
export interface StoreFiles {
  /**
   * Entries of a directory in name order (UTF-16 code units); `undefined` when there is no such directory.
   * @throws Failure when it cannot be read (permission, I/O)
   */
  list(directory: string): readonly DirectoryEntry[] | undefined
  /** Facts of one entry; `undefined` when there is none. */
  stat(path: string): FileFacts | undefined
  /** Opens a regular file read-only. @throws Failure */
  open(path: string): ByteSource
  /** The path with all links resolved; the path itself when it does not exist. */
  realPath(path: string): string
}

export type EntryKind = 'file' | 'directory' | 'link' | 'other'

export interface DirectoryEntry {
  readonly name: string
  readonly kind: EntryKind
}

/** What identifies a file between review and deletion, and what is shown of it. */
export interface FileFacts {
  readonly kind: EntryKind
  readonly sizeBytes: number
  /** Bytes really taken on disk (sparse files take less than their size). */
  readonly allocatedBytes: number
  /** Milliseconds since the epoch, rounded down. */
  readonly modifiedTime: number
  /** Nanoseconds since the epoch as decimal text: beyond 2^53. */
  readonly modifiedTimeNs: string
  /** `device:inode` as decimal text. */
  readonly inode: string
  /** The device part alone: two files can be renamed into one another's directory only when it is equal. */
  readonly device: string
}

/** Joins a directory and a relative path. */
export const join = (directory: string, ...rest: readonly string[]): string =>
  [directory.endsWith('/') ? directory.replace(/\/+$/, '') : directory, ...rest].join('/')

/** The directory part; `''` for a bare name. */
export const parentOf = (path: string): string => {
  const cut = path.lastIndexOf('/')
  return cut > 0 ? path.slice(0, cut) : cut === 0 ? '/' : ''
}

/** The last name of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** `path` relative to `root`, or `path` itself when it does not lie below it. */
export const relativeTo = (root: string, path: string): string =>
  path.startsWith(root.endsWith('/') ? root : `${root}/`) ? path.slice(root.endsWith('/') ? root.length : root.length + 1) : path
