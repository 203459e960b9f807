import type { StoreFiles } from '../bytes/store-files'
import { Refusal } from '../errors'
import { physicalOffset } from '../offsets'
import type { StoreSnapshot } from '../snapshot/snapshot'
import { localLog, tieredLog, type Log } from './log'
import { readMessageAt, type FoundMessage, type NoMessage } from './read-message'
import { readUnits, type UnitRow } from './read-units'

/** A queue of one side. */
export interface QueueNamed {
  readonly side: 'local' | 'tiered'
  readonly topic: string
  readonly queueId: number
}

export interface LocatedMessage extends FoundMessage {
  readonly side: 'local' | 'tiered'
  /** The unit at the message's own queue offset; undefined when its queue has none there. */
  readonly unit: UnitRow | undefined
}

/** @throws Refusal when the store has no such log */
export function logOf({ local, tiered }: StoreSnapshot, side: 'local' | 'tiered', queue: { readonly topic: string; readonly queueId: number } | undefined): Log {
  if (side === 'local' && local !== undefined) return localLog(local)
  const found = tiered?.queues.find(({ topic, queueId }) => topic === queue?.topic && queueId === queue.queueId)
  if (side === 'tiered' && found !== undefined) return tieredLog(found)
  throw new Refusal('no-such-queue', `there is no ${side} log${queue === undefined ? '' : ` of ${queue.topic}/${queue.queueId}`} in this store`, { facts: { ...queue } })
}

/** The record that begins at an offset of a log. @throws Refusal that says why there is none */
export function messageAtOffset(files: StoreFiles, snapshot: StoreSnapshot, log: Log, offset: number): LocatedMessage {
  const read = readMessageAt(files, log, physicalOffset(offset))
  if (read.kind !== 'message') throw noMessage(read, log, offset)
  return located(files, snapshot, log.side, read.found)
}

/** The record that a queue's unit points at. @throws Refusal that says why there is none */
export function messageAtUnit(files: StoreFiles, snapshot: StoreSnapshot, queue: QueueNamed, queueOffset: number): LocatedMessage {
  const { side, topic, queueId } = queue
  const [unit] = readUnits(files, snapshot, { ...queue, from: queueOffset, count: 1 })
  const facts = { topic, queueId, queueOffset }
  if (unit === undefined || unit.unitClass === 'unwritten' || unit.queueOffset > queueOffset)
    throw new Refusal('no-such-unit', `queue ${topic}/${queueId} has no unit ${queueOffset}`, { facts })
  if (unit.physicalOffset === null) throw new Refusal('unit-without-record', `unit ${queueOffset} of ${topic}/${queueId} points at no record: it is ${unit.unitClass}`, { path: unit.path, facts: { ...facts, at: unit.at, unitClass: unit.unitClass } })
  const log = logOf(snapshot, side, queue)
  const read = readMessageAt(files, log, physicalOffset(unit.physicalOffset))
  if (read.kind !== 'message') throw noMessage(read, log, unit.physicalOffset, facts)
  return { ...read.found, side, unit }
}

/** Adds the unit that stands at the message's own place in its queue. */
export function located(files: StoreFiles, snapshot: StoreSnapshot, side: 'local' | 'tiered', found: FoundMessage): LocatedMessage {
  return { ...found, side, unit: unitOf(files, snapshot, side, found) }
}

function unitOf(files: StoreFiles, snapshot: StoreSnapshot, side: 'local' | 'tiered', { message }: FoundMessage): UnitRow | undefined {
  const { topic, header, queueOffset } = message
  const queues = snapshot[side]?.queues
  if (typeof queueOffset !== 'number' || !queues?.some(queue => queue.topic === topic && queue.queueId === header.queueId)) return undefined
  const [unit] = readUnits(files, snapshot, { side, topic, queueId: header.queueId, from: queueOffset, count: 1 })
  return unit === undefined || unit.unitClass === 'unwritten' || unit.queueOffset > queueOffset ? undefined : unit
}

function noMessage(why: NoMessage, { kept }: Log, offset: number, unit: Readonly<Record<string, string | number>> = {}): Refusal {
  const facts = { ...unit, offset, minOffset: kept.start, maxOffset: kept.end }
  switch (why.kind) {
    case 'below-log':
      return new Refusal('offset-below-log', `physical offset ${offset} lies below the log's minimum ${kept.start}`, { facts })
    case 'past-log':
      return new Refusal('offset-past-log', `physical offset ${offset} lies past the log's last record, which ends at ${kept.end}`, { facts })
    case 'in-hole':
      return new Refusal('offset-in-hole', `physical offset ${offset} lies in a hole of the log, [${why.hole.start}, ${why.hole.end})`, { facts: { ...facts, ...why.hole } })
    case 'inside-record':
      return new Refusal('offset-inside-record', `no record begins at ${offset}: it lies inside the one at [${why.record.start}, ${why.record.end})`, { facts: { ...facts, ...why.record } })
    case 'in-filler':
      return new Refusal('offset-in-filler', `no record begins at ${offset}: it lies in the filler of its segment, [${why.record.start}, ${why.record.end})`, { facts: { ...facts, ...why.record } })
    case 'damaged':
      return new Refusal('record-damaged', `no record begins at ${offset}: byte ${why.at} of ${why.path} is not what it must be (${why.reason})`, {
        path: why.path,
        facts: { ...facts, at: why.at, reason: why.reason },
      })
  }
}
