import { join, nameOf, parentOf } from '../bytes/store-files'
import type { StorePicture } from '../snapshot/snapshot'
import { segmentsOf, shownFile, type SegmentDirectory, type ShownFile } from './segment-files'

export interface TimerFiles {
  readonly log: SegmentDirectory
  readonly wheel: ShownFile | undefined
  readonly checkpoint: ShownFile | undefined
}

/** The timer's files; undefined where there are none. */
export function timerFilesOf(snapshot: StorePicture): TimerFiles | undefined {
  const { store, otherFiles: files } = snapshot
  if (!store.traits.includes('timer')) return undefined
  const there = (...path: readonly string[]): ShownFile | undefined => {
    const file = files.find(({ path: seen, kind }) => seen === join(store.root, ...path) && kind === 'file')
    return file && shownFile(snapshot, file)
  }
  // A broker that keeps snapshots of its wheel starts from the newest, and leaves `timerwheel` as it was.
  const [newest] = files
    .filter(({ path }) => parentOf(path) === store.root && /^timerwheel\.\d+$/.test(nameOf(path)))
    .sort((a, b) => Number(nameOf(b.path).slice(11)) - Number(nameOf(a.path).slice(11)))
  return { log: segmentsOf(snapshot, files.filter(({ path }) => parentOf(path) === join(store.root, 'timerlog'))), wheel: newest === undefined ? there('timerwheel') : shownFile(snapshot, newest), checkpoint: there('config', 'timercheck') }
}
