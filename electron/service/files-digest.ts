import { createHash } from 'node:crypto'
import type { SeenFile } from '../../shared/store/snapshot/snapshot'

/** SHA-256 over path, size, time and inode of every file, as hex: another one, and some file is another. */
export function digestOfFiles(files: readonly SeenFile[]): string {
  const hash = createHash('sha256')
  for (const { path, sizeBytes, modifiedTimeNs, inode } of files) hash.update(`${path}\0${sizeBytes}\0${modifiedTimeNs}\0${inode}\n`)
  return hash.digest('hex')
}
