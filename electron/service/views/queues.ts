import { Refusal } from '../../../shared/store/errors'
import type { AnswerOf, InputOf } from '../../../shared/contract/contract'
import { cut, fieldOf, ordered, sumsOf, type Page, type PageRequest, type Sortable } from '../../../shared/contract/paging'
import type { QueuePicture, StorePicture, TieredQueuePicture, UnitCounts } from '../../../shared/store/snapshot/snapshot'
import { toTieredQueue } from './documents'
import { physicalRuns } from './segment-map'

type Filter = InputOf<'listQueues'>['filter']

const matches = (filter: Filter, topic: string, queueId: number, units: Omit<UnitCounts, 'preBlank'>, dead: boolean, holes: number): boolean => {
  const text = filter.text?.trim().toLowerCase()
  if (text !== undefined && text !== '' && !`${topic}/${queueId}`.toLowerCase().includes(text)) return false
  if (filter.classes === undefined || filter.classes.length === 0) return true
  return filter.classes.some(wanted => (wanted === 'dead' ? dead : wanted === 'hole' ? holes > 0 : units[wanted] > 0))
}

/** A list in a wanted order with its sums. Kept for the next page: the order of 20,000 queues takes longer than all else of it. */
interface Arranged<Row> {
  readonly asked: string
  readonly rows: readonly Row[]
  readonly sums: Readonly<Record<string, number>>
}

function arrangedOnce<Row extends object>() {
  const last = new WeakMap<StorePicture, Arranged<Row>>()
  return (snapshot: StorePicture, { filter, sort }: Asked, arrange: () => { rows: readonly Row[]; sums: Readonly<Record<string, number>> }): Arranged<Row> => {
    const asked = JSON.stringify([filter, sort])
    const known = last.get(snapshot)
    if (known?.asked === asked) return known
    const arranged = { asked, ...arrange() }
    last.set(snapshot, arranged)
    return arranged
  }
}

type Asked = PageRequest & { readonly filter: Filter }
const arrangedQueues = arrangedOnce<QueuePicture>()
const arrangedTieredQueues = arrangedOnce<TieredListRow>()
const summedUnits = ['expiredVisible', 'expiredHidden', 'inHole', 'ahead']

export function listQueues(snapshot: StorePicture, input: InputOf<'listQueues'>): Page<QueueListRow> {
  const { rows, sums } = arrangedQueues(snapshot, input, () => {
    const { within } = input.filter
    const queues = (snapshot.local?.queues ?? []).filter(
      ({ topic, queueId, units, dead, holes, runs }) => matches(input.filter, topic, queueId, units, dead, holes.length) && (within === undefined || runs.some(({ physical }) => physical !== null && physical.start < within.end && physical.end > within.start)),
    )
    return { rows: ordered(queues, input.sort, queueValue), sums: sumsOf(queues, queueValue, ['fileCount', 'bytes', ...summedUnits]) }
  })
  const { rows: shown, total } = cut(rows, input)
  return { rows: shown.map(toListRow), total, sums }
}

/** What a column of the queue table sorts and adds up by: its name, a count of units, or a field of the row. */
function queueValue(queue: QueuePicture, name: string): Sortable {
  switch (name) {
    case 'name':
      return queue.topic
    case 'fileCount':
      return queue.files.length
    case 'bytes':
      return bytesOf(queue)
    default:
      return fieldOf(queue.units, name) ?? fieldOf(queue, name)
  }
}

type QueueListRow = AnswerOf<'listQueues'>['rows'][number]

const toListRow = (queue: QueuePicture): QueueListRow => ({
  ...queue,
  fileCount: queue.files.length,
  deadFiles: queue.files.filter(({ dead }) => dead).length,
  bytes: bytesOf(queue),
  runs: physicalRuns(queue.runs),
})

const bytesOf = ({ files }: QueuePicture): number => files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)

export function queueDetail(snapshot: StorePicture, { topic, queueId }: InputOf<'queueDetail'>): AnswerOf<'queueDetail'> {
  const queue = snapshot.local?.queues.find(candidate => candidate.topic === topic && candidate.queueId === queueId)
  if (queue === undefined) throw new Refusal('no-such-queue', `there is no queue ${topic}/${queueId} in this store`, { facts: { topic, queueId } })
  return {
    ...queue,
    runs: queue.runs.map(toRun),
    groups: groupsOn(snapshot, topic, queueId),
  }
}

const toRun = ({ unitClass, queueOffsets, physical }: QueuePicture['runs'][number]): AnswerOf<'queueDetail'>['runs'][number] => ({
  unitClass,
  ...queueOffsets,
  physicalStart: physical?.start ?? null,
  physicalEnd: physical?.end ?? null,
})

const groupsOn = (snapshot: StorePicture, topic: string, queueId: number): AnswerOf<'queueDetail'>['groups'] =>
  snapshot.groups.filter(group => group.topic === topic && group.queueId === queueId)

export function listTieredQueues(snapshot: StorePicture, input: InputOf<'listTieredQueues'>): Page<TieredListRow> {
  const { rows, sums } = arrangedTieredQueues(snapshot, input, () => {
    const queues = (snapshot.tiered?.queues ?? [])
      .filter(({ topic, queueId, units, commitLog, consumeQueue }) => matches(input.filter, topic, queueId, units, false, commitLog.holes.length + consumeQueue.holes.length))
      .map(queue => toTieredListRow(queue, snapshot))
    return { rows: ordered(queues, input.sort, tieredValue), sums: sumsOf(queues, tieredValue, ['commitLogSegments', 'consumeQueueSegments', 'dangling', 'bytes', ...summedUnits]) }
  })
  return { ...cut(rows, input), sums }
}

function tieredValue(queue: TieredListRow, name: string): Sortable {
  if (name === 'name') return queue.topic
  if (name === 'dangling') return queue.units.expiredHidden + queue.units.expiredVisible + queue.units.inHole + queue.units.ahead
  return fieldOf(queue.units, name) ?? fieldOf(queue, name)
}

type TieredListRow = AnswerOf<'listTieredQueues'>['rows'][number]

function toTieredListRow(queue: TieredQueuePicture, snapshot: StorePicture): TieredListRow {
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

export function tieredQueueDetail(snapshot: StorePicture, { topic, queueId }: InputOf<'tieredQueueDetail'>): AnswerOf<'tieredQueueDetail'> {
  const queue = snapshot.tiered?.queues.find(candidate => candidate.topic === topic && candidate.queueId === queueId)
  if (queue === undefined) throw new Refusal('no-such-queue', `there is no tiered queue ${topic}/${queueId} in this store`, { facts: { topic, queueId } })
  return {
    ...toTieredQueue(queue, snapshot),
    runs: queue.runs.map(toRun),
    groups: groupsOn(snapshot, topic, queueId),
  }
}
