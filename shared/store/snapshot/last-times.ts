import type { StoreFiles } from '../bytes/store-files'
import { physicalOffset } from '../offsets'
import { walkSegment } from '../readers/walk-segment'
import type { UnitColumn } from '../readers/unit-column'
import { storeTimeOf, withSource } from './commit-log'
import type { SegmentPicture } from './snapshot'

const QUEUES_ASKED = 8
/** A walk longer than this is not a quick look any more; the time stays unknown then. */
const LONGEST_WALK_BYTES = 4 << 20

/**
 * When the newest record of each full segment was stored. The busiest queues tell where a record near the segment's end
 * begins; from there the chain is followed to its closing blank, so no segment is read whole.
 */
export function withLastTimes(files: StoreFiles, segments: readonly SegmentPicture[], columns: readonly UnitColumn[]): SegmentPicture[] {
  const busiest = columns
    .map(column => ({ column, units: column.files.reduce((sum, file) => sum + file.count, 0) }))
    .sort((a, b) => b.units - a.units)
    .slice(0, QUEUES_ASKED)
    .map(({ column }) => column)
  return segments.map(segment => {
    if (segment.state !== 'full' || segment.lastStoreTimestamp !== null || segment.damage !== null) return segment
    const near = busiest.reduce((latest, column) => Math.max(latest, lastStartBelow(column, segment.endOffset)), segment.baseOffset as number)
    if (segment.endOffset - near > LONGEST_WALK_BYTES) return segment
    const lastStoreTimestamp = withSource(files, segment.absolutePath, source => {
      let last: number | null = null
      const end = walkSegment(source, {
        baseOffset: segment.baseOffset,
        from: near - segment.baseOffset,
        verifyBodies: false,
        visit: record => void (last = storeTimeOf(record.header)),
      })
      return end.kind === 'damage' ? null : last
    })
    return { ...segment, lastStoreTimestamp }
  })
}

const lastStartBelow = (column: UnitColumn, end: number): number =>
  column.entryBefore(column.firstWhere(entry => entry.physical.start >= end))?.physical.start ?? physicalOffset(-1)
