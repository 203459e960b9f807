import type { InspectDocument } from '../../shared/contract/documents'
import { inUseWords } from '../../shared/words/in-use-words'
import { exit, type ExitCode } from './exit-codes'
import { bytes, orDash, time } from './figures'
import { print, withStore, type Invocation } from './invocation'
import { printable } from './printable'
import { listing } from './listing'
import { facts } from './table'

type Local = NonNullable<InspectDocument['local']>
type Tiered = NonNullable<InspectDocument['tiered']>

/** The picture of a store: `inspect/1`. */
export const inspect = (invocation: Invocation, directory: string): Promise<ExitCode> =>
  withStore(invocation, directory, async ({ storeId, call }) => {
    const document = await call('inspectDocument', { storeId })
    print(invocation, document, () => picture(invocation, document))
    return exit.done
  })

function picture(invocation: Invocation, { store, local, tiered, groups }: InspectDocument): string {
  const { words, paint } = invocation
  const head = facts(
    [
      [words.store, store.root],
      [words.broker, store.clusterName === null ? store.brokerName : `${store.brokerName} (${store.clusterName})`],
      [words.version, words.assumedVersion(store.brokerVersion.assumed, store.brokerVersion.from)],
      [words.kinds, store.kinds.join(', ')],
      [words.layout, store.consumeQueueLayout],
      ...(store.traits.length > 0 ? [[words.traits, store.traits.join(', ')] as const] : []),
      [words.inUse, words.inUseState(store.inUse.state, store.inUse.abort)],
      ...store.inUse.reasons.map(reason => ['', inUseWords(reason, invocation.lang)] as const),
      ...(local ? [[words.commitLog, words.logRange(local.commitLog.minOffset, local.commitLog.maxOffset, local.commitLog.segments.length, sizeOf(local.commitLog.segments))] as const] : []),
      ...(tiered ? [[words.tiered, tiered.root] as const] : []),
    ],
    paint,
  )
  const parts = [head, ...(local ? localTables(invocation, local) : []), ...(tiered ? [tieredTable(invocation, tiered)] : []), groupTable(invocation, groups)]
  return parts.filter(part => part !== '').join('\n')
}

function localTables(invocation: Invocation, { commitLog, queues, index, unknownFiles }: Local): string[] {
  const { words, paint } = invocation
  const segments = listing(
    invocation,
    [
      { title: words.segment, cell: segment => segment.path, shrinks: true },
      { title: words.size, cell: segment => bytes(segment.sizeBytes), align: 'right' },
      { title: words.state, cell: segment => segment.state, style: ({ state }) => (state === 'wrong-size' || state === 'unreadable' ? 'bad' : undefined) },
      { title: words.firstStored, cell: segment => time(segment.firstStoreTimestamp) },
      { title: words.modified, cell: segment => time(segment.modifiedTime) },
    ],
    commitLog.segments,
  )
  const queueTable = listing(
    invocation,
    [
      { title: words.topic, cell: queue => queue.topic, shrinks: true },
      { title: words.queue, cell: queue => queue.queueId, align: 'right' },
      { title: words.first, cell: queue => orDash(queue.firstOffset), align: 'right' },
      { title: words.min, cell: queue => queue.minOffset, align: 'right' },
      { title: words.max, cell: queue => queue.maxOffset, align: 'right' },
      { title: words.ok, cell: queue => queue.units.ok, align: 'right' },
      { title: words.expiredHidden, cell: queue => queue.units.expiredHidden, align: 'right', mayBeLeftOut: true, style: ({ units }) => (units.expiredHidden > 0 ? 'faint' : undefined) },
      { title: words.expiredVisible, cell: queue => queue.units.expiredVisible, align: 'right', mayBeLeftOut: true, style: ({ units }) => (units.expiredVisible > 0 ? 'bad' : undefined) },
      { title: words.inHole, cell: queue => queue.units.inHole, align: 'right', mayBeLeftOut: true, style: ({ units }) => (units.inHole > 0 ? 'bad' : undefined) },
      { title: words.ahead, cell: queue => queue.units.ahead, align: 'right', mayBeLeftOut: true, style: ({ units }) => (units.ahead > 0 ? 'warning' : undefined) },
      { title: words.files, cell: queue => queue.files.length, align: 'right' },
      { title: words.deadFiles, cell: queue => queue.files.filter(({ dead }) => dead).length, align: 'right', mayBeLeftOut: true },
    ],
    queues,
  )
  const remarks = [
    ...commitLog.holes.map(({ start, end }) => paint('bad', words.holeAt(start, end))),
    ...(index.length > 0 ? [words.indexFiles(index.length, index.filter(({ dead }) => dead).length)] : []),
    ...(unknownFiles.length > 0 ? [paint('warning', `${words.unknownFiles(unknownFiles.length)}: ${printable(unknownFiles.slice(0, 3).join(', '))}`)] : []),
  ]
  return [segments, queueTable, remarks.map(text => `${text}\n`).join('')]
}

/** Titled apart from the local queues, which look the same. */
const tieredTable = (invocation: Invocation, { queues }: Tiered): string =>
  listing(
    invocation,
    [
      { title: invocation.words.tieredTopic, cell: queue => queue.topic, shrinks: true },
      { title: invocation.words.queue, cell: queue => queue.queueId, align: 'right' },
      { title: invocation.words.first, cell: queue => queue.firstOffset, align: 'right' },
      { title: invocation.words.min, cell: queue => queue.minOffset, align: 'right' },
      { title: invocation.words.max, cell: queue => queue.maxOffset, align: 'right' },
      { title: invocation.words.ok, cell: queue => queue.units.ok, align: 'right' },
      { title: invocation.words.expiredHidden, cell: queue => queue.units.expiredHidden, align: 'right', mayBeLeftOut: true },
      { title: invocation.words.expiredVisible, cell: queue => queue.units.expiredVisible, align: 'right', mayBeLeftOut: true, style: ({ units }) => (units.expiredVisible > 0 ? 'bad' : undefined) },
      { title: invocation.words.inHole, cell: queue => queue.units.inHole, align: 'right', mayBeLeftOut: true, style: ({ units }) => (units.inHole > 0 ? 'bad' : undefined) },
      { title: invocation.words.ahead, cell: queue => queue.units.ahead, align: 'right', mayBeLeftOut: true },
      { title: invocation.words.ghosts, cell: queue => inState(queue, 'ghost'), align: 'right', mayBeLeftOut: true },
      { title: invocation.words.strays, cell: queue => inState(queue, 'stray'), align: 'right', mayBeLeftOut: true },
      { title: invocation.words.sizeMismatches, cell: queue => inState(queue, 'size-mismatch'), align: 'right', mayBeLeftOut: true },
      { title: invocation.words.holes, cell: queue => queue.commitLog.holes.length + queue.consumeQueue.holes.length, align: 'right', mayBeLeftOut: true },
    ],
    queues,
  )

const groupTable = (invocation: Invocation, groups: InspectDocument['groups']): string =>
  listing(
    invocation,
    [
      { title: invocation.words.group, cell: row => row.group, shrinks: true },
      { title: invocation.words.topic, cell: row => row.topic, shrinks: true },
      { title: invocation.words.queue, cell: row => row.queueId, align: 'right' },
      { title: invocation.words.committed, cell: row => row.committedOffset, align: 'right' },
      { title: invocation.words.lag, cell: row => row.lag, align: 'right' },
      { title: invocation.words.place, cell: row => invocation.names.groupPlace[row.place], style: ({ place }) => (place === 'beyond-max' ? 'warning' : undefined) },
    ],
    groups,
  )

const inState = ({ commitLog, consumeQueue }: Tiered['queues'][number], wanted: 'ghost' | 'stray' | 'size-mismatch'): number =>
  [...commitLog.segments, ...consumeQueue.segments].filter(({ state }) => state === wanted).length

const sizeOf = (files: readonly { readonly sizeBytes: number }[]): number => files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
