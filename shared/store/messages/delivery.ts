import type { Message } from '../formats/message'
import { SCHEDULE_TOPIC, tagsCodeOf } from '../formats/tags-code'
import type { UnitRow } from './read-units'

export const TIMER_TOPIC = 'rmq_sys_wheel_timer'
export const HALF_TOPICS: readonly string[] = ['RMQ_SYS_TRANS_HALF_TOPIC', 'RMQ_SYS_ROCKSDB_TRANS_HALF_TOPIC']

/** Where a message goes that is kept under another name until its time comes, or its transaction ends. */
export interface Delivery {
  readonly kind: 'delayed' | 'timer' | 'half'
  readonly topic: string | null
  readonly queueId: number | null
  readonly delayLevel: number | null
  readonly deliverAt: number | null
  /** Whose word the time is: the broker may have been told other levels than the default ones. */
  readonly deliverAtFrom: 'unit' | 'property' | 'default-levels' | null
}

/** @returns undefined for a message that waits for nothing */
export function deliveryOf({ topic, header, properties, storeTimestamp }: Message, unit: UnitRow | undefined): Delivery | undefined {
  const real = { topic: properties.get('REAL_TOPIC') ?? null, queueId: wholeOf(properties.get('REAL_QID')), delayLevel: null, deliverAt: null, deliverAtFrom: null }
  if (HALF_TOPICS.includes(topic)) return { ...real, kind: 'half' }
  if (topic === TIMER_TOPIC) {
    const deliverAt = wholeOf(properties.get('TIMER_OUT_MS'))
    return { ...real, kind: 'timer', deliverAt, deliverAtFrom: deliverAt === null ? null : 'property' }
  }
  const delayLevel = wholeOf(properties.get('DELAY'))
  if (topic !== SCHEDULE_TOPIC || delayLevel === null || delayLevel <= 0) return undefined
  const delayed = { ...real, kind: 'delayed', delayLevel } as const
  if (unit?.physicalOffset === header.physicalOffset && unit.tagsCode !== null) return { ...delayed, deliverAt: Number(BigInt(unit.tagsCode)), deliverAtFrom: 'unit' }
  if (typeof storeTimestamp !== 'number') return delayed
  return { ...delayed, deliverAt: Number(tagsCodeOf({ topic, storeTimestamp, properties })), deliverAtFrom: 'default-levels' }
}

function wholeOf(text: string | undefined): number | null {
  const value = Number(text ?? 'none')
  return Number.isSafeInteger(value) ? value : null
}
