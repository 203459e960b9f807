import { range, type Range } from '../range'
import type { GroupPosition, TieredQueuePicture } from '../snapshot/snapshot'
import { countOf, from, readable, union, without } from './lost-offsets'
import type { PendingCounts } from './pending'
import type { Effects } from './plan'
import type { LocalPlan } from './plan-local'
import type { TieredPlan, TieredQueueChange } from './plan-tiered'
import { queueKey, type DraftStep, type Planning } from './planning'
import { removedBytes } from './removed-bytes'

/** What the steps mean for messages, queues and groups. */
export function effectsOf(planning: Planning, steps: readonly DraftStep[], local: LocalPlan | undefined, tiered: TieredPlan | undefined, pending: PendingCounts): Effects {
  const topics = new Map<string, { messages: number; bytes: number }>()
  const add = (topic: string, messages: number, bytes: number): void => {
    const sum = topics.get(topic) ?? { messages: 0, bytes: 0 }
    if (messages > 0 || bytes > 0) topics.set(topic, { messages: sum.messages + messages, bytes: sum.bytes + bytes })
  }
  const log = planning.snapshot.local?.commitLog
  for (const { before, after } of local?.changes ?? []) {
    const messages = before.units.ok - after.units.ok
    add(before.topic, messages, messages === 0 ? 0 : removedBytes(planning.files, before, range(log?.minOffset ?? 0, local!.newMin), log?.holes ?? [], planning.watch))
  }
  for (const change of tiered?.changes ?? []) {
    const { topic, runs } = change.queue
    add(topic, countOf(without(readable(runs), from(readable(runs), change.firstKept))), change.commitLog.reduce((bytes, segment) => bytes + (segment.fileSizeBytes ?? 0), 0))
  }
  const setAside = steps.filter(step => step.action === 'set-aside')
  return {
    setAsideBytes: setAside.reduce((bytes, step) => bytes + step.sizeBytes, 0),
    allocatedBytes: setAside.reduce((bytes, step) => bytes + step.allocatedBytes, 0),
    // A light queue's units are second names of messages that are counted under their topic.
    messages: [...topics].reduce((sum, [topic, { messages }]) => (topic.startsWith('%LMQ%') ? sum : sum + messages), 0),
    topics: [...topics].map(([topic, sums]) => ({ topic, ...sums })).sort((a, b) => b.messages - a.messages || b.bytes - a.bytes || (a.topic < b.topic ? -1 : 1)),
    queues: [...localQueues(local), ...tieredQueues(tiered)],
    unread: unreadLost(planning, local, tiered),
    delayedMessages: pending.delayed,
    timerMessages: pending.timer,
    halfMessages: pending.half,
  }
}

const localQueues = (plan: LocalPlan | undefined): Effects['queues'] =>
  (plan?.changes ?? []).map(({ before, after }) => ({
    side: 'local' as const,
    topic: before.topic,
    queueId: before.queueId,
    minOffsetBefore: before.minOffset,
    minOffsetAfter: after.minOffset,
    maxOffset: after.maxOffset,
  }))

const tieredQueues = (plan: TieredPlan | undefined): Effects['queues'] =>
  (plan?.changes ?? []).map(({ queue, minOffsetAfter }) => ({
    side: 'tiered' as const,
    topic: queue.topic,
    queueId: queue.queueId,
    minOffsetBefore: queue.minOffset,
    minOffsetAfter,
    maxOffset: queue.maxOffset,
  }))

/** Messages that a group has not consumed and that can be read nowhere afterwards: neither here nor in the other store. */
function unreadLost({ snapshot }: Planning, local: LocalPlan | undefined, tiered: TieredPlan | undefined): Effects['unread'] {
  const localChanges = new Map((local?.changes ?? []).map(change => [queueKey(change.before), change]))
  const tieredChanges = new Map((tiered?.changes ?? []).map(change => [queueKey(change.queue), change]))
  const tieredQueuesByKey = new Map((snapshot.tiered?.queues ?? []).map(queue => [queueKey(queue), queue]))
  const localQueuesByKey = new Map((snapshot.local?.queues ?? []).map(queue => [queueKey(queue), queue]))
  const lost = new Map<string, readonly Range[]>()
  for (const key of new Set([...localChanges.keys(), ...tieredChanges.keys()])) {
    const change = localChanges.get(key)
    const queue = localQueuesByKey.get(key)
    const before = [...readable(queue?.runs ?? []), ...readable(tieredQueuesByKey.get(key)?.runs ?? [])]
    const after = [...readable(change?.after.runs ?? queue?.runs ?? []), ...tieredAfter(tieredQueuesByKey.get(key), tieredChanges.get(key))]
    lost.set(key, without(union(before), after))
  }
  return snapshot.groups
    .map((position: GroupPosition) => ({
      group: position.group,
      topic: position.topic,
      queueId: position.queueId,
      messages: countOf(from(lost.get(queueKey(position)) ?? [], position.committedOffset)),
    }))
    .filter(({ messages }) => messages > 0)
}

const tieredAfter = (queue: TieredQueuePicture | undefined, change: TieredQueueChange | undefined): Range[] =>
  queue === undefined ? [] : change === undefined ? readable(queue.runs) : from(readable(queue.runs), change.firstKept)
