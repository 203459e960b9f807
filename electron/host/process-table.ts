import { type BigIntStats, lstatSync, readdirSync, readFileSync, readlinkSync, statfsSync, statSync } from 'node:fs'
import { hasCode } from './failure'

/**
 * What the search for a running broker reads: `/proc` and the few files of the store it compares with. A port of its own so
 * that tests can tell of processes that cannot be started here.
 */
export interface ProcessTable {
  readonly ownPid: number
  readonly isSuperuser: boolean
  /** Names in a directory. */
  list(path: string): readonly string[] | 'denied' | undefined
  /** A whole small file; undefined when it is missing or cannot be read. */
  text(path: string): string | undefined
  linkTarget(path: string): string | undefined
  /** Of the file a path leads to. `/proc/PID/fd/N` leads to the open file, whatever it is called in whose mount namespace. */
  identity(path: string): FileIdentity | undefined
  /** Of the entry itself. */
  entryIdentity(path: string): FileIdentity | undefined
  /** The `f_type` of statfs(2). */
  fileSystemType(path: string): number | undefined
}

export interface FileIdentity {
  readonly device: bigint
  readonly inode: bigint
  readonly isFile: boolean
}

export const sameFile = (a: FileIdentity | undefined, b: FileIdentity | undefined): boolean =>
  a !== undefined && b !== undefined && a.device === b.device && a.inode === b.inode

export const processTable: ProcessTable = {
  ownPid: process.pid,
  isSuperuser: process.geteuid?.() === 0,
  list(path) {
    try {
      return readdirSync(path)
    } catch (error) {
      return hasCode(error, 'EACCES', 'EPERM') ? 'denied' : undefined
    }
  },
  text: path => unlessFailing(() => readFileSync(path, 'utf8')),
  linkTarget: path => unlessFailing(() => readlinkSync(path)),
  identity: path => unlessFailing(() => identityOf(statSync(path, { bigint: true, throwIfNoEntry: false }))),
  entryIdentity: path => unlessFailing(() => identityOf(lstatSync(path, { bigint: true, throwIfNoEntry: false }))),
  fileSystemType: path => unlessFailing(() => statfsSync(path).type),
}

/** Most lookups find nothing, and an exception costs ten times what the call does. */
const identityOf = (stats: BigIntStats | undefined): FileIdentity | undefined =>
  stats && { device: stats.dev, inode: stats.ino, isFile: stats.isFile() }

/** Processes end and files close between any two calls: what cannot be read any more is not there. */
function unlessFailing<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
