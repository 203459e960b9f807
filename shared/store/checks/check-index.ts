import { range } from '../range'
import type { StorePicture } from '../snapshot/snapshot'
import type { Finding } from './finding'
import { newFinding } from './new-finding'
import { unreadFiles } from './unread-files'

/** Store-format L15 and A.9: index files that lag behind the log, and a directory that stops the start. */
export function checkIndex({ local }: StorePicture): Finding[] {
  if (local === undefined) return []
  const stale = local.index.filter(file => file.dead)
  const [first, last] = [stale[0], stale.at(-1)]
  return [
    ...(first === undefined || last === undefined
      ? []
      : [
          newFinding(
            'index-stale',
            {
              lastPath: last.path,
              allocatedBytes: stale.reduce((sum, file) => sum + file.allocatedBytes, 0),
              endPhysicalOffset: last.endPhysicalOffset,
              logMinOffset: local.commitLog.minOffset,
            },
            {
              subject: { side: 'local', path: first.path },
              range: range<number>(first.beginPhysicalOffset, last.endPhysicalOffset),
              rangeKind: 'physical-offset',
              count: stale.length,
            },
          ),
        ]),
    ...local.unknownFiles
      .filter(entry => entry.place === 'index' && entry.stopsBroker)
      .map(({ path }) => newFinding('index-stray-directory', {}, { subject: { side: 'local', path } })),
    ...unreadFiles(local.index.filter(file => file.error !== null)),
  ]
}
