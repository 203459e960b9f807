import type { PhysicalOffset } from '../offsets'
import { firstWhere } from '../readers/unit-file'
import type { LocalSnapshot, SegmentPicture } from '../snapshot/snapshot'
import { doomedIndexFiles, doomedQueueFiles } from './doomed'
import type { Blocker, CleanupPlan, Cut, Repair } from './plan'
import { blocker } from './planning'

/** Where the local log will begin: always the base of an existing segment, never behind the active one. */
export interface ChosenCut {
  readonly newMin: PhysicalOffset
  readonly kept: CleanupPlan['kept']
  readonly blockers: readonly Blocker[]
}

export function chooseCut(local: LocalSnapshot, cut: Cut): ChosenCut {
  const { segments, minOffset } = local.commitLog
  const activeIndex = Math.max(0, segments.findLastIndex(segment => segment.state === 'active'))
  const active = segments[activeIndex]
  if (active === undefined) return { newMin: minOffset, kept: [], blockers: [blocker('would-empty-log', { segments: 0 })] }
  const droppable = segments.slice(0, activeIndex)
  const stopAt = (count: number): PhysicalOffset => segments[count]!.baseOffset
  /** What was asked for needs the active segment, which is never touched. */
  const pastActive = (facts: Blocker['facts']): ChosenCut => ({
    newMin: active.baseOffset,
    kept: [{ path: active.path, reason: 'active-segment' }],
    blockers: [blocker('would-touch-active-segment', { activeBaseOffset: active.baseOffset, ...facts }, active.path)],
  })

  switch (cut.kind) {
    case 'repair': {
      const end = damagedEnd(local, cut) ?? minOffset
      const count = segments.findIndex(segment => segment.baseOffset >= end)
      return count === -1 || count > activeIndex ? pastActive({ requested: end }) : { newMin: stopAt(count), kept: [], blockers: [] }
    }
    case 'dangling':
      return { newMin: minOffset, kept: [], blockers: [] }
    case 'keep-from': {
      const { physicalOffset: asked } = cut
      if (asked >= active.endOffset) return pastActive({ requested: asked })
      const at = Math.max(0, segments.findLastIndex(segment => segment.baseOffset <= asked))
      const kept = segments[at]!
      return { newMin: stopAt(at), kept: asked > kept.baseOffset ? [{ path: kept.path, reason: kept === active ? 'active-segment' : 'straddles-the-cut' }] : [], blockers: [] }
    }
    case 'before': {
      const count = droppable.findIndex((segment, index) => !isOlder(segment, segments[index + 1], cut.time))
      if (count !== -1) return { newMin: stopAt(count), kept: [], blockers: [] }
      const activeIsOld = active.lastStoreTimestamp !== null && active.lastStoreTimestamp < cut.time
      return { newMin: active.baseOffset, kept: activeIsOld ? [{ path: active.path, reason: 'active-segment' }] : [], blockers: [] }
    }
    case 'free': {
      const count = firstWhere(0, activeIndex + 1, index => allocatedBelow(local, stopAt(index)) >= cut.sizeBytes)
      if (count <= activeIndex) return { newMin: stopAt(count), kept: [], blockers: [] }
      return pastActive({ requested: cut.sizeBytes, available: allocatedBelow(local, active.baseOffset) })
    }
  }
}

/**
 * Where the last of the damage ends that a repair cuts away with everything below it; undefined when there is none. The
 * active segment and what lies behind it never go, whatever their size.
 */
export function damagedEnd({ commitLog: { segments, holes } }: LocalSnapshot, { code }: Repair): number | undefined {
  if (code === 'commitlog-hole') return holes.at(-1)?.end
  const beforeActive = segments.slice(0, Math.max(0, segments.findLastIndex(segment => segment.state === 'active')))
  return code === 'commitlog-wrong-size' ? beforeActive.findLast(segment => segment.state === 'wrong-size')?.endOffset : undefined
}

/** Store times never go back along a log: what the next segment begins with bounds what this one ends with. */
function isOlder(segment: SegmentPicture, next: SegmentPicture | undefined, time: number): boolean {
  const newest = segment.lastStoreTimestamp ?? next?.firstStoreTimestamp ?? null
  return newest !== null && newest < time
}

/** Bytes on disk that a cut at `newMin` sets aside: segments, and the queue and index files that go with them. */
export function allocatedBelow(local: LocalSnapshot, newMin: number): number {
  const sum = (files: readonly { readonly allocatedBytes: number }[]): number => files.reduce((bytes, file) => bytes + file.allocatedBytes, 0)
  return (
    sum(local.commitLog.segments.filter(segment => segment.baseOffset < newMin)) +
    local.queues.reduce((bytes, queue) => bytes + sum(doomedQueueFiles(queue, newMin).files), 0) +
    sum(doomedIndexFiles(local.index, newMin).files)
  )
}

