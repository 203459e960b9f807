import { nameOf, parentOf } from '../bytes/store-files'
import { lengthOf, overlaps, range } from '../range'
import type { CommitLogPicture, LocalSnapshot, SegmentPicture, StorePicture } from '../snapshot/snapshot'
import type { Finding } from './finding'
import { checkStrays } from './check-strays'
import { newFinding } from './new-finding'
import { unreadFiles } from './unread-files'
import { keepsLogElsewhere } from './check-layout'

/** Store-format L1 to L5 as far as names, sizes, first records and the active segment tell. */
export function checkCommitLog({ store, local }: StorePicture): Finding[] {
  if (local === undefined || keepsLogElsewhere(store)) return []
  const log = local.commitLog
  return [
    ...checkEmpty(local),
    ...checkHoles(log),
    ...checkSizes(log),
    ...checkStrays(local, 'commitlog'),
    ...log.segments.flatMap(segment => checkFirstRecord(segment)),
    ...checkEnd(log),
    ...unreadFiles(log.segments.filter(segment => segment.state === 'unreadable')),
  ]
}

/** A store that never held a message has no queue either: nothing to lose there. */
function checkEmpty({ commitLog, queues }: LocalSnapshot): Finding[] {
  const queueFiles = queues.reduce((sum, queue) => sum + queue.files.length, 0)
  if (commitLog.segments.length > 0 || queueFiles === 0) return []
  return [newFinding('commitlog-empty', { queues: queues.length, queueFiles }, { subject: { side: 'local', path: nameOf(commitLog.directories[0] ?? 'commitlog') } })]
}

/** A segment that cannot be read is no hole: it is there, and `not-read` says so. */
function checkHoles(log: CommitLogPicture): Finding[] {
  const unreadable = log.segments.filter(segment => segment.state === 'unreadable').map(segment => range<number>(segment.baseOffset, segment.endOffset))
  return log.holes.flatMap(hole => without(hole, unreadable)).map(hole =>
    newFinding(
      'commitlog-hole',
      { bytes: lengthOf(hole), logMinOffset: log.minOffset, logMaxOffset: log.maxOffset },
      {
        subject: { side: 'local' },
        range: hole,
        rangeKind: 'physical-offset',
        count: log.segmentSizeBytes === null ? 1 : Math.max(1, Math.round(lengthOf(hole) / log.segmentSizeBytes)),
      },
    ),
  )
}

/** What is left of a range without some others, ascending. */
function without(whole: { readonly start: number; readonly end: number }, taken: readonly { readonly start: number; readonly end: number }[]): { start: number; end: number }[] {
  let left = [{ start: whole.start, end: whole.end }]
  for (const part of taken)
    left = left.flatMap(piece =>
      overlaps(piece, part) ? [range(piece.start, Math.min(piece.end, part.start)), range(Math.max(piece.start, part.end), piece.end)].filter(rest => lengthOf(rest) > 0) : [piece],
    )
  return left
}

function checkSizes({ segments, segmentSizeBytes, configuredSegmentSizeBytes }: CommitLogPicture): Finding[] {
  if (segmentSizeBytes === null) return []
  const differing = segments
    .filter(segment => segment.state === 'wrong-size')
    .map(({ path, sizeBytes }) =>
      newFinding('commitlog-wrong-size', { sizeBytes, expectedBytes: segmentSizeBytes, expectedFrom: 'other-files' }, { subject: { side: 'local', path } }),
    )
  const first = segments[0]
  if (first === undefined || configuredSegmentSizeBytes === null || configuredSegmentSizeBytes === segmentSizeBytes) return differing
  const asConfigured = newFinding(
    'commitlog-wrong-size',
    { sizeBytes: segmentSizeBytes, expectedBytes: configuredSegmentSizeBytes, expectedFrom: 'broker.conf' },
    { subject: { side: 'local', path: parentOf(first.path) }, count: segments.length },
  )
  return [asConfigured, ...differing]
}

/** A segment behind which the log goes on must begin with a record. How far the damage reaches only reading on can tell. */
function checkFirstRecord({ damage, path, endOffset }: SegmentPicture): Finding[] {
  if (damage === null) return []
  return [
    newFinding(
      'record-corrupt',
      { reason: damage.reason, endIsKnown: 0, isActive: 0 },
      { subject: { side: 'local', path }, range: range(damage.at, endOffset), rangeKind: 'physical-offset', evidence: { path, at: 0, hex: damage.hex } },
    ),
  ]
}

function checkEnd({ end, segments }: CommitLogPicture): Finding[] {
  if (end.kind !== 'damage') return []
  const segment = segments.find(({ path }) => path === end.path)
  const place = {
    subject: { side: 'local', path: end.path },
    rangeKind: 'physical-offset',
    evidence: { path: end.path, at: end.at - (segment?.baseOffset ?? end.at), hex: end.hex },
  } as const
  if (end.resumesAt !== null)
    return [newFinding('record-corrupt', { reason: end.reason, endIsKnown: 1, isActive: 1 }, { ...place, range: range(end.at, end.resumesAt) })]
  return [newFinding('log-end-cut', { reason: end.reason }, { ...place, range: range(end.at, segment?.endOffset ?? end.at) })]
}
