import { UNIT_BYTES } from '../formats/consume-queue-unit'
import type { CommitLogPicture, LocalSnapshot, QueueFilePicture, QueuePicture, SegmentPicture, StoreSnapshot, StrayEntry } from '../snapshot/snapshot'

/** Where the broker ends its log: behind a blank it goes on in the next file, where there is one. */
export function endOfLog({ recovery, end, maxOffset, segments }: CommitLogPicture): number {
  if (recovery !== undefined || end.kind !== 'blank') return maxOffset
  return segments.find(({ state, baseOffset }) => state === 'preallocated' && baseOffset > maxOffset)?.baseOffset ?? maxOffset
}

/** Mirrors MappedFileQueue.truncateDirtyFiles: every file that begins later than the log ends. */
export function removedSegments(log: CommitLogPicture): SegmentPicture[] {
  const end = endOfLog(log)
  return log.segments.filter(({ baseOffset }) => baseOffset > end)
}

/** Queue and index files that go while the broker starts. */
export function removedAtStart({ store, local }: StoreSnapshot): string[] {
  if (local === undefined) return []
  const logIsEmpty = local.commitLog.segments.length === 0
  const queues = local.queues.flatMap(queue => (logIsEmpty ? queue.files : [...emptyTail(queue), ...cutTail(queue, endOfLog(local.commitLog))]))
  const safeUntil = local.checkpoint?.indexMsgTimestamp ?? 0
  const index = store.abort === null ? [] : local.index.filter(({ error, endTimestamp }) => error === null && endTimestamp > safeUntil)
  return [...new Set([...queues, ...emptyLastFiles(local, 'queue'), ...index].map(({ path }) => path))].sort()
}

/** A last file without a byte goes as soon as its directory is read. */
export const emptyLastFiles = ({ unknownFiles }: LocalSnapshot, place: 'commitlog' | 'queue'): StrayEntry[] =>
  unknownFiles.filter(entry => entry.place === place && entry.kind === 'file' && entry.sizeBytes === 0 && !entry.stopsBroker)

/** Mirrors ConsumeQueue.recover: from the third-last file on it looks for the end of the queue, and removes what begins later. */
function emptyTail({ kind, files }: QueuePicture): QueueFilePicture[] {
  if (kind !== 'simple') return []
  const read = files.slice(-3)
  const last = read.findLast(({ startOffset, endOffset }) => endOffset > startOffset)
  const end = last === undefined ? (read[0]?.baseOffset ?? 0) : last.endOffset * UNIT_BYTES
  return read.filter(({ baseOffset }) => baseOffset > end)
}

/** Mirrors ConsumeQueue.truncateDirtyLogicFiles: a file whose first unit points behind the end of the log. */
const cutTail = ({ files }: QueuePicture, logEnd: number): QueueFilePicture[] => files.filter(({ firstPhysicalOffset }) => firstPhysicalOffset !== null && firstPhysicalOffset >= logEnd)

/** Heads of queues and of the index below the log, never the last file; nothing while the log begins at 0. */
export function removedByCleaning({ local }: StoreSnapshot, removed: ReadonlySet<string>): string[] {
  if (local === undefined || local.commitLog.minOffset === 0 || local.commitLog.segments.length === 0) return []
  const left = <F extends { readonly path: string }>(files: readonly F[]): F[] => files.filter(({ path }) => !removed.has(path)).slice(0, -1)
  return [...local.queues.flatMap(({ files }) => left(files)), ...left(local.index)].flatMap(({ dead, path }) => (dead ? [path] : [])).sort()
}
