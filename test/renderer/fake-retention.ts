import type { RetentionDocument } from '../../shared/contract/retention'

const byDefault = <T>(value: T) => ({ value, from: 'default' as const })
const GiB = 1024 ** 3

/** A disk with room and two segments, the first of which waits for the hour of deleteWhen, changed in what a test is about. */
export function fakeRetention(changes: Partial<RetentionDocument> = {}): RetentionDocument {
  return {
    schema: 'retention/1', timeZone: 'Asia/Shanghai', now: 0,
    settings: {
      fileReservedTime: { value: 48, from: 'broker.conf' }, deleteWhen: byDefault([4]), unreadableDeleteWhen: null, diskMaxUsedSpaceRatio: byDefault(75), diskSpaceCleanForciblyRatio: byDefault(85),
      diskSpaceWarningLevelRatio: byDefault(90), cleanFileForciblyEnable: byDefault(true), deleteFileBatchMax: byDefault(10), cleanResourceInterval: byDefault(10_000),
      tieredStoreFileReservedTime: byDefault(72), tieredStoreDeleteFileEnable: byDefault(true),
    },
    disks: [{ path: '/data/store/commitlog', holds: 'commitlog', device: '1', sizeBytes: 100 * GiB, usedBytes: 50 * GiB, freeBytes: 50 * GiB, usedPercent: 50 }],
    pressure: { mode: 'at-hours', refusesMessages: false, disk: { path: '/data/store/commitlog', percent: 50 }, message: 'The disk is 50 % full.' },
    next: { at: 0, segments: 1, bytes: GiB },
    reasons: [{ code: 'waits-for-hour', message: '1 segment waits for 04:00.' }, { code: 'never-the-last', message: 'The newest is never deleted.' }, { code: 'disk-holds-others', message: 'Others take 40 GB.' }],
    segments: [
      { path: 'commitlog/0', baseOffset: 0, allocatedBytes: GiB, modifiedTime: 0, dueTime: 0, goesAt: 0, keptBy: 'hour' },
      { path: 'commitlog/1', baseOffset: GiB, allocatedBytes: GiB, modifiedTime: 0, dueTime: 0, goesAt: null, keptBy: 'last' },
    ],
    tiered: null,
    ...changes,
  }
}
