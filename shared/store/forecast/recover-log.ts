import { physicalOffset, type PhysicalOffset } from '../offsets'
import { step } from '../progress'
import { checksumOf, RecordScanner, type WalkEnd } from '../readers/scan-records'
import { withSource } from '../snapshot/commit-log'
import { beginsBeforeCheckpoint, type RecoverLog, type RecoverLogInput } from '../snapshot/log-recovery'
import type { SegmentPicture } from '../snapshot/snapshot'

/**
 * Follows the broker through the log at its start. Mirrors CommitLog.recoverNormally and recoverAbnormally: every record from the
 * segment chosen on, its body's checksum included, a blank leads to the next file in the list whether one is missing or not, and the
 * first thing that is no record ends the log.
 */
export const recoverLog: RecoverLog = input => {
  const { segments } = input
  if (segments.length === 0 || segments.some(({ state }) => state === 'wrong-size' || state === 'unreadable')) return undefined
  const first = firstRead(input)
  for (let index = first; ; index += 1) {
    const segment = segments[index]
    const from = segments[first]
    if (segment === undefined || from === undefined) return undefined
    step(input.watch, 'reading-as-broker', index - first, segments.length - first)
    const end = endOfRecords(input, segment)
    if (end.kind === 'blank' && index + 1 < segments.length) continue
    return { from: from.path, endsIn: segment.path, end: physicalOffset(segment.baseOffset + end.position), reason: end.kind === 'damage' ? end.reason : end.kind }
  }
}

/** Which segment a start reads first: versions differ (store-format H5). */
function firstRead({ segments, crashedAfter, indexedEnd, rules, files }: RecoverLogInput): number {
  const newest = segments.length - 1
  if (crashedAfter === undefined && rules.cleanStartReads === 'last-three') return Math.max(0, newest - 2)
  const oldest = Math.max(0, segments.length - rules.looksBackSegments)
  const isReached = (segment: SegmentPicture): boolean =>
    crashedAfter === undefined ? segment.baseOffset <= indexedEnd && beginsWithRecord(files, segment) : beginsBeforeCheckpoint(segment, crashedAfter)
  for (let index = newest; index > oldest; index -= 1) {
    const segment = segments[index]
    if (segment !== undefined && isReached(segment)) return index
  }
  return oldest
}

function beginsWithRecord(files: RecoverLogInput['files'], { absolutePath, baseOffset, firstStoreTimestamp }: SegmentPicture): boolean {
  if (firstStoreTimestamp === null || firstStoreTimestamp === 0) return false
  return withSource(files, absolutePath, source => new RecordScanner(source, { baseOffset, checksum: checksumOf(source) }).next())
}

function endOfRecords({ files, watch }: RecoverLogInput, { absolutePath, baseOffset }: { readonly absolutePath: string; readonly baseOffset: PhysicalOffset }): WalkEnd {
  return withSource(files, absolutePath, source => {
    const scanner = new RecordScanner(source, { baseOffset, checksum: checksumOf(source) })
    for (let seen = 1; scanner.next(); seen += 1) if (seen % 4096 === 0) step(watch, 'reading-as-broker', scanner.position, source.sizeBytes)
    return scanner.end ?? { kind: 'end-of-file', position: scanner.position }
  })
}
