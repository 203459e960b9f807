import { join, parentOf, type StoreFiles } from '../bytes/store-files'
import { QUARANTINE_NAME } from '../snapshot/census'
import { Refusal } from '../errors'
import type { CleanupFiles } from './cleanup-files'
import type { CleanupEnvironment } from './environment'
import type { Blocker, Step } from './plan'

/**
 * Where things lie. A file goes to the quarantine of the directory its step is relative to, with its path kept:
 * `{base}/consumequeue/t/0/0…` → `{base}/.store-inspector/{receiptId}/consumequeue/t/0/0…`. So it stays on its file system,
 * beside and never inside a segment directory.
 */
export const sourceOf = (step: Step): string => join(step.base, step.path)

/** Where a run puts what it takes from a step's base. */
export const quarantineOf = ({ base }: Step, receiptId: string): string => join(base, QUARANTINE_NAME, receiptId)

export const asideOf = (step: Step, receiptId: string): string => join(quarantineOf(step, receiptId), step.path)

/** What a broker falls back to when it cannot read a file. */
export const backupOf = (step: Step): string => `${sourceOf(step)}.bak`

/** The new content of a file before it replaces the old one. */
export const draftOf = (step: Step, receiptId: string): string => `${asideOf(step, receiptId)}.new`

/** The folder of one run: its journal, its receipt. */
export const receiptDirectory = (root: string, receiptId: string, journalDirectory?: string): string =>
  join(journalDirectory ?? join(root, QUARANTINE_NAME), receiptId)

/** Absolute quarantine folders a run uses, without doubles. */
export const quarantinesOf = (steps: readonly Step[], receiptId: string): string[] =>
  [...new Set(steps.map(step => quarantineOf(step, receiptId)))]

/** A quarantine that is a link leads out of the store: nothing is set aside there. */
export function quarantineBlockers(files: StoreFiles, bases: Iterable<string>): Blocker[] {
  const places = [...new Set(bases)].map(base => join(base, QUARANTINE_NAME))
  const isFolder = (path: string): boolean => (files.stat(path)?.kind ?? 'directory') === 'directory'
  return places.filter(path => !isFolder(path)).map(path => ({ code: 'layout-not-supported', message: '', path, facts: { reason: 'quarantine-no-folder' } }))
}

/** @throws Refusal */
export function requireOwnQuarantines(files: StoreFiles, bases: Iterable<string>): void {
  const blockers = quarantineBlockers(files, bases)
  const [first] = blockers
  if (first !== undefined) throw new Refusal(first.code, `${first.path} is a link or no folder`, { ...(first.path !== undefined && { path: first.path }), facts: first.facts, blockers })
}

/** Keeps another run and a broker out. @returns what lets them in again @throws Refusal, Failure */
export function holdStore(root: string, { files, hold }: Pick<CleanupEnvironment, 'files' | 'hold'>): () => void {
  requireOwnQuarantines(files, [root])
  return hold(root)
}

/** Creates directories with the levels above them; when it returns all their names are durable. */
export function makeDurableDirectories(files: StoreFiles, cleanup: CleanupFiles, paths: Iterable<string>): void {
  const changed = new Set<string>()
  const make = (path: string): void => {
    if (files.stat(path)?.kind === 'directory') return
    make(parentOf(path))
    cleanup.makeDirectory(path)
    changed.add(parentOf(path))
  }
  for (const path of paths) make(path)
  for (const directory of changed) cleanup.syncDirectory(directory)
}

/** Removes a run's quarantine directories that have become empty, from the deepest up. */
export function clearQuarantines(steps: readonly Step[], receiptId: string, cleanup: CleanupFiles): void {
  const all = new Set<string>()
  for (const step of steps)
    for (let at = parentOf(asideOf(step, receiptId)); at.length > step.base.length; at = parentOf(at)) all.add(at)
  for (const directory of [...all].sort((a, b) => b.length - a.length)) cleanup.removeDirectory(directory)
}
