import { hex64 } from '../formats/hex'
import { visibleRanges } from '../snapshot/groups'
import type { PositionBeyond, StorePicture } from '../snapshot/snapshot'
import { queuesAreKnown } from './check-layout'
import type { Finding } from './finding'
import { newFinding } from './new-finding'

/** Store-format L12 and L13: groups that stand outside what their queue can serve them. */
export function checkGroups({ store, local, tiered, groups, groupsBeyond }: StorePicture): Finding[] {
  if (!queuesAreKnown(store)) return []
  const rangeOf = visibleRanges(local, tiered)
  return [...groupsBeyond.map(position => beyondFinding(position, rangeOf)), ...groups.flatMap(({ group, topic, queueId, committedOffset, place }) => {
    if (place === 'inside') return []
    const { min: minOffset, max: maxOffset } = rangeOf(topic, queueId)
    const facts = { committedOffset, minOffset, maxOffset }
    const subject = { topic, queueId, group }
    return place === 'beyond-max'
      ? [newFinding('offset-beyond-max', facts, { subject, range: { start: maxOffset, end: committedOffset }, rangeKind: 'queue-offset', count: committedOffset - maxOffset })]
      : [newFinding('offset-below-min', facts, { subject, range: { start: committedOffset, end: minOffset }, rangeKind: 'queue-offset', count: minOffset - committedOffset })]
  })]
}

/** No range and no count: neither is a number. */
function beyondFinding({ group, topic, queueId, committedOffset }: PositionBeyond, rangeOf: ReturnType<typeof visibleRanges>): Finding {
  const { min: minOffset, max: maxOffset } = rangeOf(topic, queueId)
  return newFinding('offset-beyond-max', { committedOffset: hex64(committedOffset), minOffset, maxOffset }, { subject: { topic, queueId, group } })
}
