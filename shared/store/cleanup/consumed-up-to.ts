import type { StoreFiles } from '../bytes/store-files'
import { withSource } from '../snapshot/commit-log'
import type { GroupPosition, QueuePicture, StoreSnapshot } from '../snapshot/snapshot'
import { openUnitFile } from '../readers/unit-file'
import { from, readable } from './lost-offsets'
import { queueKey } from './planning'

/** How far every group has read, as a place in the log. */
export interface ConsumedUpTo {
  /** Every message below it that can be read here has been consumed by each group that consumes its queue. */
  readonly physicalOffset: number
  /** Whose next message lies there; null when every group has read everything. */
  readonly heldBackBy: { readonly group: string; readonly topic: string; readonly queueId: number; readonly unread: number } | null
  readonly groups: number
}

/**
 * The highest cut that takes no message from a group that has not read it. Messages of queues without a group hold nothing back. Of a batch
 * queue the file of the next message counts, not the message.
 * @throws Failure
 */
export function consumedUpTo({ local, groups }: StoreSnapshot, files: StoreFiles): ConsumedUpTo | null {
  if (local === undefined) return null
  const queues = new Map(local.queues.map(queue => [queueKey(queue), queue]))
  const end: ConsumedUpTo = { physicalOffset: local.commitLog.maxOffset, heldBackBy: null, groups: new Set(groups.map(({ group }) => group)).size }
  return groups.reduce((upTo, position) => {
    const queue = queues.get(queueKey(position))
    const [next] = queue === undefined ? [] : from(readable(queue.runs), position.committedOffset)
    const physicalOffset = queue && next && placeOf(files, queue, next.start)
    return physicalOffset === undefined || physicalOffset >= upTo.physicalOffset ? upTo : { ...upTo, physicalOffset, heldBackBy: nameOf(position) }
  }, end)
}

const nameOf = ({ group, topic, queueId, lag }: GroupPosition): ConsumedUpTo['heldBackBy'] => ({ group, topic, queueId, unread: lag })

/** Where the message of a queue offset lies. */
function placeOf(files: StoreFiles, { files: queueFiles, kind }: QueuePicture, queueOffset: number): number | undefined {
  const file = queueFiles.findLast(({ startOffset }) => startOffset <= queueOffset)
  if (file === undefined || file.firstPhysicalOffset === null) return undefined
  if (kind === 'batch') return file.firstPhysicalOffset
  const unit = withSource(files, file.absolutePath, source => openUnitFile(source).unitAt(queueOffset - file.startOffset))
  return unit.kind === 'message' ? unit.physicalOffset : file.firstPhysicalOffset
}
