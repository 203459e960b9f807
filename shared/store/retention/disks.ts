import type { RetentionSettings } from './settings'

/** A file system of the store, as the broker measures it. Bytes. */
export interface Disk {
  /** A directory of the store on it. */
  readonly path: string
  /** What holds messages decides by its emptiest path, what holds queues by itself. */
  readonly holds: 'commitlog' | 'consumequeue'
  readonly device: string
  readonly sizeBytes: number
  /** Taken by files, whosever they are. */
  readonly usedBytes: number
  /** What a user without privileges can still write. */
  readonly freeBytes: number
}

/** `df`'s percentage, rounded up (`UtilAll.getDiskPartitionSpaceUsedPercent`): what a reserve of the superuser takes is neither used nor free. */
export function usedPercent({ usedBytes, freeBytes }: Pick<Disk, 'usedBytes' | 'freeBytes'>): number {
  const all = usedBytes + freeBytes
  return all === 0 ? 0 : Math.ceil((usedBytes * 100) / all)
}

/**
 * How a broker cleans with its disks so full:
 * `at-hours`: what is old enough, in the hours of `deleteWhen`; `any-hour`: what is old enough; `at-once`: the oldest, however young
 */
export type CleaningMode = 'at-hours' | 'any-hour' | 'at-once'

export interface Pressure {
  readonly mode: CleaningMode
  /** The broker takes no message any more. */
  readonly refusesMessages: boolean
  /** The disk that decides, where it is one. */
  readonly disk: { readonly path: string; readonly percent: number } | null
}

/** As `CleanCommitLogService.isSpaceToDelete`: the emptiest of the log's paths, then the queues' disk. */
export function pressureOf(disks: readonly Disk[], settings: RetentionSettings): Pressure {
  const measured = disks.map(disk => ({ path: disk.path, holds: disk.holds, percent: usedPercent(disk) }))
  const log = measured.filter(({ holds }) => holds === 'commitlog').sort((a, b) => a.percent - b.percent)[0]
  const deciding = [log, ...measured.filter(({ holds }) => holds === 'consumequeue')].filter(disk => disk !== undefined)
  const above = (setting: { readonly value: number }) => deciding.find(({ percent }) => percent > setting.value)
  const forced = above(settings.diskSpaceCleanForciblyRatio) ?? above(settings.diskSpaceWarningLevelRatio)
  const full = above(settings.diskSpaceWarningLevelRatio)
  const early = forced ?? above(settings.diskMaxUsedSpaceRatio)
  const isForced = forced !== undefined && settings.cleanFileForciblyEnable.value
  return { mode: isForced ? 'at-once' : early === undefined ? 'at-hours' : 'any-hour', refusesMessages: full !== undefined, disk: full ?? early ?? log ?? null }
}
