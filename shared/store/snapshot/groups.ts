import type { CommittedOffset } from '../formats/config-files'
import type { GroupPosition, LocalSnapshot, TieredSnapshot } from './snapshot'

/** What a client sees of a queue: the lower of both minima, the higher maximum; [0, 0) of a queue that is nowhere. */
export function visibleRanges(local: LocalSnapshot | undefined, tiered: TieredSnapshot | undefined): (topic: string, queueId: number) => { readonly min: number; readonly max: number } {
  const ranges = new Map<string, { min: number; max: number }>()
  const see = (topic: string, queueId: number, min: number, max: number): void => {
    const key = `${topic}\0${queueId}`
    const seen = ranges.get(key)
    ranges.set(key, seen === undefined ? { min, max } : { min: Math.min(seen.min, min), max: Math.max(seen.max, max) })
  }
  for (const queue of local?.queues ?? []) see(queue.topic, queue.queueId, queue.minOffset, queue.maxOffset)
  for (const queue of tiered?.queues ?? []) see(queue.topic, queue.queueId, queue.minOffset, queue.maxOffset)
  return (topic, queueId) => ranges.get(`${topic}\0${queueId}`) ?? { min: 0, max: 0 }
}

/** Every group's position on every queue, against the range a client sees. */
export function readGroups(committed: readonly CommittedOffset<number>[], local: LocalSnapshot | undefined, tiered: TieredSnapshot | undefined): GroupPosition[] {
  const rangeOf = visibleRanges(local, tiered)
  return committed
    .map(({ group, topic, queueId, committedOffset }): GroupPosition => {
      const { min, max } = rangeOf(topic, queueId)
      const place = committedOffset < min ? 'below-min' : committedOffset > max ? 'beyond-max' : 'inside'
      return { group, topic, queueId, committedOffset, lag: max - committedOffset, place }
    })
    .sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.queueId - b.queueId))
}
