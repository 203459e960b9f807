import type { ByteSource } from '../../shared/store/bytes/byte-source'
import { nameOf, parentOf, type DirectoryEntry, type FileFacts, type StoreFiles } from '../../shared/store/bytes/store-files'
import type { CleanupFiles } from '../../shared/store/cleanup/cleanup-files'
import { Failure } from '../../shared/store/errors'
import { QUARANTINE_NAME } from '../../shared/store/snapshot/census'
import type { SeenFile } from '../../shared/store/snapshot/snapshot'

/** The process is gone: nothing after this point of the code runs. Not a Failure, so nothing may catch it. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

export type Call = keyof CleanupFiles

/** What a test does to the calls that change something. */
export interface Interference {
  before?(call: Call, number: number, path: string): void
  /** The call has had its effect; throwing here reports an error although it happened. */
  after?(call: Call, number: number, path: string): void
  /** The call reports success and does nothing: a mutant of ours that forgot it. */
  forget?(call: Call, number: number, path: string): boolean
  /** Bytes of this write that arrive before it fails; undefined: all of it. */
  shortWrite?(number: number): number | undefined
  /** The bytes of this write are seen and never reach the disk: a mutant of ours that does not make them durable. */
  unsynced?(number: number): boolean
  /** Making this call's effect durable fails, and what the disk has of it is anybody's guess: `kept` or `lost`. */
  failedSync?(number: number): 'kept' | 'lost' | undefined
}

interface Inode {
  readonly number: number
  readonly isDirectory: boolean
  mode: number
  modifiedTimeNs: bigint
  content: Uint8Array
  durableContent: Uint8Array
  /** Directories: what every process sees, and what a power loss leaves. */
  readonly entries: Map<string, Inode>
  readonly durable: Map<string, Inode>
  pending: Entry[]
}

/** A change of one directory entry that no fsync has made durable yet. */
interface Entry {
  readonly name: string
  readonly inode: Inode | undefined
  /** The receiving half of the same rename: the old name is not given up before the new one is written down. */
  readonly needs: Entry | undefined
  isDurable: boolean
}

/**
 * A file system in memory behind both ports. It knows what fsync has made durable: `losePower` keeps that, and of the
 * rest of each directory's entries an arbitrary part, apart from the contents of files.
 */
export class MemoryFiles implements StoreFiles, CleanupFiles {
  #next = 1
  #root = this.#inode(true)
  interference: Interference = {}
  /** Calls that change something, so far. */
  changes = 0

  // ───────────────────────────── setting up ─────────────────────────────

  /** A file that has been there for long. */
  put(path: string, content: string | Uint8Array, modifiedTimeNs = 1_700_000_000_123_456_789n + BigInt(this.#next), mode = 0o640): this {
    let directory = this.#root
    for (const part of path.split('/').slice(1, -1)) {
      const found = directory.entries.get(part) ?? this.#inode(true)
      directory.entries.set(part, found)
      directory.durable.set(part, found)
      directory = found
    }
    const file = this.#inode(false)
    file.content = file.durableContent = typeof content === 'string' ? new TextEncoder().encode(content) : content
    file.modifiedTimeNs = modifiedTimeNs
    file.mode = mode
    directory.entries.set(nameOf(path), file)
    directory.durable.set(nameOf(path), file)
    return this
  }

  /** As another program would: the file is written in place. */
  touch(path: string, content?: string): void {
    const file = this.#find(path)!
    file.modifiedTimeNs += 1n
    if (content !== undefined) file.content = file.durableContent = new TextEncoder().encode(content)
  }

  /** The same file system after power was lost and came back. @param keep decides whether an entry that no fsync covers was written down; `newest`: it is its directory's last */
  losePower(keep: (newest: boolean) => boolean): MemoryFiles {
    const walk = (directory: Inode): void => {
      const newest = directory.pending.at(-1)
      for (const entry of directory.pending) if (!entry.isDurable && (entry.needs === undefined || entry.needs.isDurable) && keep(entry === newest)) apply(directory, entry)
    }
    // Receiving halves first, so that either order of the two directories can be met.
    const all = this.#directories(this.#root, new Set())
    for (const directory of all) walk(directory)
    for (const directory of all) walk(directory)
    const after = new MemoryFiles()
    const renewed = new Map<Inode, Inode>()
    const renew = (inode: Inode): Inode => {
      const known = renewed.get(inode)
      if (known !== undefined) return known
      const copy: Inode = { ...inode, content: inode.durableContent, entries: new Map(), durable: new Map(), pending: [] }
      renewed.set(inode, copy)
      for (const [name, child] of inode.durable) {
        const renewedChild = renew(child)
        copy.entries.set(name, renewedChild)
        copy.durable.set(name, renewedChild)
      }
      return copy
    }
    after.#root = renew(this.#root)
    after.#next = this.#next
    return after
  }

  /** Every file by path: content, modification time, mode and inode in one line each. */
  tree(options: { readonly quarantines?: boolean } = {}): Record<string, string> {
    const lines: Record<string, string> = {}
    this.#eachFile(this.#root, '', (path, file) => {
      if (options.quarantines !== true && path.includes(`/${QUARANTINE_NAME}/`)) return
      lines[path] = `${file.number} ${file.mode.toString(8)} ${file.modifiedTimeNs} ${Buffer.from(file.content).toString('latin1')}`
    })
    return lines
  }

  /** Every file below the roots outside quarantines, as a snapshot sees them. */
  seen(...roots: readonly string[]): SeenFile[] {
    return Object.keys(this.tree())
      .filter(path => roots.some(root => path.startsWith(`${root}/`)))
      .sort()
      .map(path => ({ path, ...this.stat(path)! }))
  }

  text(path: string): string {
    return new TextDecoder().decode(this.#find(path)!.content)
  }

  // ───────────────────────────── StoreFiles ─────────────────────────────

  list(directory: string): readonly DirectoryEntry[] | undefined {
    const found = this.#find(directory)
    if (found === undefined || !found.isDirectory) return undefined
    return [...found.entries]
      .map(([name, inode]): DirectoryEntry => ({ name, kind: inode.isDirectory ? 'directory' : 'file' }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  stat(path: string): FileFacts | undefined {
    const found = this.#find(path)
    if (found === undefined) return undefined
    const sizeBytes = found.content.length
    return {
      kind: found.isDirectory ? 'directory' : 'file',
      sizeBytes,
      allocatedBytes: Math.ceil(sizeBytes / 4096) * 4096,
      modifiedTime: Number(found.modifiedTimeNs / 1_000_000n),
      modifiedTimeNs: String(found.modifiedTimeNs),
      inode: `64:${found.number}`,
      device: '64',
    }
  }

  open(path: string): ByteSource {
    const file = this.#find(path)
    if (file === undefined || file.isDirectory) throw new Failure('ENOENT', `${path}: there is no such file`, path)
    const { content } = file
    return {
      path,
      sizeBytes: content.length,
      readInto: (target, offset) => {
        const bytes = content.subarray(offset, offset + target.length)
        target.set(bytes)
        return bytes.length
      },
      close: () => undefined,
    }
  }

  realPath = (path: string): string => path

  // ───────────────────────────── CleanupFiles ─────────────────────────────

  makeDirectory(path: string): void {
    const make = (at: string): void => {
      if (this.#find(at) !== undefined) return
      make(parentOf(at))
      const directory = this.#inode(true)
      directory.mode = 0o700
      this.#enter(this.#parent(at), nameOf(at), directory)
    }
    this.#change('makeDirectory', path, () => make(path))
  }

  rename(from: string, to: string): void {
    this.#change('rename', from, () => {
      if (this.#find(to) !== undefined) throw new Failure('EEXIST', `${to} is there`, to)
      this.#move(from, to)
    })
  }

  replace(from: string, to: string): void {
    this.#change('replace', to, () => {
      if (this.#find(from) !== this.#find(to)) this.#move(from, to)
    })
  }

  link(from: string, to: string): void {
    this.#change('link', from, () => {
      if (this.#find(to) !== undefined) throw new Failure('EEXIST', `${to} is there`, to)
      this.#enter(this.#parent(to), nameOf(to), this.#file(from))
    })
  }

  writeNew(path: string, content: Uint8Array, like?: string): void {
    this.#change('writeNew', path, call => {
      if (this.#find(path) !== undefined) throw new Failure('EEXIST', `${path} is there`, path)
      const file = this.#inode(false)
      file.mode = like === undefined ? 0o600 : this.#file(like).mode
      this.#enter(this.#parent(path), nameOf(path), file)
      try {
        this.#write(file, content, call)
      } catch (error) {
        if (this.interference.failedSync?.(call) !== undefined) this.#enter(this.#parent(path), nameOf(path), undefined)
        throw error
      }
    })
  }

  append(path: string, content: Uint8Array): void {
    this.#change('append', path, call => {
      const file = this.#find(path) ?? this.#inode(false)
      file.mode = 0o600
      if (this.#find(path) === undefined) this.#enter(this.#parent(path), nameOf(path), file)
      this.#write(file, content, call)
    })
  }

  remove(path: string): void {
    this.#change('remove', path, () => {
      if (this.#find(path) !== undefined) this.#enter(this.#parent(path), nameOf(path), undefined)
    })
  }

  removeDirectory(path: string): void {
    this.#change('removeDirectory', path, () => {
      const found = this.#find(path)
      if (found?.isDirectory === true && found.entries.size === 0) this.#enter(this.#parent(path), nameOf(path), undefined)
    })
  }

  syncDirectory(path: string): void {
    this.#change('syncDirectory', path, number => {
      const directory = this.#find(path)
      if (directory === undefined) throw new Failure('ENOENT', `${path}: there is no such directory`, path)
      if (this.interference.failedSync?.(number) !== undefined) throw new Failure('EIO', 'input/output error', path)
      for (const entry of directory.pending) apply(directory, entry)
      directory.pending = []
    })
  }

  // ───────────────────────────── inside ─────────────────────────────

  #change(call: Call, path: string, effect: (number: number) => void): void {
    this.changes += 1
    const number = this.changes
    this.interference.before?.(call, number, path)
    if (this.interference.forget?.(call, number, path) !== true) effect(number)
    this.interference.after?.(call, number, path)
  }

  #write(file: Inode, content: Uint8Array, number: number): void {
    const short = this.interference.shortWrite?.(number)
    file.modifiedTimeNs += 1_000_000n
    const arrived = content.subarray(0, short ?? content.length)
    const before = file.content
    const joined = new Uint8Array(file.content.length + arrived.length)
    joined.set(file.content)
    joined.set(arrived, file.content.length)
    file.content = joined
    if (short !== undefined) throw new Failure('ENOSPC', 'no space left on device', undefined)
    const failed = this.interference.failedSync?.(number)
    if (failed === 'kept' || (failed === undefined && this.interference.unsynced?.(number) !== true)) file.durableContent = file.content
    if (failed === undefined) return
    // As the port does on a real file system: what could not be made durable is cut off again.
    file.content = before
    throw new Failure('EIO', 'input/output error', undefined)
  }

  #move(from: string, to: string): void {
    const inode = this.#file(from)
    const arrival = this.#enter(this.#parent(to), nameOf(to), inode)
    this.#enter(this.#parent(from), nameOf(from), undefined, arrival)
  }

  #enter(directory: Inode, name: string, inode: Inode | undefined, needs?: Entry): Entry {
    if (inode === undefined) directory.entries.delete(name)
    else directory.entries.set(name, inode)
    const entry: Entry = { name, inode, needs, isDurable: false }
    directory.pending.push(entry)
    return entry
  }

  #file(path: string): Inode {
    const file = this.#find(path)
    if (file === undefined) throw new Failure('ENOENT', `${path}: there is no such file`, path)
    return file
  }

  #parent(path: string): Inode {
    const parent = this.#find(parentOf(path))
    if (parent === undefined) throw new Failure('ENOENT', `${parentOf(path)}: there is no such directory`, path)
    return parent
  }

  #find(path: string): Inode | undefined {
    let at: Inode | undefined = this.#root
    for (const part of path.split('/')) if (part !== '') at = at?.entries.get(part)
    return at
  }

  #inode(isDirectory: boolean): Inode {
    const content = new Uint8Array()
    return { number: this.#next++, isDirectory, mode: 0o755, modifiedTimeNs: 1_700_000_000_000_000_000n, content, durableContent: content, entries: new Map(), durable: new Map(), pending: [] }
  }

  #directories(at: Inode, met: Set<Inode>): Inode[] {
    if (!at.isDirectory || met.has(at)) return []
    met.add(at)
    return [at, ...[...at.entries.values(), ...at.durable.values()].flatMap(child => this.#directories(child, met))]
  }

  #eachFile(at: Inode, path: string, visit: (path: string, file: Inode) => void): void {
    for (const [name, child] of at.entries)
      if (child.isDirectory) this.#eachFile(child, `${path}/${name}`, visit)
      else visit(`${path}/${name}`, child)
  }
}

function apply(directory: Inode, entry: Entry): void {
  if (entry.isDurable) return
  entry.isDurable = true
  if (entry.inode === undefined) directory.durable.delete(entry.name)
  else directory.durable.set(entry.name, entry.inode)
}
