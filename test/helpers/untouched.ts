import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Every entry below `directory`: a file's bytes, modification time to the nanosecond, mode, inode; a link's target, unfollowed; a pipe or device
 * unopened. Two equal ones mean: untouched.
 */
export function fingerprintOf(directory: string, leaveOut: (path: string) => boolean = () => false): Record<string, string> {
  const found: Record<string, string> = {}
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(directory, folder), { withFileTypes: true })) {
      const name = join(folder, entry.name)
      if (leaveOut(name)) continue
      const path = join(directory, name)
      const stats = lstatSync(path, { bigint: true })
      if (entry.isDirectory()) {
        found[name] = `directory ${stats.mode.toString(8)}`
        visit(name)
      } else if (entry.isSymbolicLink()) {
        found[name] = `link ${readlinkSync(path)}`
      } else if (!entry.isFile()) {
        found[name] = `no file ${stats.mode.toString(8)} ${stats.mtimeNs} ${stats.ino}`
      } else {
        const content = createHash('sha256').update(readFileSync(path)).digest('hex')
        found[name] = `${content} ${stats.size} ${stats.mtimeNs} ${stats.mode.toString(8)} ${stats.ino}`
      }
    }
  }
  visit('')
  return found
}
