import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { segmentsOf } from '../../../../shared/store/builders/faults'
import { clockIn } from '../../../../shared/store/retention/clock'
import { type Disk, usedPercent } from '../../../../shared/store/retention/disks'
import { foretellRetention } from '../../../../shared/store/retention/foretell-retention'
import type { Retention } from '../../../../shared/store/retention/retention'
import type { SegmentPicture, StoreSnapshot } from '../../../../shared/store/snapshot/snapshot'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { pressureWords, retentionReasonWords } from '../../../../shared/words/retention-words'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'

const HOUR = 3_600_000
/** A Monday, noon in UTC. */
const NOW = Date.UTC(2026, 0, 5, 12)
const GiB = 1024 ** 3

const built = (() => {
  const files = inMemory(buildStore(everything))
  return takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
})()

/** A store whose segments, 1 GiB each, were last written so many hours ago. */
function storeOf(hoursAgo: readonly number[]): StoreSnapshot {
  const [pattern] = built.local!.commitLog.segments
  const segments = hoursAgo.map((hours, at): SegmentPicture => ({
    ...pattern!, path: `commitlog/${at}`, absolutePath: `/data/store/commitlog/${at}`, baseOffset: (at * GiB) as SegmentPicture['baseOffset'], sizeBytes: GiB, allocatedBytes: GiB,
    modifiedTime: NOW - hours * HOUR, firstStoreTimestamp: NOW - (hours + 1) * HOUR, lastStoreTimestamp: NOW - hours * HOUR,
  }))
  return { ...built, local: { ...built.local!, commitLog: { ...built.local!.commitLog, segments } } }
}

/** A disk of 100 GiB, so full; the log is on it, and the queues. */
function disksAt(percent: number): Disk[] {
  const disk = { device: '1', sizeBytes: 100 * GiB, usedBytes: percent * GiB, freeBytes: (100 - percent) * GiB }
  return [{ ...disk, path: '/data/store/commitlog', holds: 'commitlog' }, { ...disk, path: '/data/store/consumequeue', holds: 'consumequeue' }]
}

function foretold(hoursAgo: readonly number[], { percent = 50, disks = disksAt(percent), conf = {}, zone = 'UTC', now = NOW }: { percent?: number; disks?: Disk[]; conf?: Record<string, string>; zone?: string; now?: number } = {}): Retention {
  return foretellRetention(storeOf(hoursAgo), { configuration: new Map(Object.entries(conf)), disks, clock: clockIn(zone), now })
}

const keptBy = ({ segments }: Retention) => segments.map(segment => segment.keptBy)
const goesIn = ({ segments }: Retention) => segments.map(({ goesAt }) => (goesAt === null ? null : (goesAt - NOW) / HOUR))
const codesOf = ({ reasons }: Retention) => reasons.map(({ code }) => code)

describe('on a disk with room', () => {
  test('what is old enough waits for the hour of deleteWhen, what is not for its age and then the hour, and the newest stays', () => {
    const retention = foretold([100, 80, 71, 1])
    expect(keptBy(retention)).toEqual(['hour', 'hour', 'age', 'last'])
    expect(goesIn(retention)).toEqual([16, 16, 16, null])
    expect(retention.next).toEqual({ at: NOW + 16 * HOUR, segments: 3, bytes: 3 * GiB })
    expect(codesOf(retention)).toEqual(['waits-for-hour', 'not-old-enough', 'never-the-last', 'disk-holds-others', 'defaults-assumed'])
  })

  test('a younger one holds back what comes behind it', () => {
    const retention = foretold([100, 2, 90, 80, 1])
    expect(keptBy(retention)).toEqual(['hour', 'age', 'earlier', 'earlier', 'last'])
    expect(goesIn(retention)).toEqual([16, 88, 88, 88, null])
    expect(retention.reasons.find(({ code }) => code === 'held-back')?.facts).toEqual({ segments: 2, bytes: 2 * GiB, path: 'commitlog/1', until: NOW + 70 * HOUR })
  })

  test('the hours are those of the time zone, and of broker.conf', () => {
    expect(goesIn(foretold([100, 1], { zone: 'Asia/Shanghai' }))).toEqual([8, null])
    expect(goesIn(foretold([100, 1], { conf: { deleteWhen: '02;14' } }))).toEqual([2, null])
    expect(keptBy(foretold([100, 1], { conf: { deleteWhen: '12' } }))).toEqual([null, 'last'])
    expect(goesIn(foretold([100, 1], { zone: 'Asia/Kathmandu', conf: { deleteWhen: '18' } }))).toEqual([0.25, null])
  })

  test('in the hour itself a batch goes at each run', () => {
    const retention = foretold(Array.from({ length: 26 }, (_, at) => 200 - at), { conf: { deleteWhen: '12' } })
    expect(retention.segments.map(({ goesAt }) => goesAt === null ? null : goesAt - NOW)).toEqual([...Array<number>(10).fill(0), ...Array<number>(10).fill(10_000), ...Array<number>(5).fill(20_000), null])
    expect(keptBy(retention).slice(0, 25)).toEqual(Array(25).fill(null))
  })

  test('a longer fileReservedTime keeps longer', () => {
    expect(keptBy(foretold([100, 1], { conf: { fileReservedTime: '120' } }))).toEqual(['age', 'last'])
    expect(keptBy(foretold([100, 1], { conf: { fileReservedTime: 'three days' } }))).toEqual(['hour', 'last'])
  })
})

describe('on a disk that fills up', () => {
  test.each([[75, 'at-hours', false], [76, 'any-hour', false], [85, 'any-hour', false], [86, 'at-once', false], [90, 'at-once', false], [91, 'at-once', true]] as const)(
    'at %d %% the broker cleans %s, refusing messages: %s', (percent, mode, refusesMessages) => {
      expect(foretold([100, 1], { percent }).pressure).toMatchObject({ mode, refusesMessages, disk: { percent } })
    },
  )

  test('what is old enough goes at any hour, until there is room again', () => {
    const retention = foretold([100, 90, 80, 1], { percent: 77, conf: { deleteFileBatchMax: '1' } })
    expect(keptBy(retention)).toEqual([null, null, 'hour', 'last'])
    expect(codesOf(retention)).toContain('goes-at-any-hour')
  })

  test('the oldest go whatever their age until there is room, a batch at a time', () => {
    const retention = foretold([9, 8, 7, 6, 5, 4, 3, 2, 1], { percent: 88, conf: { deleteFileBatchMax: '2' } })
    expect(keptBy(retention)).toEqual([null, null, null, null, 'age', 'age', 'age', 'age', 'last'])
    expect(retention.reasons[0]).toEqual({ code: 'goes-regardless', facts: { segments: 4, bytes: 4 * GiB, below: 4 * GiB } })
  })

  test('cleanFileForciblyEnable=false keeps what is young', () => {
    const retention = foretold([9, 8, 1], { percent: 95, conf: { cleanFileForciblyEnable: 'false' } })
    expect([retention.pressure.mode, retention.pressure.refusesMessages, keptBy(retention)]).toEqual(['any-hour', true, ['age', 'age', 'last']])
    expect(codesOf(retention)[0]).toBe('forcible-off')
  })

  test('of several paths of the log the emptiest decides, and the disk of the queues by itself', () => {
    const [log, queues] = disksAt(95) as [Disk, Disk]
    const second = { ...disksAt(40)[0]!, path: '/disk2/commitlog', device: '2' }
    expect(foretold([100, 1], { disks: [log, second] }).pressure.mode).toBe('at-hours')
    expect(foretold([100, 1], { disks: [log, second, queues] }).pressure).toMatchObject({ mode: 'at-once', disk: { path: queues.path } })
    expect(foretold([100, 1], { disks: [] }).pressure).toEqual({ mode: 'at-hours', refusesMessages: false, disk: null })
  })

  test('limits of broker.conf count within the bounds of the broker', () => {
    expect(foretold([100, 1], { percent: 60, conf: { diskMaxUsedSpaceRatio: '50' } }).pressure.mode).toBe('any-hour')
    expect(foretold([100, 1], { percent: 93, conf: { diskSpaceWarningLevelRatio: '99', diskSpaceCleanForciblyRatio: '99' } }).pressure).toMatchObject({ mode: 'at-once', refusesMessages: true })
  })

  test('a percent begun is a percent, and a reserve is neither used nor free', () => {
    expect(usedPercent({ usedBytes: 1, freeBytes: 999 })).toBe(1)
    expect(usedPercent({ usedBytes: 750, freeBytes: 250 })).toBe(75)
    expect(usedPercent({ usedBytes: 751, freeBytes: 249 })).toBe(76)
    expect(usedPercent({ usedBytes: 0, freeBytes: 0 })).toBe(0)
  })
})

describe('what is told first', () => {
  test('a deleteWhen that is no hour stops the cleaner, on a full disk too; hours before it still count', () => {
    for (const percent of [50, 95]) {
      const never = foretold([100, 90, 1], { percent, conf: { deleteWhen: '4am' } })
      expect([keptBy(never), never.next, codesOf(never)[0]]).toEqual([['unreadable-hours', 'unreadable-hours', 'last'], null, 'delete-when-unreadable'])
    }
    expect(goesIn(foretold([100, 1], { percent: 95, conf: { deleteWhen: '13; 14' } }))).toEqual([1, null])
  })

  test('files whose time is later than their newest message, or in the future', () => {
    const restored = storeOf([100, 90, 1])
    const [first, ...others] = restored.local!.commitLog.segments
    const at = (modifiedTime: number): Retention =>
      foretellRetention({ ...restored, local: { ...restored.local!, commitLog: { ...restored.local!.commitLog, segments: [{ ...first!, modifiedTime }, ...others] } } }, { configuration: new Map(), disks: disksAt(50), clock: clockIn('UTC'), now: NOW })
    expect(at(NOW - 3 * HOUR).reasons[0]).toEqual({ code: 'times-reset', facts: { segments: 1, bytes: GiB, hours: 97 } })
    expect(codesOf(at(NOW + 48 * HOUR))).toEqual(expect.arrayContaining(['times-ahead', 'times-reset', 'held-back']))
  })

  test('times beyond all dates, and numbers beyond an int', () => {
    const longest = foretold([100, 1], { conf: { fileReservedTime: '2147483647' } })
    expect(longest.segments[0]).toMatchObject({ keptBy: 'age' })
    expect(foretold([100, 1], { conf: { fileReservedTime: '2147483648' } }).settings.fileReservedTime).toEqual({ value: 72, from: 'default' })
    const last = foretold([(NOW - 8.64e15) / HOUR, 1])
    expect(last.segments[0]).toMatchObject({ dueTime: 8.64e15, keptBy: 'age' })
  })

  test('a log of one segment never loses it, whatever the disk', () => {
    expect(keptBy(foretold([900], { percent: 99 }))).toEqual(['last'])
  })
})

test('the hour of a clock that is put forward comes the day after', () => {
  const berlin = clockIn('Europe/Berlin')
  expect(berlin.next(Date.UTC(2026, 2, 29, 0, 30), [2])).toBe(Date.UTC(2026, 2, 30, 0))
  expect(berlin.next(NOW, [])).toBeNull()
})

test('the tiered store goes by the times of its metadata, what has none first', () => {
  const [queue] = built.tiered!.queues
  const segment = queue!.commitLog.segments[0]!
  const rows = [null, NOW - 80 * HOUR, NOW - 10 * HOUR, NOW - 90 * HOUR].map(endTimestamp => ({ ...segment, endTimestamp, sizeBytes: 1000 }))
  const store = { ...built, tiered: { ...built.tiered!, queues: [{ ...queue!, commitLog: { ...queue!.commitLog, segments: rows }, consumeQueue: { ...queue!.consumeQueue, segments: [] } }] } }
  const { tiered } = foretellRetention(store, { configuration: new Map([['tieredStoreDeleteFileEnable', 'false']]), disks: [], clock: clockIn('UTC'), now: NOW })
  expect(tiered).toEqual({ isDeleting: false, hours: 72, ownTimes: [], segments: 2, bytes: 2000 })
  const ownTimes = [{ topic: queue!.topic, hours: 100 }, { topic: 'another', hours: 1 }]
  const longer = foretellRetention({ ...store, tiered: { ...store.tiered, ownTimes } }, { configuration: new Map(), disks: [], clock: clockIn('UTC'), now: NOW })
  expect(longer.tiered).toEqual({ isDeleting: true, hours: 72, ownTimes, segments: 1, bytes: 1000 })
})

test('a built store is as old as its files say', () => {
  const retention = foretellRetention(built, { configuration: new Map(), disks: [], clock: clockIn('UTC'), now: NOW })
  expect(retention.segments).toHaveLength(segmentsOf(buildStore(everything)).length)
})

test('every reason and every pressure is told in each language, with its figures', () => {
  const told = [foretold([100, 2, 90, 1]), foretold([9, 8, 1], { percent: 92 }), foretold([100, 1], { percent: 80 }), foretold([9, 1], { percent: 95, conf: { cleanFileForciblyEnable: 'false', deleteWhen: 'x' } }), foretold([100, 1], { disks: [] })]
  for (const language of ['en', 'zh'] as const)
    for (const { reasons, pressure, settings } of told) {
      for (const reason of reasons) expect(retentionReasonWords(reason, language, 'UTC')).not.toMatch(/undefined|NaN|null/)
      expect(pressureWords(pressure, settings, language)).not.toMatch(/undefined|NaN|null/)
    }
})
