import { BLANK_BYTES } from '../formats/message-record'
import type { CommitLogPicture, TieredFlatFile } from '../snapshot/snapshot'
import type { Region } from '../readers/scan-units'

/** A region with what a unit that points into it is. `segment`: its number in the picture, where there is one. */
export interface LogRegion extends Region {
  readonly kind: 'below' | 'segment' | 'hole' | 'past'
  readonly segment: number | null
}

/** The commitlog as its units see it. A record leaves room for a blank in every segment but the active one, where it ends before the log does. */
export function regionsOfLog({ segments, minOffset, maxOffset }: Pick<CommitLogPicture, 'segments' | 'minOffset' | 'maxOffset'>): LogRegion[] {
  return regions(
    minOffset,
    maxOffset,
    segments.map(({ baseOffset, endOffset }, segment) => ({
      segment,
      start: baseOffset,
      end: Math.min(endOffset, maxOffset),
      recordsEnd: Math.min(endOffset - BLANK_BYTES, maxOffset),
    })),
  )
}

/** The log of a tiered queue from its first file with bytes on: segments without a blank, each as long as its file. */
export function regionsOfFlatFile({ segments, maxOffset }: TieredFlatFile): LogRegion[] {
  const present = segments.flatMap(({ baseOffset, sizeBytes, fileSizeBytes, last, state }, segment) => {
    const end = baseOffset + (last ? (fileSizeBytes ?? 0) : Math.min(sizeBytes, fileSizeBytes ?? 0))
    return state === 'ghost' || end <= baseOffset ? [] : [{ segment, start: baseOffset, end, recordsEnd: end }]
  })
  return regions(present[0]?.start ?? maxOffset, maxOffset, present)
}

function regions(minOffset: number, maxOffset: number, segments: readonly (Region & { readonly segment: number })[]): LogRegion[] {
  const found: LogRegion[] = []
  const reach = (start: number, kind: 'below' | 'hole'): void => {
    const from = found.at(-1)?.end ?? 0
    if (start > from) found.push({ kind, segment: null, start: from, end: start, recordsEnd: Infinity })
  }
  reach(minOffset, 'below')
  for (const segment of segments) {
    if (segment.start >= maxOffset || segment.end <= (found.at(-1)?.end ?? 0)) continue
    reach(segment.start, 'hole')
    found.push({ ...segment, kind: 'segment' })
  }
  reach(maxOffset, 'hole')
  return [...found, { kind: 'past', segment: null, start: found.at(-1)?.end ?? 0, end: Infinity, recordsEnd: Infinity }]
}
