import { expect, test } from 'vitest'
import type { RetentionDocument } from '../../../shared/contract/retention'
import { runWith } from './fake-shell'

const byDefault = <T>(value: T) => ({ value, from: 'default' as const })
const document: RetentionDocument = {
  schema: 'retention/1', timeZone: 'UTC', now: 0,
  settings: {
    fileReservedTime: byDefault(72), deleteWhen: byDefault([4]), unreadableDeleteWhen: null, diskMaxUsedSpaceRatio: byDefault(75), diskSpaceCleanForciblyRatio: byDefault(85), diskSpaceWarningLevelRatio: byDefault(90),
    cleanFileForciblyEnable: byDefault(true), deleteFileBatchMax: byDefault(10), cleanResourceInterval: byDefault(10_000), tieredStoreFileReservedTime: byDefault(72), tieredStoreDeleteFileEnable: byDefault(true),
  },
  disks: [{ path: '/store/commitlog', holds: 'commitlog', device: '1', sizeBytes: 2048, usedBytes: 1024, freeBytes: 1024, usedPercent: 50 }],
  pressure: { mode: 'at-hours', refusesMessages: false, disk: { path: '/store/commitlog', percent: 50 }, message: 'The disk is half full.' },
  next: { at: 0, segments: 1, bytes: 1024 },
  reasons: [{ code: 'never-the-last', message: 'The newest stays.' }],
  segments: [
    { path: 'commitlog/0', baseOffset: 0, allocatedBytes: 1024, modifiedTime: 0, dueTime: 0, goesAt: 0, keptBy: 'hour' },
    { path: 'commitlog/1', baseOffset: 1024, allocatedBytes: 1024, modifiedTime: 0, dueTime: 0, goesAt: null, keptBy: 'last' },
  ],
  tiered: { isDeleting: true, hours: 72, ownTimes: [{ topic: 'orders', hours: 12 }], segments: 3, bytes: 512 },
}

test('why segments stay and when they go is told, and for machines is the document', async () => {
  const { code, out, calls } = await runWith(['retention', '/store', '--time-zone', 'Asia/Shanghai'], { retentionDocument: document })
  expect([code, calls.at(-1)]).toEqual([0, ['retentionDocument', { storeId: 's1', lang: 'en', timeZone: 'Asia/Shanghai' }]])
  expect(out).toMatch(/half full[^]*50 % used[^]*The newest stays[^]*next: 1 segment[^]*tiered store: 3 files[^]*- of orders: 12 hours[^]*commitlog\/0[^]*deleteWhen[^]*commitlog\/1[^]*newest/)
  expect((await runWith(['retention', '/store', '--lang', 'zh'], { retentionDocument: { ...document, next: null } })).out).toMatch(/不会删除任何段[^]*保留原因/)
  expect(JSON.parse((await runWith(['retention', '/store', '--json'], { retentionDocument: document })).out)).toEqual(document)
})

test('a time zone that does not exist is a wrong call', async () => {
  const { code, err } = await runWith(['retention', '/store', '--time-zone', 'Mars/Olympus'], { retentionDocument: document })
  expect([code, err]).toEqual([64, expect.stringContaining('Mars/Olympus')])
})
