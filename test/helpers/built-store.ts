import type { BuiltFile } from '../../shared/store/builders/built-file'
import { MemoryFiles } from './memory-files'

/** Where a built store lies in memory: `/s/store` and `/s/tiered`. */
export const BUILT_HOME = '/s'

export function inMemory(built: readonly BuiltFile[]): MemoryFiles {
  const files = new MemoryFiles()
  for (const { path, bytes, sizeBytes, modifiedTime } of built) {
    const content = new Uint8Array(sizeBytes)
    content.set(bytes)
    files.put(`${BUILT_HOME}/${path}`, content, BigInt(modifiedTime) * 1_000_000n)
  }
  return files
}
