import type { FileFacts } from '../bytes/store-files'
import { Refusal } from '../errors'
import type { SeenFile } from '../snapshot/snapshot'
import type { FileIdentity } from './plan'

export const identityOf = ({ sizeBytes, modifiedTimeNs, inode }: FileIdentity): FileIdentity => ({ sizeBytes, modifiedTimeNs, inode })

/** The same file as when it was reviewed, after a restart too: the number of a device may change then, that of an inode does not. */
export const isSameInode = (a: FileIdentity, b: FileIdentity): boolean =>
  a.sizeBytes === b.sizeBytes && a.modifiedTimeNs === b.modifiedTimeNs && a.inode.split(':').at(-1) === b.inode.split(':').at(-1)

export interface Change {
  readonly path: string
  readonly change: 'gone' | 'new' | 'size' | 'modified-time' | 'inode' | 'content'
}

const difference = (a: FileIdentity, b: FileIdentity): Change['change'] | undefined =>
  a.sizeBytes !== b.sizeBytes ? 'size' : a.modifiedTimeNs !== b.modifiedTimeNs ? 'modified-time' : a.inode !== b.inode ? 'inode' : undefined

/** What differs between the files that should be there and those that are, in path order. */
export function changesBetween(expected: ReadonlyMap<string, FileIdentity>, seen: readonly SeenFile[]): Change[] {
  const changes: Change[] = []
  const met = new Set<string>()
  for (const file of seen) {
    met.add(file.path)
    const reviewed = expected.get(file.path)
    const change = reviewed === undefined ? 'new' : difference(reviewed, file)
    if (change !== undefined) changes.push({ path: file.path, change })
  }
  for (const path of expected.keys()) if (!met.has(path)) changes.push({ path, change: 'gone' })
  return changes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

const NAMED_FILES = 20

/** The first twenty of them one by one. */
export const namedChanges = (changes: readonly Change[], code: 'changed-since-plan' | 'file-written-since') =>
  changes.slice(0, NAMED_FILES).map(({ path, change }) => ({ code, message: '', path, facts: { change } }))

/** @throws Refusal `changed-since-plan` naming the files */
export function refuseChanged(changes: readonly Change[]): never {
  const [first] = changes
  const more = changes.length > 1 ? ` and ${changes.length - 1} more` : ''
  throw new Refusal('changed-since-plan', `${first?.path} is not as it was reviewed (${first?.change})${more}; make a new plan`, {
    ...(first && { path: first.path }),
    blockers: namedChanges(changes, 'changed-since-plan'),
    facts: { files: changes.length, change: first?.change ?? null },
  })
}

/** @throws Refusal `changed-since-plan` */
export function requireSameFile(path: string, reviewed: FileIdentity, found: FileFacts | undefined): void {
  const change = found === undefined ? 'gone' : difference(reviewed, found)
  if (change !== undefined) refuseChanged([{ path, change }])
}
