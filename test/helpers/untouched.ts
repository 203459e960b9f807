import { createHash } from 'node:crypto'
import { readdirSync, lstatSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Every file below `directory`: bytes, modification time to the nanosecond, mode, inode. Two equal ones mean: untouched. */
export function fingerprintOf(directory: string, leaveOut: (path: string) => boolean = () => false): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(directory, path)
    if (leaveOut(name)) continue
    const stats = lstatSync(path, { bigint: true })
    const content = entry.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'directory'
    found[name] = entry.isFile() ? `${content} ${stats.size} ${stats.mtimeNs} ${stats.mode.toString(8)} ${stats.ino}` : `directory ${stats.mode.toString(8)}`
  }
  return found
}
