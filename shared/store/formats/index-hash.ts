import { javaHash } from './tags-code'

/** What an index keeps of a key. Mirrors IndexFile.indexKeyHashMethod: never negative, and 0 for the one hash whose absolute value is. */
export function indexHash(topic: string, key: string): number {
  const hash = Math.abs(javaHash(`${topic}#${key}`))
  return hash > 0x7fffffff ? 0 : hash
}
