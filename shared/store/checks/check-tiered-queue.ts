import { lengthOf, range } from '../range'
import type { LocalSnapshot, TieredQueuePicture, UnitClass } from '../snapshot/snapshot'
import { checkFlatFile } from './check-flat-file'
import type { Finding, FindingCode, FindingSubject } from './finding'
import { newFinding } from './new-finding'

/** Store-format T3 to T11 for one tiered queue. */
export function checkTieredQueue(queue: TieredQueuePicture, local: LocalSnapshot | undefined): Finding[] {
  const subject: FindingSubject = { side: 'tiered', topic: queue.topic, queueId: queue.queueId }
  return [
    ...checkFlatFile('COMMIT_LOG', queue.commitLog, subject),
    ...checkFlatFile('CONSUME_QUEUE', queue.consumeQueue, subject),
    ...queue.irregular.map(({ code, path, at, hex, note, queueOffsets }) =>
      code === 'tiered-misaligned'
        ? newFinding(code, { sizeBytes: at }, { subject: { ...subject, path } })
        : newFinding(code, { reason: note }, { subject: { ...subject, path }, ...(queueOffsets && { range: range<number>(queueOffsets.start, queueOffsets.end), rangeKind: 'queue-offset', count: lengthOf(queueOffsets) }), evidence: { path, at, hex } }),
    ),
    ...checkTargets(queue, subject),
    ...checkBehindLocal(queue, local, subject),
  ]
}

const codes = {
  'expired-visible': 'tiered-dangling-visible',
  'expired-hidden': 'tiered-dangling-hidden',
  'in-hole': 'tiered-in-hole',
  ahead: 'tiered-ahead',
} as const satisfies Partial<Record<UnitClass, FindingCode>>

function checkTargets(queue: TieredQueuePicture, subject: FindingSubject): Finding[] {
  const survivor = queue.commitLog.segments.find(segment => segment.state !== 'ghost' && (segment.fileSizeBytes ?? 0) > 0)
  return queue.runs.flatMap(run => {
    if (run.unitClass === 'ok' || run.unitClass === 'pre-blank') return []
    return [
      newFinding(
        codes[run.unitClass],
        {
          physicalStart: run.physical?.start ?? 0,
          physicalEnd: run.physical?.end ?? 0,
          logMinOffset: survivor?.baseOffset ?? queue.commitLog.maxOffset,
          logMaxOffset: queue.commitLog.maxOffset,
          minOffset: queue.minOffset,
          maxOffset: queue.maxOffset,
          realMinOffset: queue.realMinOffset,
        },
        {
          subject,
          range: range<number>(run.queueOffsets.start, run.queueOffsets.end),
          rangeKind: 'queue-offset',
          count: lengthOf(run.queueOffsets),
        },
      ),
    ]
  })
}

/** T11: a broker that has already lost locally what was still to be uploaded begins the tiered queue anew. */
function checkBehindLocal({ topic, queueId, commitLog, consumeQueue, maxOffset }: TieredQueuePicture, local: LocalSnapshot | undefined, subject: FindingSubject): Finding[] {
  const localQueue = local?.queues.find(queue => queue.topic === topic && queue.queueId === queueId)
  if (localQueue === undefined || consumeQueue.segments.length === 0 || maxOffset >= localQueue.minOffset) return []
  const tieredBytes = [...commitLog.segments, ...consumeQueue.segments].reduce((sum, segment) => sum + (segment.fileSizeBytes ?? 0), 0)
  return [
    newFinding(
      'tiered-behind-local',
      { tieredMaxOffset: maxOffset, localMinOffset: localQueue.minOffset, tieredBytes },
      { subject, range: range<number>(maxOffset, localQueue.minOffset), rangeKind: 'queue-offset', count: localQueue.minOffset - maxOffset },
    ),
  ]
}
