import { join, nameOf, parentOf, relativeTo } from '../bytes/store-files'
import { parseSegmentFileName } from '../formats/segment-file-name'
import type { SeenFile, StorePicture } from '../snapshot/snapshot'

/** A file as findings name it. */
export interface ShownFile {
  readonly path: string
  readonly absolutePath: string
  readonly sizeBytes: number
}

/** One file of several that follow each other in one address space. */
export interface SegmentFile extends ShownFile {
  readonly base: number
}

export interface SegmentDirectory {
  /** Ascending by base; without an empty last one, which a broker deletes. */
  readonly segments: readonly SegmentFile[]
  /** What else lies there. */
  readonly strays: readonly ShownFile[]
}

export const shownFile = ({ store }: StorePicture, { path, sizeBytes }: SeenFile): ShownFile => ({ path: relativeTo(store.root, path), absolutePath: path, sizeBytes })

/** The files of a store that are no segment, queue or index file, by their folder. */
export class SeenFolders {
  readonly #files: ReadonlyMap<string, readonly SeenFile[]>

  constructor(private readonly snapshot: StorePicture) {
    this.#files = Map.groupBy(snapshot.otherFiles, ({ path }) => parentOf(path))
  }

  /** Queues that have a folder in this one, which is in the root of the store. */
  queuesIn(...path: readonly string[]): { readonly topic: string; readonly queueId: number }[] {
    const parent = join(this.snapshot.store.root, ...path)
    return [...this.#files.keys()].flatMap(folder => {
      const [topic, queueId, ...rest] = folder.startsWith(`${parent}/`) ? folder.slice(parent.length + 1).split('/') : []
      return topic !== undefined && queueId !== undefined && rest.length === 0 && /^\d+$/.test(queueId) ? [{ topic, queueId: Number(queueId) }] : []
    })
  }

  /** @param path of the folder, from the root of the store */
  segmentsIn(...path: readonly string[]): SegmentDirectory {
    return segmentsOf(this.snapshot, this.#files.get(join(this.snapshot.store.root, ...path)) ?? [])
  }
}

export function segmentsOf(snapshot: StorePicture, files: readonly SeenFile[]): SegmentDirectory {
  const segments: SegmentFile[] = []
  const strays: ShownFile[] = []
  for (const file of files) {
    const base = file.kind === 'file' ? parseSegmentFileName(nameOf(file.path)) : undefined
    if (base === undefined) strays.push(shownFile(snapshot, file))
    else segments.push({ ...shownFile(snapshot, file), base })
  }
  return { segments: segments.filter(({ sizeBytes }, index) => sizeBytes > 0 || index < segments.length - 1), strays }
}
