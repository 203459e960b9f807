import type { Checkpoint } from '../formats/checkpoint'
import { writeInt64, zeros } from './int64'

/** The `checkpoint` file, 4096 bytes; the layout is in `formats/checkpoint`. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const { bytes, view } = zeros(4096)
  writeInt64(view, 0, checkpoint.physicMsgTimestamp)
  writeInt64(view, 8, checkpoint.logicsMsgTimestamp)
  writeInt64(view, 16, checkpoint.indexMsgTimestamp)
  writeInt64(view, 24, checkpoint.masterFlushedOffset)
  writeInt64(view, 32, checkpoint.confirmPhyOffset)
  return bytes
}
