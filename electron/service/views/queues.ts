import { Refusal } from '../../../shared/store/errors'
import type { AnswerOf, InputOf } from '../../../shared/contract/contract'
import type { QueuePicture, StoreSnapshot, TieredQueuePicture, UnitCounts } from '../../../shared/store/snapshot/snapshot'
import { toTieredQueue } from './documents'
import { fieldOf, pageOf, type Sortable } from './paging'
import { physicalRuns } from './segment-map'

type Filter = InputOf<'listQueues'>['filter']

const matches = (filter: Filter, topic: string, queueId: number, units: Omit<UnitCounts, 'preBlank'>, dead: boolean, holes: number): boolean => {
  const text = filter.text?.trim().toLowerCase()
  if (text !== undefined && text !== '' && !`${topic}/${queueId}`.toLowerCase().includes(text)) return false
  if (filter.classes === undefined || filter.classes.length === 0) return true
  return filter.classes.some(wanted => (wanted === 'dead' ? dead : wanted === 'hole' ? holes > 0 : units[wanted] > 0))
}

/** What a column of a queue table sorts by: its name, a count of units, or a field of the row. */
function sortValue(row: { readonly topic: string; readonly units: object }, by: string): Sortable {
  if (by === 'name') return row.topic
  return fieldOf(row.units, by) ?? fieldOf(row, by)
}

export function listQueues(snapshot: StoreSnapshot, input: InputOf<'listQueues'>): AnswerOf<'listQueues'> {
  const queues = (snapshot.local?.queues ?? []).filter(({ topic, queueId, units, dead, holes }) => matches(input.filter, topic, queueId, units, dead, holes.length))
  return pageOf(queues.map(toListRow), input, sortValue)
}

const toListRow = (queue: QueuePicture): AnswerOf<'listQueues'>['rows'][number] => ({
  ...queue,
  fileCount: queue.files.length,
  deadFiles: queue.files.filter(({ dead }) => dead).length,
  bytes: queue.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  runs: physicalRuns(queue.runs),
})

export function queueDetail(snapshot: StoreSnapshot, { topic, queueId }: InputOf<'queueDetail'>): AnswerOf<'queueDetail'> {
  const queue = snapshot.local?.queues.find(candidate => candidate.topic === topic && candidate.queueId === queueId)
  if (queue === undefined) throw new Refusal('no-such-queue', `there is no queue ${topic}/${queueId} in this store`, { facts: { topic, queueId } })
  return {
    ...queue,
    runs: queue.runs.map(({ unitClass, queueOffsets, physical }) => ({
      unitClass,
      ...queueOffsets,
      physicalStart: physical?.start ?? null,
      physicalEnd: physical?.end ?? null,
    })),
    groups: groupsOn(snapshot, topic, queueId),
  }
}

const groupsOn = (snapshot: StoreSnapshot, topic: string, queueId: number): AnswerOf<'queueDetail'>['groups'] =>
  snapshot.groups.filter(group => group.topic === topic && group.queueId === queueId)

export function listTieredQueues(snapshot: StoreSnapshot, input: InputOf<'listTieredQueues'>): AnswerOf<'listTieredQueues'> {
  const queues = (snapshot.tiered?.queues ?? []).filter(({ topic, queueId, units, commitLog, consumeQueue }) =>
    matches(input.filter, topic, queueId, units, false, commitLog.holes.length + consumeQueue.holes.length),
  )
  return pageOf(queues.map(queue => toTieredListRow(queue, snapshot)), input, sortValue)
}

function toTieredListRow(queue: TieredQueuePicture, snapshot: StoreSnapshot): AnswerOf<'listTieredQueues'>['rows'][number] {
  const segments = [...queue.commitLog.segments, ...queue.consumeQueue.segments]
  const inState = (state: string): number => segments.filter(segment => segment.state === state).length
  return {
    ...queue,
    commitLogSegments: queue.commitLog.segments.length,
    consumeQueueSegments: queue.consumeQueue.segments.length,
    ghosts: inState('ghost'),
    strays: (snapshot.tiered?.strays ?? []).filter(({ topic, queueId }) => topic === queue.topic && queueId === queue.queueId).length,
    sizeMismatches: inState('size-mismatch'),
    holes: queue.commitLog.holes.length + queue.consumeQueue.holes.length,
    bytes: segments.reduce((sum, { fileSizeBytes }) => sum + (fileSizeBytes ?? 0), 0),
  }
}

export function tieredQueueDetail(snapshot: StoreSnapshot, { topic, queueId }: InputOf<'tieredQueueDetail'>): AnswerOf<'tieredQueueDetail'> {
  const queue = snapshot.tiered?.queues.find(candidate => candidate.topic === topic && candidate.queueId === queueId)
  if (queue === undefined) throw new Refusal('no-such-queue', `there is no tiered queue ${topic}/${queueId} in this store`, { facts: { topic, queueId } })
  return {
    ...toTieredQueue(queue, snapshot),
    runs: queue.runs.map(({ unitClass, queueOffsets }) => ({ unitClass, ...queueOffsets })),
    groups: groupsOn(snapshot, topic, queueId),
  }
}
