import { readInt64 } from './int64'

/**
 * The `checkpoint` file. Mirrors org.apache.rocketmq.store.StoreCheckpoint; 4096 bytes, a missing or short file reads as 0.
 *
 *   at   bytes  field
 *    0   8      store time of the newest flushed record, ms
 *    8   8      store time of the newest flushed unit
 *   16   8      store time of the newest flushed index entry
 *   24   8      master's flushed offset
 *   32   8      confirmed physical offset
 */
export interface Checkpoint {
  readonly physicMsgTimestamp: number
  readonly logicsMsgTimestamp: number
  readonly indexMsgTimestamp: number
  readonly masterFlushedOffset: number
  readonly confirmPhyOffset: number
}

/** @returns undefined when `view` is too short or holds times no clock shows */
export function decodeCheckpoint(view: DataView): Checkpoint | undefined {
  if (view.byteLength < 40) return undefined
  const [physicMsgTimestamp, logicsMsgTimestamp, indexMsgTimestamp, masterFlushedOffset, confirmPhyOffset] = [0, 8, 16, 24, 32].map(at =>
    readInt64(view, at),
  ) as [number, number, number, number, number]
  if (Number.isNaN(physicMsgTimestamp + logicsMsgTimestamp + indexMsgTimestamp)) return undefined
  return { physicMsgTimestamp, logicsMsgTimestamp, indexMsgTimestamp, masterFlushedOffset, confirmPhyOffset }
}
