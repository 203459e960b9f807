import type { SegmentPicture, StoreSnapshot, TieredFlatFile } from '../snapshot/snapshot'
import { LAST_MOMENT } from './clock'
import { type Disk, pressureOf } from './disks'
import { reasonsOf } from './reasons'
import type { Retention, RetentionSurroundings, SegmentRetention, TieredRetention } from './retention'
import { type RetentionSettings, retentionSettings } from './settings'

const HOUR_MS = 3_600_000

/** Follows the broker's cleaner (store-format A.14.4) through the log: oldest first, a batch at a time, up to the first that stays. */
export function foretellRetention(snapshot: StoreSnapshot, surroundings: RetentionSurroundings): Retention {
  const settings = retentionSettings(surroundings.configuration)
  const segments = retentionOf(snapshot.local?.commitLog.segments ?? [], settings, surroundings)
  return {
    settings,
    pressure: pressureOf(surroundings.disks, settings),
    segments,
    next: nextOf(segments),
    reasons: reasonsOf(snapshot, segments, settings, surroundings),
    tiered: tieredRetentionOf(snapshot, settings, surroundings.now),
  }
}

function retentionOf(segments: readonly SegmentPicture[], settings: RetentionSettings, { disks, clock, now }: RetentionSurroundings): SegmentRetention[] {
  const reserved = settings.fileReservedTime.value * HOUR_MS
  const rows = segments.map(({ path, baseOffset, allocatedBytes, modifiedTime }) => ({ path, baseOffset, allocatedBytes, modifiedTime, dueTime: Math.min(LAST_MOMENT, modifiedTime + reserved) }))
  const times = goingTimes(segments, rows, settings, { disks, clock, now })
  let isHeld = false
  return rows.map((row, at) => {
    const goesAt = times[at] ?? null
    // On a disk that is too full a segment goes before its time.
    const mayGo = row.dueTime <= now || (goesAt !== null && goesAt < row.dueTime)
    const isNext = goesAt !== null && goesAt <= now + settings.cleanResourceInterval.value * (at / settings.deleteFileBatchMax.value + 1)
    const keptBy =
      at === rows.length - 1 ? 'last' : isNext ? null : !mayGo ? 'age' : isHeld ? 'earlier' : settings.unreadableDeleteWhen === null ? 'hour' : 'unreadable-hours'
    isHeld ||= keptBy === 'age'
    return { ...row, goesAt, keptBy }
  })
}

/** When each segment goes but the last, oldest first; what does not go any more is left out. */
function goingTimes(segments: readonly SegmentPicture[], rows: readonly { readonly dueTime: number }[], settings: RetentionSettings, { disks, clock, now }: Omit<RetentionSurroundings, 'configuration'>): number[] {
  const cleanerRuns = (time: number): number | null => (settings.unreadableDeleteWhen === null ? time : clock.next(time, settings.deleteWhen.value))
  const times: number[] = []
  let left = disks
  let time = now
  while (times.length < rows.length - 1) {
    const { mode } = pressureOf(left, settings)
    const [first] = rows.slice(times.length)
    const from = mode === 'at-once' ? time : Math.max(time, first!.dueTime)
    const at = mode === 'at-hours' ? clock.next(from, settings.deleteWhen.value) : cleanerRuns(from)
    if (at === null) return times
    const candidates = rows.slice(times.length, Math.min(rows.length - 1, times.length + settings.deleteFileBatchMax.value))
    const young = mode === 'at-once' ? -1 : candidates.findIndex(({ dueTime }) => dueTime > at)
    const going = segments.slice(times.length, times.length + (young === -1 ? candidates.length : young))
    left = without(left, going)
    for (let count = going.length; count > 0; count -= 1) times.push(at)
    time = at + settings.cleanResourceInterval.value
  }
  return times
}

/** The disks once segments are gone from them: a segment lies on the disk of its directory. */
function without(disks: readonly Disk[], gone: readonly SegmentPicture[]): readonly Disk[] {
  const freed = new Map<string, number>()
  for (const { absolutePath, allocatedBytes } of gone) {
    const device = disks.filter(({ holds, path }) => holds === 'commitlog' && absolutePath.startsWith(`${path}/`)).sort((a, b) => b.path.length - a.path.length)[0]?.device
    if (device !== undefined) freed.set(device, (freed.get(device) ?? 0) + allocatedBytes)
  }
  return disks.map(disk => ({ ...disk, usedBytes: disk.usedBytes - (freed.get(disk.device) ?? 0), freeBytes: disk.freeBytes + (freed.get(disk.device) ?? 0) }))
}

function nextOf(segments: readonly SegmentRetention[]): Retention['next'] {
  const at = segments[0]?.goesAt
  if (at === undefined || at === null) return null
  const going = segments.filter(({ goesAt }) => goesAt !== null && goesAt < at + HOUR_MS)
  return { at, segments: going.length, bytes: going.reduce((sum, { allocatedBytes }) => sum + allocatedBytes, 0) }
}

/**
 * `FlatAppendFile.destroyExpiredFile`, hourly: by the times in the metadata; a file without messages counts as expired (store-format B.10).
 * A topic's own reserve.time comes before the broker's.
 */
function tieredRetentionOf({ tiered }: StoreSnapshot, { tieredStoreFileReservedTime, tieredStoreDeleteFileEnable }: RetentionSettings, now: number): TieredRetention | null {
  if (tiered === undefined) return null
  const hours = tieredStoreFileReservedTime.value
  const ownHours = new Map(tiered.ownTimes.map(own => [own.topic, own.hours]))
  const expired = ({ segments }: TieredFlatFile, keptHours: number): TieredFlatFile['segments'] => {
    const kept = segments.findIndex(({ endTimestamp }) => endTimestamp !== null && endTimestamp >= now - keptHours * HOUR_MS)
    return segments.slice(0, kept === -1 ? undefined : kept)
  }
  const due = [
    ...tiered.queues.flatMap(({ topic, commitLog, consumeQueue }) => [commitLog, consumeQueue].flatMap(file => expired(file, ownHours.get(topic) ?? hours))),
    ...(tiered.index === null ? [] : expired(tiered.index, hours)),
  ]
  return { isDeleting: tieredStoreDeleteFileEnable.value, hours, ownTimes: tiered.ownTimes, segments: due.length, bytes: due.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }
}
