import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import type { StoreChange } from './change-batch'

/** A directory's time says that a name came or went, but only to the granularity of the file system's clock. */
const CLOCK_MS = 2_000
const AT_ONCE = 32

const segmentName = /^\d{20}$/

interface Directory {
  /** Modification time when its names were read; undefined: read them again next time. */
  modified: number | undefined
  files: ReadonlySet<string>
  children: ReadonlySet<string>
  /** The segment that is written to, and how it was when last looked at. */
  newest: string | undefined
  newestStamp: string | undefined
}

/**
 * What is below some directories, found out by looking again and again. A store has many thousand queue directories, too many to have
 * the system watch each; and a broker writes through mappings, which raises no event and changes no size. One look costs
 * two calls per directory: its modification time tells of new names, that of its newest segment of new bytes.
 */
export class DirectoryTrees {
  readonly #directories = new Map<string, Directory>()
  #looking: Promise<void> = Promise.resolve()

  constructor(
    private readonly roots: readonly string[],
    private readonly isIgnored: (path: string) => boolean,
    private readonly tell: (change: StoreChange) => void,
  ) {}

  /** Looks everywhere. The first look tells nothing. */
  look(): Promise<void> {
    const isFirst = this.#directories.size === 0
    return this.#inTurn(() => this.#visit(this.roots, isFirst))
  }

  /** Looks into one directory, and into what is new in it. */
  lookInto(directory: string): Promise<void> {
    return this.#inTurn(async () => {
      const known = this.#directories.get(directory)
      if (known === undefined) return
      known.modified = undefined
      const children = await this.#look(directory, false)
      await this.#visit(children.filter(path => !this.#directories.has(path)), false)
    })
  }

  /** One look at a time: two would tell the same change twice. */
  #inTurn(look: () => Promise<void>): Promise<void> {
    const turn = this.#looking.then(look)
    this.#looking = turn.catch(() => undefined)
    return turn
  }

  async #visit(paths: readonly string[], isQuiet: boolean): Promise<void> {
    for (let at = 0; at < paths.length; at += AT_ONCE) {
      const children = await Promise.all(paths.slice(at, at + AT_ONCE).map(path => this.#look(path, isQuiet)))
      await this.#visit(children.flat(), isQuiet)
    }
  }

  /** @returns the directories in it */
  async #look(path: string, isQuiet: boolean): Promise<string[]> {
    const modified = (await stat(path).catch(() => undefined))?.mtimeMs
    if (modified === undefined) {
      this.#gone(path)
      return []
    }
    const known = this.#directories.get(path)
    const now = known !== undefined && known.modified === modified ? known : await this.#read(path, modified, known, isQuiet)
    await this.#lookAtNewest(path, now, isQuiet)
    return [...now.children].map(name => `${path}/${name}`)
  }

  async #read(path: string, modified: number, before: Directory | undefined, isQuiet: boolean): Promise<Directory> {
    const entries = (await readdir(path, { withFileTypes: true }).catch((): Dirent[] => [])).filter(entry => !this.isIgnored(`${path}/${entry.name}`))
    const files = new Set(entries.filter(entry => entry.isFile()).map(entry => entry.name))
    const children = new Set(entries.filter(entry => entry.isDirectory()).map(entry => entry.name))
    if (!isQuiet) for (const name of files) if (before?.files.has(name) !== true) this.tell({ what: 'file-added', path: `${path}/${name}` })
    for (const name of before?.files ?? []) if (!files.has(name)) this.tell({ what: 'file-removed', path: `${path}/${name}` })
    for (const name of before?.children ?? []) if (!children.has(name)) this.#gone(`${path}/${name}`)
    const newest = [...files].filter(name => segmentName.test(name)).sort().at(-1)
    const isSettled = Date.now() - modified > CLOCK_MS
    const newestStamp = newest === before?.newest ? before?.newestStamp : undefined
    const directory: Directory = { modified: isSettled ? modified : undefined, files, children, newest, newestStamp }
    this.#directories.set(path, directory)
    return directory
  }

  async #lookAtNewest(path: string, directory: Directory, isQuiet: boolean): Promise<void> {
    if (directory.newest === undefined) return
    const file = `${path}/${directory.newest}`
    const stats = await stat(file).catch(() => undefined)
    if (stats === undefined) return // it went just now; the directory will tell
    const stamp = `${stats.size} ${stats.mtimeMs}`
    if (!isQuiet && directory.newestStamp !== undefined && directory.newestStamp !== stamp) this.tell({ what: 'file-grown', path: file })
    directory.newestStamp = stamp
  }

  #gone(path: string): void {
    const directory = this.#directories.get(path)
    if (directory === undefined) return
    this.#directories.delete(path)
    for (const name of directory.files) this.tell({ what: 'file-removed', path: `${path}/${name}` })
    for (const name of directory.children) this.#gone(`${path}/${name}`)
  }
}
