import { join, type StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { decodeDelayOffsets } from '../formats/config-files'
import { parseConfigJson } from '../formats/config-json'
import { readText } from '../snapshot/recognise'
import type { LocalPlan } from './plan-local'
import type { Planning } from './planning'
import { countPendingTimers } from './pending-timers'
import { removedFrom } from './queue-after'

/** Messages inside the cut that the broker itself still needs: delivered later, or not decided yet (store-format L20). */
export interface PendingCounts {
  readonly delayed: number
  readonly timer: number
  readonly half: number
  readonly revive: number
}

export const nothingPending: PendingCounts = { delayed: 0, timer: 0, half: 0, revive: 0 }

const SCHEDULE_TOPIC = 'SCHEDULE_TOPIC_XXXX'
const TIMER_TOPIC = 'rmq_sys_wheel_timer'
const HALF_TOPICS: readonly string[] = ['RMQ_SYS_TRANS_HALF_TOPIC', 'RMQ_SYS_ROCKSDB_TRANS_HALF_TOPIC']
const HALF_GROUP = 'CID_RMQ_SYS_TRANS'
const REVIVE_TOPIC_PREFIX = 'rmq_sys_REVIVE_LOG_'
const REVIVE_GROUP = 'CID_RMQ_SYS_REVIVE_GROUP'

/**
 * Counts by queue offsets: what is removed at or after the place the broker's own service has reached. Where that place is
 * not known, everything removed counts as pending.
 */
export function pendingIn(planning: Planning, { changes, newMin }: LocalPlan): PendingCounts {
  const { snapshot, files } = planning
  const { root } = snapshot.store
  const progressOf = (group: string, topic: string, queueId: number): number =>
    snapshot.groups.find(position => position.group === group && position.topic === topic && position.queueId === queueId)?.committedOffset ?? 0
  let delayOffsets: ReadonlyMap<number, number> | undefined
  const counts = { delayed: 0, timer: 0, half: 0, revive: 0 }
  for (const change of changes) {
    const { topic, queueId } = change.before
    if (topic === SCHEDULE_TOPIC) {
      delayOffsets ??= readDelayOffsets(files, root)
      counts.delayed += removedFrom(change, delayOffsets.get(queueId + 1) ?? 0)
    } else if (topic === TIMER_TOPIC && queueId === 0) counts.timer += countPendingTimers(planning, change, newMin)
    else if (HALF_TOPICS.includes(topic)) counts.half += removedFrom(change, progressOf(HALF_GROUP, topic, queueId))
    else if (topic.startsWith(REVIVE_TOPIC_PREFIX)) counts.revive += removedFrom(change, progressOf(REVIVE_GROUP, topic, queueId))
  }
  return counts
}

/** Level → next queue offset, as the broker loads it: the file, else its `.bak`. Empty when neither can be read. */
function readDelayOffsets(files: StoreFiles, root: string): ReadonlyMap<number, number> {
  for (const name of ['delayOffset.json', 'delayOffset.json.bak']) {
    const path = join(root, 'config', name)
    if (files.stat(path)?.kind !== 'file') continue
    try {
      const parsed = parseConfigJson(readText(files, path))
      if (parsed.ok) return decodeDelayOffsets(parsed.value)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }
  return new Map()
}
