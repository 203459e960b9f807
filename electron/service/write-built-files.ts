import { closeSync, ftruncateSync, futimesSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BuiltFile } from '../../shared/store/builders/built-file'

/** Writes built files below a directory, zeros behind their content as holes, with their modification times. */
export function writeBuiltFiles(directory: string, files: readonly BuiltFile[]): void {
  for (const { path, bytes, sizeBytes, modifiedTime } of files) {
    const target = join(directory, path)
    mkdirSync(dirname(target), { recursive: true })
    const file = openSync(target, 'wx', 0o644)
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      if (sizeBytes > bytes.length) ftruncateSync(file, sizeBytes)
      futimesSync(file, modifiedTime / 1000, modifiedTime / 1000)
    } finally {
      closeSync(file)
    }
  }
}
