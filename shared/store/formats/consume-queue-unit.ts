import { physicalOffset, type PhysicalOffset } from '../offsets'
import type { Range } from '../range'
import { range } from '../range'

/**
 * One unit of a consume queue, local or tiered. Mirrors org.apache.rocketmq.store.ConsumeQueue.
 *
 *   at   bytes  field
 *    0   8      physical offset of the message in the commitlog
 *    8   4      message size, the whole record
 *   12   8      tags code: hash of the tags, a delivery time, or an ext address
 */
export const UNIT_BYTES = 20

/** The size field of the filler that the broker itself writes before a queue's first unit. */
const PRE_BLANK_SIZE = 0x7fffffff

export type Unit =
  | { readonly kind: 'message'; readonly physicalOffset: PhysicalOffset; readonly sizeBytes: number; readonly tagsCode: bigint }
  | { readonly kind: 'pre-blank' }
  | { readonly kind: 'unwritten' }
  /** Negative or impossible offset or size: recovery stops here. */
  | { readonly kind: 'invalid' }

export function decodeUnit(view: DataView, at: number): Unit {
  const high = view.getInt32(at)
  const low = view.getUint32(at + 4)
  const sizeBytes = view.getInt32(at + 8)
  if (high === 0 && low === 0) {
    const tagsHigh = view.getInt32(at + 12)
    const tagsLow = view.getInt32(at + 16)
    if (tagsHigh === 0 && tagsLow === 0) {
      if (sizeBytes === 0) return { kind: 'unwritten' }
      if (sizeBytes === PRE_BLANK_SIZE) return { kind: 'pre-blank' }
    }
  }
  const offset = high * 4_294_967_296 + low
  if (high < 0 || sizeBytes <= 0 || !Number.isSafeInteger(offset + sizeBytes)) return { kind: 'invalid' }
  return { kind: 'message', physicalOffset: physicalOffset(offset), sizeBytes, tagsCode: view.getBigInt64(at + 12) }
}

/** The bytes of the commitlog a unit stands for. */
export const extentOf = (unit: { readonly physicalOffset: PhysicalOffset; readonly sizeBytes: number }): Range<PhysicalOffset> =>
  range(unit.physicalOffset, physicalOffset(unit.physicalOffset + unit.sizeBytes))
