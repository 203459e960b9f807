import { physicalOffset, type PhysicalOffset } from '../offsets'
import { range, type Range } from '../range'
import type { LocalSnapshot, TieredQueuePicture } from '../snapshot/snapshot'

/** One file of a log, with the stretch of physical offsets it holds. */
export interface LogFile {
  readonly path: string
  readonly absolutePath: string
  readonly offsets: Range<PhysicalOffset>
  /** Store time of its first record; null when that is not known, as of tiered files, whose metadata may be wrong about it. */
  readonly firstStored: number | null
}

/** A log of records as files: the commitlog, or the one that a tiered queue has for itself. */
export interface Log {
  readonly side: 'local' | 'tiered'
  /** The queue whose log it is; undefined for the commitlog, which all share. */
  readonly queue: { readonly topic: string; readonly queueId: number } | undefined
  /** First kept byte, one past the last valid record. */
  readonly kept: Range<PhysicalOffset>
  readonly holes: readonly Range<PhysicalOffset>[]
  /** Ascending. Also what lies behind the end: recovery may want it. */
  readonly files: readonly LogFile[]
}

export function localLog({ commitLog }: LocalSnapshot): Log {
  return {
    side: 'local',
    queue: undefined,
    kept: range(commitLog.minOffset, commitLog.maxOffset),
    holes: commitLog.holes,
    files: commitLog.segments
      .filter(({ state }) => state !== 'unreadable')
      .map(({ path, absolutePath, baseOffset, sizeBytes, firstStoreTimestamp }) => ({
        path, absolutePath, offsets: range(baseOffset, physicalOffset(baseOffset + sizeBytes)), firstStored: firstStoreTimestamp,
      })),
  }
}

export function tieredLog({ topic, queueId, commitLog }: TieredQueuePicture): Log {
  return {
    side: 'tiered',
    queue: { topic, queueId },
    kept: range(physicalOffset(commitLog.minOffset), physicalOffset(commitLog.maxOffset)),
    holes: commitLog.holes.map(({ start, end }) => range(physicalOffset(start), physicalOffset(end))),
    files: commitLog.segments.flatMap(({ path, absolutePath, baseOffset, fileSizeBytes, state }) =>
      state === 'ghost' || state === 'stray' || fileSizeBytes === null 
        ? []
        : [{ path, absolutePath, offsets: range(physicalOffset(baseOffset), physicalOffset(baseOffset + fileSizeBytes)), firstStored: null }],
    ),
  }
}

export const fileAt = ({ files }: Log, offset: PhysicalOffset): LogFile | undefined =>
  files.findLast(({ offsets }) => offset >= offsets.start && offset < offsets.end)
