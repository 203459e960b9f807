import { join, nameOf, parentOf, relativeTo } from '../bytes/store-files'
import { parseSegmentFileName } from '../formats/segment-file-name'
import type { SeenFile, StoreSnapshot } from '../snapshot/snapshot'

export interface SegmentFile {
  readonly path: string
  readonly absolutePath: string
  readonly sizeBytes: number
  readonly base: number
}

export interface TimerFiles {
  /** Ascending by base. */
  readonly log: readonly SegmentFile[]
  /** In the log's directory, and none of its files. */
  readonly strays: readonly Shown[]
  readonly wheel: Shown | undefined
  readonly checkpoint: Shown | undefined
}

type Shown = Omit<SegmentFile, 'base'>

/** The timer's files; undefined where there are none. */
export function timerFilesOf({ store, files }: StoreSnapshot): TimerFiles | undefined {
  if (!store.traits.includes('timer')) return undefined
  const shown = ({ path, sizeBytes }: SeenFile): Shown => ({ path: relativeTo(store.root, path), absolutePath: path, sizeBytes })
  const there = (...path: readonly string[]): Shown | undefined => files.filter(({ path: seen, kind }) => seen === join(store.root, ...path) && kind === 'file').map(shown)[0]
  const directory = join(store.root, 'timerlog')
  const inLog = files.filter(({ path }) => parentOf(path) === directory)
  const log = inLog.flatMap(file => {
    const base = file.kind === 'file' ? parseSegmentFileName(nameOf(file.path)) : undefined
    return base === undefined ? [] : [{ ...shown(file), base }]
  })
  const known = new Set(log.map(({ absolutePath }) => absolutePath))
  // A broker that keeps snapshots of its wheel starts from the newest, and leaves `timerwheel` as it was.
  const [newest] = files
    .filter(({ path }) => parentOf(path) === store.root && /^timerwheel\.\d+$/.test(nameOf(path)))
    .sort((a, b) => Number(nameOf(b.path).slice(11)) - Number(nameOf(a.path).slice(11)))
  return {
    log: log.filter(({ sizeBytes }, index) => sizeBytes > 0 || index < log.length - 1),
    strays: inLog.filter(({ path }) => !known.has(path)).map(shown),
    wheel: newest === undefined ? there('timerwheel') : shown(newest),
    checkpoint: there('config', 'timercheck'),
  }
}
