import { expect } from 'vitest'
import type { CleanupPlan } from '../../shared/store/cleanup/plan'
import type { BrokerQueue, BrokerView, ReadCounts } from './broker'
import type { Picture } from './store-inspector'

/** What we say a broker will have in one queue. */
interface Foretold {
  readonly topic: string
  readonly queueId: number
  readonly minOffset: number
  readonly maxOffset: number
  /** How many of [minOffset, maxOffset) it serves. */
  readonly served: number
}

type Side = { readonly minOffset: number; readonly maxOffset: number; readonly units: { readonly ok: number } }

/** Local and tiered queue seen as one, as a client does. Expired units come first in a queue, so that those which are served end at its maximum. */
export function foretell({ local, tiered }: Picture): Foretold[] {
  const sides = new Map<string, { readonly topic: string; readonly queueId: number; readonly sides: Side[] }>()
  for (const queue of [...(local?.queues ?? []), ...(tiered?.queues ?? [])]) {
    const key = nameOf(queue)
    const known = sides.get(key)
    if (known === undefined) sides.set(key, { topic: queue.topic, queueId: queue.queueId, sides: [queue] })
    else known.sides.push(queue)
  }
  return [...sides.values()].map(queue => ({
    topic: queue.topic,
    queueId: queue.queueId,
    minOffset: Math.min(...queue.sides.map(({ minOffset }) => minOffset)),
    maxOffset: Math.max(...queue.sides.map(({ maxOffset }) => maxOffset)),
    served: covered(queue.sides),
  }))
}

/** How many offsets at least one side serves. */
function covered(sides: readonly Side[]): number {
  let count = 0
  let end = 0
  for (const { start, maxOffset } of sides.map(side => ({ start: side.maxOffset - side.units.ok, ...side })).sort((a, b) => a.start - b.start)) {
    count += Math.max(0, maxOffset - Math.max(start, end))
    end = Math.max(end, maxOffset)
  }
  return count
}

/** The broker started, has every queue as foretold, serves every message, appends where the queue ended and stopped cleanly. */
export function expectForetold(view: BrokerView, picture: Picture): void {
  expect(view.refusal).toBeUndefined()
  const foretold = foretell(picture).filter(({ maxOffset }) => maxOffset > 0)
  const seen = view.queues.filter(({ maxOffset }) => maxOffset > 0)
  expect(seen.map(queue => row(queue, queue.read?.found ?? 0, badOf(queue.read))).sort()).toEqual(
    foretold.map(queue => row(queue, queue.served, queue.maxOffset - queue.minOffset - queue.served)).sort(),
  )
  const written = view.queues.filter(({ appended }) => appended !== undefined)
  expect(written.filter(queue => !goesOn(queue)).map(({ topic, queueId, maxOffset, appended }) => ({ topic, queueId, maxOffset, appended }))).toEqual([])
  expect(written.length).toBeGreaterThan(0)
  expect(view.stoppedCleanly).toBe(true)
}

/** Every queue that the plan speaks of has become what it says. */
export function expectEffects({ effects }: CleanupPlan, { local, tiered }: Picture): void {
  const now = { local: local?.queues ?? [], tiered: tiered?.queues ?? [] }
  const planned = effects.queues.map(({ side, minOffsetAfter, ...queue }) => `${side} ${range({ ...queue, minOffset: minOffsetAfter })}`)
  const found = effects.queues.map(({ side, ...queue }) => {
    const match = now[side].find(candidate => nameOf(candidate) === nameOf(queue))
    return match === undefined ? `${side} ${nameOf(queue)} is gone` : `${side} ${range(match)}`
  })
  expect(found).toEqual(planned)
}

const badOf = (read: ReadCounts | undefined): number =>
  read === undefined ? 0 : read.notFound + read.decodeFailed + read.crcBad + read.offsetMismatch + read.wrongTopic

/** No gap and no offset given twice: three new messages are served from the old maximum on. */
const goesOn = ({ maxOffset, appended }: BrokerQueue): boolean =>
  appended !== undefined && appended.firstOffset === maxOffset && appended.read.found === 3 && badOf(appended.read) === 0

type Named = { readonly topic: string; readonly queueId: number }
const nameOf = ({ topic, queueId }: Named): string => `${topic}/${queueId}`
const range = (queue: Named & { readonly minOffset: number; readonly maxOffset: number }): string => `${nameOf(queue)} [${queue.minOffset}, ${queue.maxOffset})`
const row = (queue: Parameters<typeof range>[0], served: number, lost: number): string => `${range(queue)}: ${served} served, ${lost} not`
