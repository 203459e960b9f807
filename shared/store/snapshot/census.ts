import { join, type DirectoryEntry, type EntryKind, type StoreFiles } from '../bytes/store-files'
import { step, type Watch } from '../progress'
import type { SeenFile } from './snapshot'

/** Where set-aside files and journals live: beside segment directories, never part of the store. */
export const QUARANTINE_NAME = '.store-inspector'

/**
 * Every entry below some directories with its facts, listed and stat'ed exactly once. All later stages look here instead
 * of at the disk, so that one snapshot is one view.
 */
export class Census {
  readonly #directories = new Map<string, readonly CensusEntry[]>()
  readonly #seen: SeenFile[] = []

  constructor(
    private readonly files: StoreFiles,
    private readonly watch: Watch,
  ) {}

  /** Lists `directory` and everything below it, except quarantines and what `descend` leaves out. Links are never followed. */
  take(directory: string, descend: (path: string) => boolean = () => true): void {
    if (this.#directories.has(directory)) return
    const entries: CensusEntry[] = []
    const below: string[] = []
    for (const { name, kind } of this.files.list(directory) ?? []) {
      const entry = this.#look(join(directory, name), name, kind)
      if (entry === undefined) continue
      entries.push(entry)
      if (kind === 'directory' && name !== QUARANTINE_NAME && descend(entry.path)) below.push(entry.path)
    }
    this.#directories.set(directory, entries)
    for (const path of below) this.take(path, descend)
  }

  /** Adds a single file that lies outside the directories taken. */
  takeFile(path: string): void {
    const facts = this.files.stat(path)
    if (facts?.kind === 'file' && !this.#seen.some(file => file.path === path)) this.#seen.push({ ...facts, path })
  }

  /** Entries of a directory in name order; empty when it was not taken or does not exist. */
  list(directory: string): readonly CensusEntry[] {
    return this.#directories.get(directory) ?? []
  }

  entry(directory: string, name: string): CensusEntry | undefined {
    return this.list(directory).find(entry => entry.name === name)
  }

  has(directory: string, name: string, kind: EntryKind): boolean {
    return this.entry(directory, name)?.kind === kind
  }

  /** Every file (and link, and odd thing) seen, in path order. */
  seen(): readonly SeenFile[] {
    return this.#seen.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  }

  #look(path: string, name: string, kind: DirectoryEntry['kind']): CensusEntry | undefined {
    if (kind === 'directory') return { name, path, kind, facts: undefined }
    const facts = this.files.stat(path)
    // A file that vanished between list and stat is not part of this view.
    if (facts === undefined) return undefined
    this.#seen.push({ ...facts, path })
    if (this.#seen.length % 1000 === 0) step(this.watch, 'listing-files', this.#seen.length)
    return { name, path, kind: facts.kind, facts }
  }
}

export type CensusEntry =
  | { readonly name: string; readonly path: string; readonly kind: 'directory'; readonly facts: undefined }
  | { readonly name: string; readonly path: string; readonly kind: EntryKind; readonly facts: Omit<SeenFile, 'path'> }

export const isFile = (entry: CensusEntry): entry is Extract<CensusEntry, { facts: object }> => entry.kind === 'file' && entry.facts !== undefined
