import { nameOf } from '../bytes/store-files'
import type { PhysicalOffset } from '../offsets'
import { range } from '../range'
import { brokerRules } from '../snapshot/broker-rules'
import type { CensusEntry } from '../snapshot/census'
import { readQueueFiles } from '../snapshot/queue-files'
import { pictureOf } from '../snapshot/queue-picture'
import type { LocalSnapshot, QueueFilePicture, QueuePicture } from '../snapshot/snapshot'
import { countOf, from, readable, without } from './lost-offsets'
import { queueKey, type Planning } from './planning'

/** A queue before a cut and as the next start will find it after. */
export interface QueueChange {
  readonly before: QueuePicture
  readonly after: QueuePicture
}

/**
 * What the broker makes of a queue once `doomed` is gone and the log begins at `newMin`: the same reading as for a
 * snapshot, over the files that stay.
 */
export function queueAfter(planning: Planning, local: LocalSnapshot, queue: QueuePicture, doomed: readonly QueueFilePicture[], newMin: PhysicalOffset): QueuePicture {
  const { files, snapshot, factsOf } = planning
  const { commitLog } = local
  const entries = queue.files
    .filter(file => !doomed.includes(file))
    .flatMap((file): CensusEntry[] => {
      const facts = factsOf.get(file.absolutePath)
      return facts === undefined ? [] : [{ name: nameOf(file.absolutePath), path: file.absolutePath, kind: facts.kind, facts }]
    })
  const rules = brokerRules(snapshot.store.brokerVersion.assumed)
  const read = readQueueFiles({
    files,
    topic: queue.topic,
    queueId: queue.queueId,
    kind: queue.kind,
    entries,
    fileSizeBytes: queue.fileSizeBytes,
    shown: path => path,
    rules,
  })
  return pictureOf(read, {
    log: { kept: range(newMin, commitLog.maxOffset), holes: commitLog.holes.filter(hole => hole.end > newMin) },
    logIsEmpty: false,
    checksLastUnit: rules.checksLastUnit,
    dispatched: commitLog.unindexedTail.find(tail => queueKey(tail) === queueKey(queue)),
  })
}

/** Readable messages of a queue that the cut takes, at or after `progress`. */
export const removedFrom = ({ before, after }: QueueChange, progress: number): number => countOf(from(without(readable(before.runs), readable(after.runs)), progress))
