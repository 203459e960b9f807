import type { AnswerOf } from '../../../shared/contract/contract'
import type { InUse } from '../../../shared/store/in-use'
import type { StorePicture, TieredFlatFile, TieredQueuePicture } from '../../../shared/store/snapshot/snapshot'

type InspectDocument = AnswerOf<'inspectDocument'>

/** `inspect/1` from a snapshot. The contract's schema drops what is not part of the document. */
export function toInspectDocument(snapshot: StorePicture, inUse: InUse): InspectDocument {
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
              segments: local.commitLog.segments,
              holes: local.commitLog.holes,
            },
            queues: local.queues,
            index: local.index,
            unknownFiles: local.unknownFiles.map(({ path }) => path),
          },
        }),
    ...(tiered === undefined
      ? {}
      : { tiered: { root: tiered.root, metadataPath: metadataPathOf(snapshot), queues: tiered.queues.map(queue => toTieredQueue(queue, snapshot)) } }),
    groups,
  }
}

export const storeOf = ({ store }: StorePicture, inUse: InUse): InspectDocument['store'] => ({ ...store, inUse })

const shownDirectory = (directory: string, root: string): string => (directory.startsWith(`${root}/`) ? directory.slice(root.length + 1) : directory)

function metadataPathOf({ store, tiered }: StorePicture): string | null {
  const path = tiered?.metadataPath ?? null
  return path === null ? null : shownDirectory(path, store.root)
}

type TieredDocument = NonNullable<InspectDocument['tiered']>['queues'][number]

/** A tiered queue; the stray files of its own folders stand among its segments. */
export function toTieredQueue(queue: TieredQueuePicture, snapshot: StorePicture): TieredDocument {
  return { ...queue, commitLog: flatFile(queue, queue.commitLog, 'COMMIT_LOG', snapshot), consumeQueue: flatFile(queue, queue.consumeQueue, 'CONSUME_QUEUE', snapshot) }
}

function flatFile(queue: TieredQueuePicture, file: TieredFlatFile, type: 'COMMIT_LOG' | 'CONSUME_QUEUE', { tiered }: StorePicture): TieredDocument['commitLog'] {
  const strays = (tiered?.strays ?? [])
    .filter(stray => stray.topic === queue.topic && stray.queueId === queue.queueId && stray.fileType === type)
    .map(stray => ({ path: stray.path, baseOffset: Number(stray.path.slice(-20)), sizeBytes: 0, fileSizeBytes: stray.sizeBytes, state: 'stray' as const }))
  return {
    minOffset: file.minOffset,
    maxOffset: file.maxOffset,
    holes: file.holes,
    segments: [...file.segments, ...strays].sort((a, b) => a.baseOffset - b.baseOffset),
  }
}
