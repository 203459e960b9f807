import type { SegmentMap } from '../../../shared/contract/schemas'

/** A lane of the drawn map: a topic, or below an open one each of its queues. */
export type Lane = SegmentMap['lanes'][number] & { readonly queueId?: number; readonly isOpen?: boolean }
export type DrawnMap = Omit<SegmentMap, 'lanes'> & { lanes: Lane[] }

/** Lanes with the queues of open topics below them, by their ids. Of a topic with more than 40 the map knows the 40 worst. */
export const openedLanes = (lanes: readonly Lane[], open: ReadonlySet<string>): Lane[] =>
  lanes.flatMap(lane => (open.has(lane.topic) ? [{ ...lane, isOpen: true }, ...lane.queues.toSorted((a, b) => a.queueId - b.queueId).map(queue => laneOf(lane.topic, queue))] : [lane]))

function laneOf(topic: string, queue: Lane['queues'][number]): Lane {
  const unitsOf = (unitClass: (typeof queue.runs)[number]['unitClass']): number => queue.runs.reduce((sum, run) => (run.unitClass === unitClass ? sum + run.units : sum), 0)
  return {
    topic,
    queueId: queue.queueId,
    queueCount: 1,
    queues: [queue],
    units: { ok: unitsOf('ok'), expiredHidden: unitsOf('expired-hidden'), expiredVisible: unitsOf('expired-visible'), inHole: unitsOf('in-hole'), ahead: unitsOf('ahead'), preBlank: unitsOf('pre-blank') },
    sizeBytes: 0,
    lowestPhysicalOffset: queue.runs[0]?.start ?? null,
    groups: [],
  }
}

export const laneName = ({ topic, queueId }: Lane): string => (queueId === undefined ? topic : `${topic}/${queueId}`)
