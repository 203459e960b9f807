import { join, parentOf, type DirectoryEntry, type EntryKind, type FileFacts, type StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
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
  readonly #unread = new Map<string, string>()
  readonly #aboveUnread = new Set<string>()

  /** @param needed folders without which there is no picture: their failure is the look's */
  constructor(
    private readonly files: StoreFiles,
    private readonly watch: Watch,
    private readonly needed: ReadonlySet<string>,
  ) {}

  /**
   * Lists `directory` and everything below it, except quarantines and what `descend` leaves out. Links are never followed.
   * @throws Failure where a folder that is needed cannot be listed
   */
  take(directory: string, descend: (path: string) => boolean = () => true): void {
    if (this.#directories.has(directory)) return
    const entries = this.#entriesOf(directory)
    this.#directories.set(directory, entries)
    for (const { path, name, kind } of entries) if (kind === 'directory' && name !== QUARANTINE_NAME && descend(path)) this.take(path, descend)
  }

  #entriesOf(directory: string): CensusEntry[] {
    try {
      return (this.files.list(directory) ?? []).flatMap(({ name, kind }) => this.#look(join(directory, name), name, kind) ?? [])
    } catch (error) {
      if (!(error instanceof Failure) || this.needed.has(directory)) throw error
      this.#unread.set(directory, error.code)
      for (let at = parentOf(directory); at !== '/' && at !== ''; at = parentOf(at)) this.#aboveUnread.add(at)
      return []
    }
  }

  /** Folders that could not be listed, and why, in path order. */
  unread(): readonly { readonly path: string; readonly error: string }[] {
    return [...this.#unread].map(([path, error]) => ({ path, error })).sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  /** Whether a folder, one above it or one below it could not be listed. */
  isPartlyUnread(directory: string): boolean {
    if (this.#unread.size === 0) return false
    if (this.#aboveUnread.has(directory)) return true
    for (let at = directory; at !== '/' && at !== ''; at = parentOf(at)) if (this.#unread.has(at)) return true
    return false
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
    // A name that is no UTF-8 reads as another one, which cannot be asked for; a broker trips over the file all the same.
    if (facts === undefined && name.includes('\ufffd')) return { name, path, kind: 'other', facts: unknownFacts }
    // A file that vanished between list and stat is not part of this view.
    if (facts === undefined) return undefined
    const seen = { ...facts, path }
    this.#seen.push(seen)
    if (this.#seen.length % 1000 === 0) step(this.watch, 'listing-files', this.#seen.length)
    return { name, path, kind: facts.kind, facts: seen }
  }
}

const unknownFacts: FileFacts = { kind: 'other', sizeBytes: 0, allocatedBytes: 0, modifiedTime: 0, modifiedTimeNs: '0', inode: '0:0', device: '0' }

export type CensusEntry =
  | { readonly name: string; readonly path: string; readonly kind: 'directory'; readonly facts: undefined }
  | { readonly name: string; readonly path: string; readonly kind: EntryKind; readonly facts: Omit<SeenFile, 'path'> }

export const isFile = (entry: CensusEntry): entry is Extract<CensusEntry, { facts: object }> => entry.kind === 'file' && entry.facts !== undefined

/** Why what stands in a file's place is not read. */
export const notAFile = (kind: EntryKind): string => `a ${kind === 'other' ? 'pipe, socket or device' : kind}, not a file`
