import type { AnswerOf, InputOf } from '../../../shared/contract/contract'
import { fieldOf, pageOf, type Page } from '../../../shared/contract/paging'
import type { GroupPosition, LocalSnapshot, QueuePicture, StorePicture, UnitRun } from '../../../shared/store/snapshot/snapshot'
import { sumUnits } from './overview'

const QUEUES_PER_LANE = 40

/** The commitlog and its topics on the physical axis; the worst topics first. */
export function toSegmentMap(local: LocalSnapshot | undefined, groups: readonly GroupPosition[], lanes: { readonly offset: number; readonly limit: number }): AnswerOf<'segmentMap'> {
  const segments = local?.commitLog.segments ?? []
  const topics = Map.groupBy(local?.queues ?? [], ({ topic }) => topic)
  const ordered = [...topics].map(([topic, queues]) => ({ topic, queues, units: sumUnits(queues) })).sort((a, b) => seriousness(b.units) - seriousness(a.units) || sizeOf(b.queues) - sizeOf(a.queues))
  return {
    minOffset: local?.commitLog.minOffset ?? 0,
    maxOffset: local?.commitLog.maxOffset ?? 0,
    segmentSizeBytes: local?.commitLog.segmentSizeBytes ?? 0,
    holes: local?.commitLog.holes ?? [],
    segments: {
      baseOffset: segments.map(({ baseOffset }) => baseOffset),
      state: segments.map(({ state }) => state),
      firstStored: segments.map(({ firstStoreTimestamp }) => firstStoreTimestamp),
      modifiedTime: segments.map(({ modifiedTime }) => modifiedTime),
    },
    lanes: ordered.slice(lanes.offset, lanes.offset + lanes.limit).map(({ topic, queues, units }) => ({
      topic,
      queueCount: queues.length,
      units,
      sizeBytes: sizeOf(queues),
      lowestPhysicalOffset: queues.reduce<number | null>((lowest, { firstPhysicalOffset: first }) => (first === null ? lowest : lowest === null ? first : Math.min(lowest, first)), null),
      queues: worstFirst(queues).slice(0, QUEUES_PER_LANE).map(({ queueId, runs }) => ({ queueId, runs: physicalRuns(runs) })),
      groups: groupMarks(queues, groups),
    })),
    totalLanes: ordered.length,
  }
}

type SegmentRow = AnswerOf<'listSegments'>['rows'][number]

export function listSegments({ local }: StorePicture, input: InputOf<'listSegments'>): Page<SegmentRow> {
  const { within } = input
  const segments = (local?.commitLog.segments ?? []).filter(({ baseOffset, endOffset }) => within === undefined || (baseOffset < within.end && endOffset > within.start))
  return pageOf(segments, input, fieldOf, ['sizeBytes', 'allocatedBytes'])
}

const seriousness = (units: QueuePicture['units']): number => units.inHole + units.expiredVisible + units.ahead

/** A lane draws only some of a large topic's queues: what is wrong in any of them must be among these. */
const worstFirst = (queues: readonly QueuePicture[]): readonly QueuePicture[] =>
  queues.length <= QUEUES_PER_LANE ? queues : queues.toSorted((a, b) => seriousness(b.units) - seriousness(a.units))

const sizeOf = (queues: readonly QueuePicture[]): number => queues.reduce((sum, { estimatedBytes }) => sum + estimatedBytes, 0)

export const physicalRuns = (runs: readonly UnitRun[]): { unitClass: UnitRun['unitClass']; start: number; end: number; units: number }[] =>
  runs.flatMap(({ unitClass, physical, queueOffsets }) =>
    physical === null ? [] : [{ unitClass, start: physical.start, end: physical.end, units: queueOffsets.end - queueOffsets.start }],
  )

/** Where each group stands: the smallest physical offset over the topic's queues, read off the runs. */
function groupMarks(queues: readonly QueuePicture[], groups: readonly GroupPosition[]): { group: string; physicalOffset: number }[] {
  const marks = new Map<string, number>()
  const byId = new Map(queues.map(queue => [queue.queueId, queue]))
  const topic = queues[0]?.topic
  for (const position of groups) {
    const queue = position.topic === topic ? byId.get(position.queueId) : undefined
    const at = queue && physicalAt(queue.runs, position.committedOffset)
    if (at !== undefined) marks.set(position.group, Math.min(at, marks.get(position.group) ?? at))
  }
  return [...marks].map(([group, physicalOffset]) => ({ group, physicalOffset }))
}

/** The physical offset near a queue offset, between the ends of its run. Undefined past the queue's end. */
function physicalAt(runs: readonly UnitRun[], queueOffset: number): number | undefined {
  const run = runs.find(({ queueOffsets }) => queueOffset < queueOffsets.end)
  if (run?.physical == null) return undefined
  const { start, end } = run.queueOffsets
  const share = Math.max(0, queueOffset - start) / (end - start)
  return Math.floor(run.physical.start + share * (run.physical.end - run.physical.start))
}
