import { type BigIntStats, type Dirent, lstatSync, readdirSync, realpathSync } from 'node:fs'
import type { DirectoryEntry, EntryKind, FileFacts, StoreFiles } from '../../shared/store/bytes/store-files'
import type { ByteSources } from './byte-sources'
import { failureOf, isMissing } from './failure'

/**
 * StoreFiles over the real file system. Keeps nothing between calls: every answer is as of now. A directory that is itself
 * a link is listed; links among its entries are named as links.
 */
export function createStoreFiles(sources: Pick<ByteSources, 'open'>): StoreFiles {
  return { list, stat, open: path => sources.open(path), realPath }
}

function list(directory: string): DirectoryEntry[] | undefined {
  let entries: Dirent[]
  try {
    entries = readdirSync(directory, { withFileTypes: true })
  } catch (error) {
    if (isMissing(error)) return undefined
    throw failureOf(error, `list the directory ${directory}`, directory)
  }
  return entries.map(entry => ({ name: entry.name, kind: kindOf(entry) })).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function stat(path: string): FileFacts | undefined {
  let stats: BigIntStats | undefined
  try {
    stats = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  } catch (error) {
    if (isMissing(error)) return undefined
    throw failureOf(error, `examine ${path}`, path)
  }
  return stats && factsOf(stats)
}

const BLOCK_BYTES = 512

/** What the project wants to know of a file's status. */
export const factsOf = (stats: BigIntStats): FileFacts => ({
  kind: kindOf(stats),
  sizeBytes: Number(stats.size),
  allocatedBytes: Number(stats.blocks) * BLOCK_BYTES,
  modifiedTime: millisecondsOf(stats.mtimeNs),
  modifiedTimeNs: stats.mtimeNs.toString(),
  inode: `${stats.dev}:${stats.ino}`,
  device: stats.dev.toString(),
})

const NS_PER_MS = 1_000_000n

/** As far as a date reaches; some file systems keep times that are beyond it. */
const MOST_MS = 8.64e15

/** Rounded down, also before 1970; exact, which a division of numbers would not be. */
const millisecondsOf = (ns: bigint): number => Math.max(-MOST_MS, Math.min(MOST_MS, Number((ns < 0n ? ns - NS_PER_MS + 1n : ns) / NS_PER_MS)))

function realPath(path: string): string {
  try {
    const resolved = realpathSync.native(path)
    return process.platform === 'win32' ? resolved.replaceAll('\\', '/') : resolved
  } catch (error) {
    if (isMissing(error)) return path
    throw failureOf(error, `resolve the path ${path}`, path)
  }
}

const kindOf = (entry: Dirent | BigIntStats): EntryKind =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'link' : 'other'
