import type { StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { extentOf, UNIT_BYTES } from '../formats/consume-queue-unit'
import { toHex } from '../formats/hex'
import { advance, queueOffset } from '../offsets'
import { range } from '../range'
import { UnitColumn, type ColumnEntry, type ColumnFile } from '../readers/unit-column'
import { firstWhere, openUnitFile } from '../readers/unit-file'
import { withSource } from './commit-log'
import type { TieredFlatFile, TieredQueuePicture, TieredSegmentPicture } from './snapshot'

type Irregular = TieredQueuePicture['irregular'][number]

/** So many slots without a unit are looked through at either end: at the head of more there is none, the tail of more is taken for one stretch. */
const MOST_ODD_SLOTS = 65_536

/**
 * The units of a tiered queue, over its segments. At both ends of a segment what is no unit is left out and told: a tiered
 * queue has neither zeros nor filler.
 */
export function readColumn(files: StoreFiles, { segments }: TieredFlatFile, irregular: Irregular[]): UnitColumn {
  return new UnitColumn(
    segments.flatMap(segment => {
      try {
        return readSegment(files, segment, irregular)
      } catch (error) {
        if (error instanceof Failure) return []
        throw error
      }
    }),
  )
}

function readSegment(files: StoreFiles, segment: TieredSegmentPicture, irregular: Irregular[]): ColumnFile[] {
  const bytes = segment.last ? (segment.fileSizeBytes ?? 0) : Math.min(segment.sizeBytes, segment.fileSizeBytes ?? 0)
  const slots = Math.floor(bytes / UNIT_BYTES)
  if (segment.state === 'ghost' || slots === 0) return []
  const base = queueOffset(Math.floor(segment.baseOffset / UNIT_BYTES))
  const readFrom = (slot: number): ColumnFile['read'] => use =>
    withSource(files, segment.absolutePath, source => {
      const units = openUnitFile(source)
      return use((index): ColumnEntry | undefined => {
        const unit = units.unitAt(slot + index)
        return unit.kind === 'message' ? { physical: extentOf(unit), queue: range(advance(base, slot + index), advance(base, slot + index + 1)) } : undefined
      })
    })
  const found = withSource(files, segment.absolutePath, source => {
    const units = openUnitFile(source)
    const isUnit = (slot: number): boolean => units.unitAt(slot).kind === 'message'
    let from = 0
    while (from < slots && !isUnit(from)) from = from < MOST_ODD_SLOTS ? from + 1 : slots
    let to = slots
    while (to > from && !isUnit(to - 1)) to = slots - to < MOST_ODD_SLOTS ? to - 1 : firstWhere(from, slots, slot => !isUnit(slot))
    for (const [start, end] of [[0, from], [to, slots]] as const)
      if (start < end)
        irregular.push({
          code: 'tiered-record-mismatch',
          path: segment.path,
          at: start * UNIT_BYTES,
          hex: toHex(units.bytesAt(start)),
          note: `unit-${units.unitAt(start).kind}`,
          queueOffsets: range(advance(base, start), advance(base, end)),
        })
    return { from, to }
  })
  const read = readFrom(found.from)
  const count = found.to - found.from
  const [first, last] = count === 0 ? [] : read(entryAt => [entryAt(0), entryAt(count - 1)])
  return first === undefined || last === undefined ? [] : [{ count, first, last, read }]
}
