import { parentOf } from '../bytes/store-files'
import type { StoreIdentity, StorePicture, StoreTrait } from '../snapshot/snapshot'
import type { Finding } from './finding'
import type { UnreadPart } from './finding-facts'
import { newFinding } from './new-finding'

/** What kind of store it is, how it was left, and which of its parts nobody looked into. */
export function checkLayout(snapshot: StorePicture): Finding[] {
  const { store, local } = snapshot
  return [
    ...(store.abort === null
      ? []
      : [newFinding('abort-present', { pid: store.abort.pid, modifiedTime: store.abort.modifiedTime }, { subject: { side: 'local', path: 'abort' } })]),
    ...(local === undefined ? [] : [...checkCompactionPairs(local.compactionMismatches), ...checkBatchTopics(local.batchTopicMismatches)]),
    ...unreadParts(store),
    ...snapshot.unreadFolders.map(({ side, path, error }) => newFinding('not-read', { part: 'unreadable-folder', reason: error }, { severity: 'warning', subject: { side, path } })),
  ]
}

/** DLedger wraps every record and keeps its own segments: units point there, not into `commitlog/`. */
export const keepsLogElsewhere = ({ traits }: StoreIdentity): boolean => traits.includes('dledger')

/** Whether the queues' ranges are what a client sees. */
export const queuesAreKnown = (store: StoreIdentity): boolean => store.consumeQueueLayout !== 'rocksdb' && !keepsLogElsewhere(store)

/** Store-format L18: one finding per queue directory. */
function checkCompactionPairs(mismatches: readonly { readonly path: string; readonly missing: string }[]): Finding[] {
  return [...Map.groupBy(mismatches, ({ path }) => parentOf(path)).values()].map(([first, ...others]) =>
    newFinding('compaction-pair-mismatch', { missing: first?.missing ?? '' }, { subject: { side: 'local', path: first?.path ?? '' }, count: 1 + others.length }),
  )
}

/** Store-format L19. */
const checkBatchTopics = (mismatches: readonly { readonly topic: string; readonly directory: string; readonly queueType: string }[]): Finding[] =>
  mismatches.map(({ topic, directory, queueType }) =>
    newFinding('batch-topic-mismatch', { directory, queueType }, { subject: { side: 'local', topic, path: `${directory}/${topic}` } }),
  )

const unreadTraits: readonly (readonly [StoreTrait, UnreadPart, path: string])[] = [
  ['dledger', 'dledger', 'dledger-*'],
  ['compaction', 'compaction', 'compaction'],
  ['timer', 'timer', 'timerlog'],
  ['queue-ext', 'queue-ext', 'consumequeue_ext'],
]

function unreadParts({ consumeQueueLayout, traits }: StoreIdentity): Finding[] {
  const parts: (readonly [UnreadPart, path: string])[] = []
  if (consumeQueueLayout !== 'simple') parts.push([consumeQueueLayout === 'rocksdb' ? 'rocksdb-queues' : 'combined-queues', 'consumequeue'])
  for (const [trait, part, path] of unreadTraits) if (traits.includes(trait)) parts.push([part, path])
  return parts.map(([part, path]) => newFinding('not-read', { part, reason: null }, { subject: { side: 'local', path } }))
}
