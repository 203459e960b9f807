import { lengthOf, range } from '../range'
import type { TieredFlatFile, TieredSegmentPicture } from '../snapshot/snapshot'
import type { Finding, FindingSubject } from './finding'
import { newFinding } from './new-finding'

type FileType = 'COMMIT_LOG' | 'CONSUME_QUEUE' | 'INDEX'

/** Store-format T3 and T4 for one flat file: rows that leave a gap, rows without their bytes, rows of another size. */
export function checkFlatFile(fileType: FileType, { holes, segments }: TieredFlatFile, subject: FindingSubject): Finding[] {
  return [
    ...holes.map(hole => newFinding('tiered-hole', { fileType, bytes: lengthOf(hole) }, { subject, ...placeIn(fileType, hole.start, hole.end) })),
    ...ghostRuns(segments).map(run => ghostFinding(fileType, run, segments, subject)),
    ...segments
      .filter(segment => segment.state === 'size-mismatch')
      .map(({ path, sizeBytes, fileSizeBytes, last, baseOffset }) =>
        newFinding(
          'tiered-size-mismatch',
          { fileType, rowBytes: sizeBytes, fileBytes: fileSizeBytes ?? 0, isLast: last ? 1 : 0 },
          // The last row is written after its file: it may lag, and the broker takes the file's length.
          { ...(last ? { severity: 'info' } : {}), subject: { ...subject, path }, ...placeIn(fileType, baseOffset, baseOffset + Math.max(sizeBytes, fileSizeBytes ?? 0)) },
        ),
      ),
  ]
}

/** A consume queue's place is told in queue offsets, 20 bytes each; everything else in bytes of its own flat file. */
function placeIn(fileType: FileType, start: number, end: number): Pick<Finding, 'range' | 'rangeKind'> {
  if (fileType === 'CONSUME_QUEUE') return { range: range(Math.floor(start / 20), Math.ceil(end / 20)), rangeKind: 'queue-offset' }
  return { range: range(start, end), rangeKind: fileType === 'COMMIT_LOG' ? 'physical-offset' : 'byte' }
}

type Ghosts = readonly [TieredSegmentPicture, ...TieredSegmentPicture[]]

function ghostRuns(segments: readonly TieredSegmentPicture[]): Ghosts[] {
  const runs: [TieredSegmentPicture, ...TieredSegmentPicture[]][] = []
  for (const [index, segment] of segments.entries()) {
    if (segment.state !== 'ghost') continue
    const current = runs.at(-1)
    if (current !== undefined && segments[index - 1]?.state === 'ghost') current.push(segment)
    else runs.push([segment])
  }
  return runs
}

function ghostFinding(fileType: FileType, run: Ghosts, segments: readonly TieredSegmentPicture[], subject: FindingSubject): Finding {
  const [first] = run
  const last = run.at(-1) ?? first
  const rowBytes = run.reduce((sum, segment) => sum + segment.sizeBytes, 0)
  const place = last.last ? 'last' : first === segments[0] ? 'head' : 'middle'
  return newFinding(
    'tiered-ghost',
    { fileType, rowBytes, place, lastPath: last.path },
    { subject: { ...subject, path: first.path }, ...placeIn(fileType, first.baseOffset, last.baseOffset + last.sizeBytes), count: run.length },
  )
}
