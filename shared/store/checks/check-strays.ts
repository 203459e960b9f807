import { parentOf } from '../bytes/store-files'
import type { LocalSnapshot, StrayEntry } from '../snapshot/snapshot'
import type { Finding } from './finding'
import { newFinding } from './new-finding'

/** Of so many in one folder each is named; of more the folder is, with their number. */
const NAMED_ONE_BY_ONE = 1000

/** One that keeps the broker from starting; or a folder of them, whose `kind` is `many`. Sizes in bytes. */
export interface Strays {
  readonly path: string
  readonly kind: StrayEntry['kind'] | 'many'
  readonly sizeBytes: number
  readonly count: number
}

/** What lies among the segments or queue files, is none of them, and keeps the broker from starting. */
export function straysIn({ unknownFiles }: LocalSnapshot, place?: StrayEntry['place']): Strays[] {
  const strays = unknownFiles.filter(entry => entry.stopsBroker && (place === undefined || entry.place === place))
  return [...Map.groupBy(strays, ({ path }) => parentOf(path))].flatMap(([folder, entries]): Strays[] =>
    entries.length <= NAMED_ONE_BY_ONE
      ? entries.map(({ path, kind, sizeBytes }) => ({ path, kind, sizeBytes, count: 1 }))
      : [{ path: folder, kind: 'many', sizeBytes: entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0), count: entries.length }],
  )
}

export const checkStrays = (local: LocalSnapshot, place: 'commitlog' | 'queue'): Finding[] =>
  straysIn(local, place).map(({ path, kind, sizeBytes, count }) =>
    newFinding(place === 'commitlog' ? 'commitlog-stray-file' : 'queue-stray-file', { kind, sizeBytes }, { subject: { side: 'local', path }, count }),
  )
