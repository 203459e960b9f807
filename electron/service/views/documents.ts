import type { InspectDocument } from '../../../shared/contract/documents'
import type { InUse } from '../../../shared/store/in-use'
import type { QueuePicture, SegmentPicture, StoreSnapshot, TieredFlatFile, TieredQueuePicture } from '../../../shared/store/snapshot/snapshot'

/** `inspect/1` from a snapshot. The contract's schema drops what is not part of the document. */
export function toInspectDocument(snapshot: StoreSnapshot, inUse: InUse): InspectDocument {
  const { local, tiered, groups } = snapshot
  return {
    schema: 'inspect/1',
    store: storeOf(snapshot, inUse),
    ...(local === undefined
      ? {}
      : {
          local: {
            commitLog: {
              directories: local.commitLog.directories.map(directory => shownDirectory(directory, snapshot.store.root)),
              segmentSizeBytes: local.commitLog.segmentSizeBytes,
              minOffset: local.commitLog.minOffset,
              maxOffset: local.commitLog.maxOffset,
              segments: local.commitLog.segments.map(toSegment),
              holes: [...local.commitLog.holes],
            },
            queues: local.queues.map(queue => ({ ...toQueueRow(queue), files: queue.files.map(file => ({ ...file })) })),
            index: local.index.map(file => ({ ...file })),
            unknownFiles: local.unknownFiles.map(({ path }) => path),
          },
        }),
    ...(tiered === undefined
      ? {}
      : { tiered: { root: tiered.root, metadataPath: metadataPathOf(snapshot), queues: tiered.queues.map(queue => toTieredQueue(queue, snapshot)) } }),
    groups: groups.map(group => ({ ...group })),
  }
}

export function storeOf({ store }: StoreSnapshot, inUse: InUse): InspectDocument['store'] {
  const { root, brokerName, clusterName, consumeQueueLayout, brokerVersion } = store
  return {
    root,
    kinds: [...store.kinds],
    brokerName,
    clusterName,
    brokerVersion: { ...brokerVersion },
    consumeQueueLayout,
    traits: [...store.traits],
    foundBy: store.foundBy.map(found => ({ ...found })),
    inUse: { state: inUse.state, reasons: inUse.reasons.map(reason => ({ ...reason })), abort: inUse.abort },
  }
}

const shownDirectory = (directory: string, root: string): string => (directory.startsWith(`${root}/`) ? directory.slice(root.length + 1) : directory)

function metadataPathOf({ store, tiered }: StoreSnapshot): string | null {
  const path = tiered?.metadataPath ?? null
  return path === null ? null : shownDirectory(path, store.root)
}

export const toSegment = (segment: SegmentPicture): NonNullable<InspectDocument['local']>['commitLog']['segments'][number] => ({ ...segment })

export const toQueueRow = (queue: QueuePicture): Omit<NonNullable<InspectDocument['local']>['queues'][number], 'files'> => ({
  topic: queue.topic,
  queueId: queue.queueId,
  kind: queue.kind,
  fileSizeBytes: queue.fileSizeBytes,
  firstOffset: queue.firstOffset,
  minOffset: queue.minOffset,
  maxOffset: queue.maxOffset,
  minReason: queue.minReason,
  firstPhysicalOffset: queue.firstPhysicalOffset,
  lastPhysicalOffset: queue.lastPhysicalOffset,
  units: { ...queue.units },
  dead: queue.dead,
  ordered: queue.ordered,
  holes: [...queue.holes],
})

type TieredDocument = NonNullable<InspectDocument['tiered']>['queues'][number]

/** A tiered queue; the stray files of its own folders stand among its segments. */
export function toTieredQueue(queue: TieredQueuePicture, snapshot: StoreSnapshot): TieredDocument {
  return { ...toTieredRow(queue), commitLog: flatFile(queue, queue.commitLog, 'COMMIT_LOG', snapshot), consumeQueue: flatFile(queue, queue.consumeQueue, 'CONSUME_QUEUE', snapshot) }
}

export const toTieredRow = (queue: TieredQueuePicture): Omit<TieredDocument, 'commitLog' | 'consumeQueue'> => ({
  topic: queue.topic,
  queueId: queue.queueId,
  firstOffset: queue.firstOffset,
  minOffset: queue.minOffset,
  realMinOffset: queue.realMinOffset,
  maxOffset: queue.maxOffset,
  firstRecordOffset: queue.firstRecordOffset,
  units: { ...queue.units },
})

function flatFile(queue: TieredQueuePicture, file: TieredFlatFile, type: 'COMMIT_LOG' | 'CONSUME_QUEUE', { tiered }: StoreSnapshot): TieredDocument['commitLog'] {
  const strays = (tiered?.strays ?? [])
    .filter(stray => stray.topic === queue.topic && stray.queueId === queue.queueId && stray.fileType === type)
    .map(stray => ({ path: stray.path, baseOffset: Number(stray.path.slice(-20)), sizeBytes: 0, fileSizeBytes: stray.sizeBytes, state: 'stray' as const }))
  return {
    minOffset: file.minOffset,
    maxOffset: file.maxOffset,
    holes: [...file.holes],
    segments: [...file.segments.map(segment => ({ ...segment })), ...strays].sort((a, b) => a.baseOffset - b.baseOffset),
  }
}
