import type { StoreFiles } from '../bytes/store-files'
import type { Severity } from '../checks/finding'
import type { InUse } from '../in-use'
import type { Watch } from '../progress'
import type { SeenFile } from '../snapshot/snapshot'
import type { CleanupFiles } from './cleanup-files'

/** Everything a run needs from outside: the two ports, and what only the host can know. */
export interface CleanupEnvironment {
  readonly files: StoreFiles
  readonly cleanup: CleanupFiles
  readonly watch: Watch
  /** Asked immediately before the first change and before every later stage. */
  readonly liveness: () => InUse
  /** Every file of the store as it is now, seen as `StoreSnapshot.files` was. */
  readonly seen: () => readonly SeenFile[]
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Findings of a fresh check, by severity. */
  readonly checkAfter: () => Readonly<Record<Severity, number>>
  /** Free bytes of the file system that holds `path`; undefined when it cannot be asked. */
  readonly freeBytes: (path: string) => number | undefined
  /**
   * Keeps other runs out of a store until the returned function is called.
   * @throws Refusal `another-cleanup-is-running` naming who holds it
   */
  readonly hold: (root: string) => () => void
  readonly options: RunOptions
}

export interface RunOptions {
  /** The user said that the broker is stopped although it cannot be known. Never lifts a proof that one runs. */
  readonly assumeStopped: boolean
  /** Who runs it and with what, for the receipt. */
  readonly tool: string
  /** Where receipts and journals go instead of `{root}/.store-inspector`: for a file system without a free byte. */
  readonly journalDirectory?: string | undefined
  /** Remove instead of setting aside: needs not one free byte, and cannot be undone. */
  readonly removeAtOnce?: boolean | undefined
  /** Undo although the store was written to since: what was written stays beside what comes back. */
  readonly acceptWrites?: boolean | undefined
}
