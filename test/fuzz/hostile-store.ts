import type { ByteSource } from '../../shared/store/bytes/byte-source'
import { nameOf, parentOf, type DirectoryEntry, type EntryKind, type FileFacts, type StoreFiles } from '../../shared/store/bytes/store-files'
import type { BuiltFile } from '../../shared/store/builders/built-file'
import { Failure } from '../../shared/store/errors'
import { below, hostileBytes, pick, type Random } from './mutate-bytes'

/** What was done to a store, as plain values: a failing case is saved as a list of these. */
export type Change =
  | { readonly do: 'write'; readonly path: string; readonly at: number; readonly hex: string }
  /** Shorter, or longer with zeros that take no memory. */
  | { readonly do: 'resize'; readonly path: string; readonly sizeBytes: number }
  | { readonly do: 'remove' | 'link' | 'pipe' | 'directory' | 'vanish' | 'cut' | 'shrink' | 'forbid'; readonly path: string }
  | { readonly do: 'rename' | 'copy'; readonly path: string; readonly to: string }

/** More than one read may bring into memory at once, whatever a length field or a file's size says. */
const LARGEST_READ_BYTES = 16 * 2 ** 20
/** Calls of one look at a store of some dozen files: a loop that does not end makes more. */
const MOST_CALLS = 400_000

interface Held {
  kind: EntryKind
  bytes: Uint8Array
  sizeBytes: number
  modifiedTime: number
  /** Listed and then gone; listed and then half as long; shorter than it was when opened; not to be read. */
  vanishes?: boolean
  isCut?: boolean
  shrinks?: boolean
  isForbidden?: boolean
}

/** A store in memory that does to its reader what file systems do, and counts what the reader asks. */
export class HostileStore implements StoreFiles {
  readonly #files = new Map<string, Held>()
  readonly #directories = new Map<string, Set<string>>()
  #calls = 0

  constructor(home: string, base: readonly BuiltFile[], changes: readonly Change[]) {
    for (const { path, bytes, sizeBytes, modifiedTime } of base) this.#files.set(`${home}/${path}`, { kind: 'file', bytes, sizeBytes, modifiedTime })
    for (const change of changes) this.#change(change)
    for (const path of this.#files.keys()) this.#enter(path)
  }

  list(directory: string): DirectoryEntry[] | undefined {
    this.#count()
    const names = this.#directories.get(directory)
    if (names === undefined) return undefined
    return [...names].sort().map(name => ({ name, kind: this.#files.get(`${directory}/${name}`)?.kind ?? 'directory' }))
  }

  stat(path: string): FileFacts | undefined {
    this.#count()
    const held = this.#files.get(path)
    if (held?.vanishes === true) return undefined
    const isDirectory = this.#directories.has(path)
    if (held === undefined && !isDirectory) return undefined
    const { kind, sizeBytes, modifiedTime } = held ?? { kind: 'directory', sizeBytes: 4096, modifiedTime: 0 }
    return { kind, sizeBytes, allocatedBytes: sizeBytes, modifiedTime, modifiedTimeNs: `${modifiedTime}000000`, inode: `1:${path}`, device: '1' }
  }

  open(path: string): ByteSource {
    this.#count()
    const held = this.#files.get(path)
    if (held === undefined || held.vanishes === true) throw new Failure('ENOENT', `${path}: there is no such file`, path)
    if (held.isForbidden === true) throw new Failure('EACCES', `${path}: permission denied`, path)
    if (held.kind !== 'file') throw new Failure('not-a-regular-file', `${path} is no regular file`, path)
    const { bytes } = held
    const sizeBytes = held.isCut === true ? Math.floor(held.sizeBytes / 2) : held.sizeBytes
    const end = held.shrinks === true ? Math.floor(sizeBytes / 2) : sizeBytes
    return {
      path,
      sizeBytes,
      readInto: (target, offset) => {
        this.#count()
        if (target.buffer.byteLength > LARGEST_READ_BYTES) throw new Error(`broken promise: ${target.buffer.byteLength} bytes of memory for one read of ${path}`)
        const wanted = Math.max(0, Math.min(target.length, sizeBytes - offset))
        if (offset + wanted > end) throw new Failure('truncated', `${path} has been cut`, path)
        const part = bytes.subarray(offset, offset + wanted)
        target.set(part)
        target.fill(0, part.length, wanted)
        return wanted
      },
      close: () => undefined,
    }
  }

  realPath = (path: string): string => path

  /** The plain files of it that have less than some bytes, for a file system that can be written to. */
  plainFiles(belowBytes: number): { readonly path: string; readonly content: Uint8Array; readonly modifiedTime: number }[] {
    return [...this.#files]
      .filter(([path, { kind, sizeBytes }]) => kind === 'file' && sizeBytes < belowBytes && !this.#directories.has(path))
      .map(([path, { bytes, sizeBytes, modifiedTime }]) => {
        const content = new Uint8Array(sizeBytes)
        content.set(bytes)
        return { path, content, modifiedTime }
      })
  }

  #count(): void {
    this.#calls += 1
    if (this.#calls > MOST_CALLS) throw new Error(`broken promise: more than ${MOST_CALLS} calls, it does not come to an end`)
  }

  #enter(path: string): void {
    const parent = parentOf(path)
    if (parent === '') return
    const known = this.#directories.get(parent)
    if (known !== undefined) return void known.add(nameOf(path))
    this.#directories.set(parent, new Set([nameOf(path)]))
    if (parent !== '/') this.#enter(parent)
  }

  #change(change: Change): void {
    const held = this.#files.get(change.path)
    if (held === undefined) return
    switch (change.do) {
      case 'write': {
        const put = Buffer.from(change.hex, 'hex')
        const bytes = new Uint8Array(Math.min(held.sizeBytes, Math.max(held.bytes.length, change.at + put.length)))
        bytes.set(held.bytes.subarray(0, bytes.length))
        bytes.set(put.subarray(0, Math.max(0, bytes.length - change.at)), Math.min(change.at, bytes.length))
        return void this.#files.set(change.path, { ...held, bytes })
      }
      case 'resize':
        return void this.#files.set(change.path, { ...held, sizeBytes: change.sizeBytes, bytes: held.bytes.subarray(0, change.sizeBytes) })
      case 'remove':
        return void this.#files.delete(change.path)
      case 'rename':
      case 'copy':
        if (change.do === 'rename') this.#files.delete(change.path)
        return void this.#files.set(change.to, held)
      case 'directory':
        this.#files.delete(change.path)
        return void this.#files.set(`${change.path}/inside`, held)
      case 'link':
      case 'pipe':
        return void this.#files.set(change.path, { ...held, kind: change.do === 'link' ? 'link' : 'other' })
      case 'vanish':
        return void this.#files.set(change.path, { ...held, vanishes: true })
      case 'cut':
        return void this.#files.set(change.path, { ...held, isCut: true })
      case 'shrink':
        return void this.#files.set(change.path, { ...held, shrinks: true })
      case 'forbid':
        return void this.#files.set(change.path, { ...held, isForbidden: true })
    }
  }
}

const names = ['00000000000000000020', '00000000001073741824', '09223372036854775807', '99999999999999999999', '..', 'a\nb', '\u001b[31m', '-1', '0', 'x'.repeat(200), '00000000000000000000.bak', 'CURRENT', 'MANIFEST-000001', '%2e', '\\']
const sizes = [0, 1, 19, 20, 39, 40, 88, 4096, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 52]
const oddities = ['remove', 'link', 'pipe', 'directory', 'vanish', 'cut', 'shrink', 'forbid'] as const

/** One to six changes of a store. */
export const randomChanges = (random: Random, home: string, base: readonly BuiltFile[]): Change[] => Array.from({ length: 1 + below(random, 6) }, () => randomChange(random, home, base))

function randomChange(random: Random, home: string, base: readonly BuiltFile[]): Change {
  const { path: relative, sizeBytes, bytes } = pick(random, base)
  const path = `${home}/${relative}`
  const way = random()
  if (way < 0.7) {
    const at = random() < 0.5 ? below(random, Math.min(96, bytes.length + 1)) : random() < 0.5 ? 20 * below(random, bytes.length / 20 + 1) : below(random, bytes.length + 1)
    return { do: 'write', path, at, hex: Buffer.from(hostileBytes(random)).toString('hex') }
  }
  if (way < 0.8) return { do: 'resize', path, sizeBytes: random() < 0.5 ? pick(random, sizes) : below(random, sizeBytes * 2 + 1) }
  if (way < 0.9) return { do: random() < 0.5 ? 'rename' : 'copy', path, to: `${parentOf(path)}/${pick(random, names)}` }
  return { do: pick(random, oddities), path }
}
