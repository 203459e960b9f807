import type { SegmentPicture, StoreSnapshot } from '../snapshot/snapshot'
import { mostOf } from '../range'
import { usedPercent } from './disks'
import type { RetentionReason, RetentionSurroundings, SegmentRetention } from './retention'
import type { RetentionSettings } from './settings'

const HOUR_MS = 3_600_000
/** A segment's time is that of its last flush, which may come a while after its last message. */
const TOLERANCE_MS = HOUR_MS

/** Most serious first. */
export function reasonsOf({ local, files }: StoreSnapshot, segments: readonly SegmentRetention[], settings: RetentionSettings, { configuration, disks, now }: RetentionSurroundings): RetentionReason[] {
  const keptBy = (by: SegmentRetention['keptBy']) => segments.filter(segment => segment.keptBy === by)
  const full = disks.filter(disk => usedPercent(disk) > settings.diskSpaceCleanForciblyRatio.value)
  const reasons: (RetentionReason | false)[] = [
    settings.unreadableDeleteWhen !== null && { code: 'delete-when-unreadable', facts: { entry: settings.unreadableDeleteWhen } },
    goesRegardless(segments, now),
    full.length > 0 && !settings.cleanFileForciblyEnable.value && { code: 'forcible-off', facts: { percent: usedPercent(full[0]!) } },
    resetTimes(local?.commitLog.segments ?? []),
    aheadOf(segments, now),
    counted('held-back', keptBy('earlier'), { path: keptBy('age')[0]?.path ?? '', until: keptBy('age')[0]?.dueTime ?? 0 }),
    counted('waits-for-hour', keptBy('hour'), { at: keptBy('hour')[0]?.goesAt ?? 0 }),
    counted('goes-at-any-hour', segments.filter(({ keptBy: by, dueTime }) => by === null && dueTime <= now), {}),
    counted('not-old-enough', keptBy('age'), { hours: settings.fileReservedTime.value, until: keptBy('age')[0]?.dueTime ?? 0 }),
    counted('never-the-last', keptBy('last'), { path: keptBy('last')[0]?.path ?? '' }),
    ...othersOn(disks, files),
    configuration.size === 0 && segments.length > 0 && { code: 'defaults-assumed', facts: {} },
  ]
  return reasons.filter(reason => reason !== false)
}

function counted(code: RetentionReason['code'], segments: readonly SegmentRetention[], facts: RetentionReason['facts']): RetentionReason | false {
  return segments.length > 0 && { code, facts: { segments: segments.length, bytes: bytesOf(segments), ...facts } }
}

/** Segments that are younger than `fileReservedTime` and go all the same, because the disk is so full. */
function goesRegardless(segments: readonly SegmentRetention[], now: number): RetentionReason | false {
  const going = segments.filter(({ keptBy, dueTime }) => keptBy === null && dueTime > now)
  return going.length > 0 && { code: 'goes-regardless', facts: { segments: going.length, bytes: bytesOf(going), below: segments[going.length]?.baseOffset ?? 0 } }
}

/** Files that were written to, copied or restored long after their newest message: their age begins there. */
function resetTimes(segments: readonly SegmentPicture[]): RetentionReason | false {
  const late = segments.slice(0, -1).flatMap(({ modifiedTime, lastStoreTimestamp, allocatedBytes }, at) => {
    const newest = lastStoreTimestamp ?? segments[at + 1]?.firstStoreTimestamp ?? null
    return newest !== null && modifiedTime > newest + TOLERANCE_MS ? [{ byMs: modifiedTime - newest, allocatedBytes }] : []
  })
  return late.length > 0 && { code: 'times-reset', facts: { segments: late.length, bytes: bytesOf(late), hours: Math.round(mostOf(late.map(({ byMs }) => byMs)) / HOUR_MS) } }
}

function aheadOf(segments: readonly SegmentRetention[], now: number): RetentionReason | false {
  const ahead = segments.filter(({ modifiedTime }) => modifiedTime > now + TOLERANCE_MS)
  return ahead.length > 0 && { code: 'times-ahead', facts: { segments: ahead.length, path: ahead[0]!.path, until: mostOf(ahead.map(({ modifiedTime }) => modifiedTime)) } }
}

/** What this store takes of each disk it is on. */
function othersOn(disks: RetentionSurroundings['disks'], files: StoreSnapshot['files']): RetentionReason[] {
  return [...Map.groupBy(disks, ({ device }) => device)].map(([device, [disk]]) => {
    const storeBytes = files.filter(file => file.device === device).reduce((sum, file) => sum + file.allocatedBytes, 0)
    return { code: 'disk-holds-others', facts: { path: disk!.path, storeBytes, usedBytes: disk!.usedBytes, sizeBytes: disk!.sizeBytes } }
  })
}

const bytesOf = (segments: readonly { readonly allocatedBytes: number }[]): number => segments.reduce((sum, { allocatedBytes }) => sum + allocatedBytes, 0)
