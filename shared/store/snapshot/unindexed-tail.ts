import type { StoreFiles } from '../bytes/store-files'
import { decodeProperties } from '../formats/message-properties'
import { queueOffset, type PhysicalOffset } from '../offsets'
import { walkSegment, type VisitedRecord } from '../readers/walk-segment'
import type { BrokerRules } from './broker-rules'
import { withSource } from './commit-log'
import { beginsBeforeCheckpoint } from './log-recovery'
import type { CommitLogPicture, SegmentPicture } from './snapshot'

type Tail = CommitLogPicture['unindexedTail']

/**
 * Records that no queue knows yet and that a start will index, per queue. After a clean stop they lie behind the newest
 * indexed one: normally nothing. After a crash the broker reads again from its checkpoint on, and so does this.
 */
export function findUnindexedTail(
  files: StoreFiles,
  log: Omit<CommitLogPicture, 'unindexedTail'>,
  /** Where the newest indexed record ends, over all queues. */
  indexedEnd: PhysicalOffset,
  /** The same for one queue. */
  indexedEndOf: (topic: string, queueId: number) => number,
  rules: BrokerRules,
  /** Up to which store time everything was safely indexed; undefined after a clean stop. */
  crashedAfter: number | undefined,
): Tail {
  const afterCrash = crashedAfter !== undefined
  if (log.segments.length === 0) return []
  if (!afterCrash && (indexedEnd >= log.maxOffset || rules.dispatchesOnCleanStart === 'none')) return []
  const tails = new Map<string, { topic: string; queueId: number; from: number; end: number; messages: number }>()
  const add = (topic: string, queueId: number, from: number, end: number): void => {
    const known = tails.get(`${topic}\0${queueId}`)
    if (known === undefined) tails.set(`${topic}\0${queueId}`, { topic, queueId, from, end, messages: end - from })
    else {
      known.end = Math.max(known.end, end)
      known.messages += end - from
    }
  }
  const visit = ({ header, tail, bytes, at }: VisitedRecord): void => {
    const start = header.physicalOffset
    const isNew = afterCrash
      ? start + header.sizeBytes > indexedEndOf(tail.topic, header.queueId)
      : rules.dispatchesOnCleanStart === 'all'
        ? start >= indexedEnd
        : start > indexedEnd || indexedEnd === 0
    if (!isNew || Number.isNaN(header.queueOffset) || (header.transaction !== 'none' && header.transaction !== 'commit')) return
    const properties = decodeProperties(bytes, at + tail.propertiesAt, tail.propertiesBytes)
    const messages = header.isInnerBatch ? Number(properties.get('INNER_NUM') ?? 1) : 1
    add(tail.topic, header.queueId, header.queueOffset, header.queueOffset + messages)
    const names = properties.get('INNER_MULTI_DISPATCH')?.split(',') ?? []
    const offsets = properties.get('INNER_MULTI_QUEUE_OFFSET')?.split(',') ?? []
    for (const [index, name] of names.entries()) {
      const offset = Number(offsets[index])
      if (name.startsWith('%LMQ%') && Number.isSafeInteger(offset)) add(name, 0, offset, offset + 1)
    }
  }
  const written = log.segments.filter(segment => segment.state === 'full' || segment.state === 'active').slice(-rules.looksBackSegments)
  for (const segment of crashedAfter === undefined ? written.filter(({ endOffset }) => endOffset > indexedEnd) : recoveredAfterCrash(written, crashedAfter)) {
    const from = !afterCrash && indexedEnd > segment.baseOffset ? indexedEnd - segment.baseOffset : 0
    withSource(files, segment.absolutePath, source =>
      walkSegment(source, { baseOffset: segment.baseOffset, from, until: log.maxOffset - segment.baseOffset, verifyBodies: false, visit }),
    )
  }
  return [...tails.values()].map(tail => ({ ...tail, from: queueOffset(tail.from), end: queueOffset(tail.end) }))
}

/** From the newest segment that begins safely before the checkpoint. */
function recoveredAfterCrash(written: readonly SegmentPicture[], crashedAfter: number): readonly SegmentPicture[] {
  const start = written.findLastIndex(segment => beginsBeforeCheckpoint(segment, crashedAfter))
  return written.slice(Math.max(0, start))
}
