import { readExactly, readWindow, type ByteSource } from '../bytes/byte-source'
import { decodeUnit, UNIT_BYTES } from '../formats/consume-queue-unit'
import { decodeProperties } from '../formats/message-properties'
import { decodeRecordHeader, decodeRecordTail } from '../formats/message-record'
import type { Range } from '../range'
import { firstWhere, openUnitFile } from '../readers/unit-file'
import { withSource } from '../snapshot/commit-log'
import type { IrregularUnit } from '../snapshot/snapshot'
import type { DeepPorts } from './deep-part'
import { dispatchedTo } from './dispatched-to'
import { OddUnits } from './odd-units'
import type { UnitsPlace } from './scan-queue'
import { walkWhole } from './walk-whole'

/** One file of a log whose units are looked at one by one, because not all of them met a record. */
export interface JudgedFile {
  readonly absolutePath: string
  readonly baseOffset: number
  /** Physical offsets of its records. */
  readonly offsets: Range
  readonly isFull: boolean
}

export interface JudgedQueue {
  readonly topic: string
  readonly queueId: number
  readonly places: readonly UnitsPlace[]
  /** Where not, every unit of the queue is looked at. */
  readonly ordered: boolean
}

const STEP_EVERY = 1024

/** Which units of some queues point into a file and not at their own record, and why (store-format C.0). */
export function judgeUnits(ports: DeepPorts, file: JudgedFile, queues: readonly JudgedQueue[]): (readonly IrregularUnit[])[] {
  return withSource(ports.files, file.absolutePath, log => {
    const starts = recordStarts(ports, log, file)
    return queues.map(queue => {
      ports.step()
      const odd = new OddUnits()
      for (const place of queue.places)
        withSource(ports.files, place.absolutePath, source => {
          const { from, to } = queue.ordered ? unitsInto(source, place, file.offsets) : { from: 0, to: place.slots }
          for (let index = from; index < to; index += 1) {
            if (index % STEP_EVERY === 0) ports.step()
            const unit = decodeUnit(readExactly(source, index * UNIT_BYTES, UNIT_BYTES).view, 0)
            if (unit.kind !== 'message' || unit.physicalOffset < file.offsets.start || unit.physicalOffset + unit.sizeBytes > file.offsets.end) continue
            const queueOffset = place.start + index
            const trouble = troubleOf(log, file.baseOffset, starts, { ...queue, queueOffset, physicalOffset: unit.physicalOffset, sizeBytes: unit.sizeBytes })
            if (trouble !== undefined) odd.add(trouble.code, { source, path: place.path, at: index * UNIT_BYTES }, queueOffset, 1, trouble.note)
          }
        })
      return odd.all
    })
  })
}

/** Positions of all records, ascending: four bytes for each. */
function recordStarts(ports: DeepPorts, source: ByteSource, { baseOffset, isFull }: JudgedFile): Uint32Array {
  let starts = new Uint32Array(4096)
  let count = 0
  walkWhole({
    source, baseOffset, isFull, checksum: undefined,
    visit: ({ position }) => {
      if (count % STEP_EVERY === 0) ports.step()
      if (count === starts.length) {
        const longer = new Uint32Array(starts.length * 2)
        longer.set(starts)
        starts = longer
      }
      starts[count] = position
      count += 1
    },
  })
  return starts.subarray(0, count)
}

/** The units of an ordered file that point into a range. */
function unitsInto(source: ByteSource, { slots }: UnitsPlace, offsets: Range): { readonly from: number; readonly to: number } {
  const file = openUnitFile(source)
  const reaches = (offset: number) => (index: number) => {
    const unit = file.unitAt(index)
    return unit.kind === 'unwritten' || (unit.kind === 'message' && unit.physicalOffset >= offset)
  }
  const from = firstWhere(0, slots, reaches(offsets.start))
  return { from, to: firstWhere(from, slots, reaches(offsets.end)) }
}

interface JudgedUnit {
  readonly topic: string
  readonly queueId: number
  readonly queueOffset: number
  readonly physicalOffset: number
  readonly sizeBytes: number
}

function troubleOf(log: ByteSource, baseOffset: number, starts: Uint32Array, unit: JudgedUnit): Pick<IrregularUnit, 'code' | 'note'> | undefined {
  const position = unit.physicalOffset - baseOffset
  if (starts[firstWhere(0, starts.length, index => starts[index]! >= position)] !== position) return { code: 'queue-unit-misaligned', note: 'no-record' }
  const { view, bytes } = readWindow(log, position, unit.sizeBytes)
  const header = decodeRecordHeader(view, 0)
  if (header.kind !== 'message' || header.sizeBytes !== unit.sizeBytes) return { code: 'queue-unit-mismatched', note: 'size' }
  const tail = decodeRecordTail(bytes, view, 0, header)
  if (tail?.topic === unit.topic && header.queueId === unit.queueId && header.queueOffset === unit.queueOffset) return undefined
  const others = tail === undefined ? [] : dispatchedTo(decodeProperties(bytes, tail.propertiesAt, tail.propertiesBytes), header.queueId)
  const isMeant = others.some(({ topic, queueId, queueOffset }) => topic === unit.topic && queueId === unit.queueId && queueOffset === unit.queueOffset)
  return isMeant ? undefined : { code: 'queue-unit-mismatched', note: 'queue' }
}
