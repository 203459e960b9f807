import type { StoreFiles } from '../bytes/store-files'
import type { InvalidReason } from '../formats/message-record'
import type { PhysicalOffset } from '../offsets'
import type { Watch } from '../progress'
import type { BrokerRules } from './broker-rules'
import type { SegmentPicture } from './snapshot'

/** How a broker's start reads the end of the log. A quick look knows the active segment alone; a forecast follows the broker through all it reads. */
export interface LogRecovery {
  /** The first segment it reads, and the one in which it ends the log. */
  readonly from: string
  readonly endsIn: string
  readonly end: PhysicalOffset
  /** What stands there. */
  readonly reason: 'unwritten' | 'blank' | 'end-of-file' | InvalidReason
}

export interface RecoverLogInput {
  readonly files: StoreFiles
  readonly segments: readonly SegmentPicture[]
  /** Where the newest indexed record ends, over all queues. */
  readonly indexedEnd: PhysicalOffset
  /** Up to which store time the checkpoint calls everything safe; undefined after a clean stop. */
  readonly crashedAfter: number | undefined
  readonly rules: BrokerRules
  readonly watch: Watch
}

/** Undefined where there is nothing to recover: no segment, or one that stops the start. */
export type RecoverLog = (input: RecoverLogInput) => LogRecovery | undefined

/** A margin the broker keeps before the times of its checkpoint. */
const CHECKPOINT_MARGIN_MS = 3000

/** Whether everything before a segment was safe when the broker crashed: recovery begins there at the latest. */
export const beginsBeforeCheckpoint = ({ firstStoreTimestamp }: Pick<SegmentPicture, 'firstStoreTimestamp'>, crashedAfter: number): boolean =>
  firstStoreTimestamp !== null && firstStoreTimestamp > 0 && firstStoreTimestamp <= Math.max(0, crashedAfter - CHECKPOINT_MARGIN_MS)
