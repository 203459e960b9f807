import { BATCH_UNIT_BYTES } from '../formats/batch-consume-queue-unit'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import type { IndexPicture, QueueFilePicture, QueuePicture } from '../snapshot/snapshot'
import type { CleanupPlan, KeptReason } from './plan'

/** Files that point wholly below a log's minimum, and the ones a reader would expect among them that stay. */
export interface Doomed<F> {
  readonly files: readonly F[]
  readonly kept: CleanupPlan['kept']
}

const isBelow = (file: QueueFilePicture, newMin: number): boolean =>
  file.state === 'ok' && file.firstPhysicalOffset !== null && file.lastPhysicalOffset !== null && file.firstPhysicalOffset < newMin && file.lastPhysicalOffset < newMin

/**
 * The files of a queue that go with everything below `newMin`: leading ones whose last unit lies below it, up to the first
 * that stays, and never the last written one: it alone records the queue's offset counter. The rule of
 * CleanConsumeQueueService. A file of zeros behind the last written one does not make that one any less the last.
 */
export function doomedQueueFiles({ files, kind }: QueuePicture, newMin: number): Doomed<QueueFilePicture> {
  const lastWritten = files.findLastIndex(file => file.lastPhysicalOffset !== null)
  const isFull = (file: QueueFilePicture): boolean =>
    kind === 'batch' ? file.sizeBytes % BATCH_UNIT_BYTES === 0 : file.endOffset - file.startOffset === Math.floor(file.sizeBytes / UNIT_BYTES)
  let count = 0
  while (count < lastWritten && isBelow(files[count]!, newMin) && isFull(files[count]!)) count += 1

  const kept: { path: string; reason: KeptReason }[] = []
  const survivor = files[count]
  if (survivor !== undefined && survivor.firstPhysicalOffset !== null && survivor.firstPhysicalOffset < newMin)
    kept.push({ path: survivor.path, reason: !isBelow(survivor, newMin) ? 'straddles-the-cut' : count === lastWritten ? 'dead-queue-keeps-its-counter' : 'behind-a-kept-file' })
  for (const file of files.slice(count + 1, Math.max(count + 1, lastWritten + 1))) if (isBelow(file, newMin)) kept.push({ path: file.path, reason: 'behind-a-kept-file' })
  return { files: files.slice(0, count), kept }
}

/** Index files from the oldest on whose newest entry lies below `newMin`, never the newest file. */
export function doomedIndexFiles(index: readonly IndexPicture[], newMin: number): Doomed<IndexPicture> {
  const isStale = (file: IndexPicture): boolean => file.error === null && file.endPhysicalOffset < newMin
  let count = 0
  while (count < index.length - 1 && isStale(index[count]!)) count += 1
  const newest = index.at(-1)
  return {
    files: index.slice(0, count),
    kept: newest !== undefined && count === index.length - 1 && isStale(newest) ? [{ path: newest.path, reason: 'newest-index-file' }] : [],
  }
}
