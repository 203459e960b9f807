import { relativeTo } from '../bytes/store-files'
import type { StorePicture, TieredInconsistency, TieredSnapshot } from '../snapshot/snapshot'
import { checkFlatFile } from './check-flat-file'
import { checkTieredQueue } from './check-tiered-queue'
import type { Finding } from './finding'
import { newFinding } from './new-finding'

/** Store-format C.2: the metadata, then every queue's two flat files against it, the index, and what no row knows. */
export function checkTiered({ store, tiered, local }: StorePicture): Finding[] {
  if (tiered === undefined) return []
  // Without a broker's root nobody said where the metadata is: its files are not strays, they are unread.
  if (tiered.metadata === 'absent' && local === undefined)
    return [newFinding('not-read', { part: 'tiered-without-metadata', reason: null }, { subject: { side: 'tiered' }, count: Math.max(1, tiered.strays.length) })]
  return [
    ...checkMetadata(tiered, store.root),
    ...tiered.queues.flatMap(queue => checkTieredQueue(queue, local)),
    ...(tiered.index === null ? [] : checkFlatFile('INDEX', tiered.index, { side: 'tiered' })),
    ...checkStrays(tiered),
  ]
}

function checkMetadata({ metadata, strays, inconsistencies }: TieredSnapshot, root: string): Finding[] {
  const path = 'config/tieredStoreMetadata.json'
  const absent =
    metadata === 'absent' && strays.length > 0
      ? [newFinding('tiered-metadata-unreadable', { reason: 'absent', fallback: 'nothing' }, { subject: { side: 'tiered', path } })]
      : []
  const groups = Map.groupBy(inconsistencies, ({ code, path: at }) => `${code}\0${at ?? ''}`)
  return [...absent, ...[...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [findingOf({ ...first, path: first.path && relativeTo(root, first.path) }, 1 + others.length, metadata)]))]
}

function findingOf({ code, topic, queueId, path, note }: TieredInconsistency, count: number, metadata: TieredSnapshot['metadata']): Finding {
  const details = {
    subject: { side: 'tiered' as const, ...(topic === null ? {} : { topic }), ...(queueId === null ? {} : { queueId }), ...(path === null ? {} : { path }) },
    count,
  }
  switch (code) {
    case 'tiered-metadata-unreadable':
      return newFinding(code, { reason: note, fallback: metadata === 'ok' ? 'backup' : 'nothing' }, details)
    case 'tiered-wrong-broker':
      return newFinding(code, { brokerName: note }, details)
    case 'tiered-queue-unlisted':
      return newFinding(code, {}, details)
    case 'tiered-row-inconsistent':
    case 'tiered-timestamps':
    case 'tiered-index-wrong':
      return newFinding(code, { note }, details)
  }
}

/** One finding per flat file, one per file where the name tells no queue. Without rows nothing is a stray: nobody knows. */
function checkStrays({ metadata, strays }: TieredSnapshot): Finding[] {
  if (metadata !== 'ok') return []
  const groups = Map.groupBy(strays, ({ path, topic, queueId, fileType }) => (fileType === null ? path : `${topic ?? ''}\0${queueId ?? ''}\0${fileType}`))
  return [...groups.values()].flatMap(files => {
    const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
    const [first, last] = [sorted[0], sorted.at(-1)]
    if (first === undefined || last === undefined) return []
    const { topic, queueId, path } = first
    return [
      newFinding(
        'tiered-stray',
        { sizeBytes: sorted.reduce((sum, file) => sum + file.sizeBytes, 0), lastPath: last.path },
        { subject: { side: 'tiered', ...(topic === null ? {} : { topic }), ...(queueId === null ? {} : { queueId }), path }, count: sorted.length },
      ),
    ]
  })
}
