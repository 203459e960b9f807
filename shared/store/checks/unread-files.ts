import type { Finding, FindingSubject } from './finding'
import { newFinding } from './new-finding'

interface ReadFile {
  readonly path: string
  readonly error: string | null
}

/** Files that are there and could not be read: a warning, for a check that left them out must not look clean. */
export function unreadFiles(files: readonly ReadFile[], subject: FindingSubject = { side: 'local' }): Finding[] {
  const [first] = files
  if (first === undefined) return []
  return [
    newFinding('not-read', { part: 'unreadable-files', reason: first.error }, { severity: 'warning', subject: { ...subject, path: first.path }, count: files.length }),
  ]
}
