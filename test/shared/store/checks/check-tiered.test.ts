import { describe, expect, test } from 'vitest'
import { checkStore } from '../../../../shared/store/checks/check-store'
import { queueOffset } from '../../../../shared/store/offsets'
import { range } from '../../../../shared/store/range'
import type { TieredInconsistency, TieredQueuePicture, TieredSnapshot } from '../../../../shared/store/snapshot/snapshot'
import { flatFileOf, runOf, snapshotOf, tieredAlone, tieredOf, tieredSegmentAt } from './snapshot-of'

const found = (queue: Partial<TieredQueuePicture>, changes: Partial<TieredSnapshot> = {}) => checkStore(snapshotOf({ tiered: tieredOf(changes, queue) }))
const brief = (...given: Parameters<typeof found>) => found(...given).map(({ code, severity, count, range: place }) => `${severity} ${code} ${count} [${place?.start}, ${place?.end})`)

test('a healthy tiered queue has no findings', () => expect(found({})).toEqual([]))

describe('rows against files', () => {
  const ghost = (base: number) => tieredSegmentAt('COMMIT_LOG', base, { state: 'ghost', fileSizeBytes: null })
  const whole = (base: number) => tieredSegmentAt('COMMIT_LOG', base)
  const last = tieredSegmentAt('COMMIT_LOG', 300, { last: true })

  test.each([
    ['at the head', [ghost(0), ghost(100), whole(200), last], ['error tiered-ghost 2 [0, 200)'], ['head']],
    ['in the middle', [whole(0), ghost(100), whole(200), last], ['error tiered-ghost 1 [100, 200)'], ['middle']],
    ['in two places', [ghost(0), whole(100), ghost(200), last], ['error tiered-ghost 1 [0, 100)', 'error tiered-ghost 1 [200, 300)'], ['head', 'middle']],
    ['at the end', [whole(0), whole(100), whole(200), { ...last, state: 'ghost' as const, fileSizeBytes: null }], ['error tiered-ghost 1 [300, 400)'], ['last']],
  ])('ghosts %s', (_, segments, expected, places) => {
    expect(brief({ commitLog: flatFileOf(...segments) })).toEqual(expected)
    expect(found({ commitLog: flatFileOf(...segments) }).map(({ facts }) => facts['place'])).toEqual(places)
  })

  test.each([
    ['an older file is an error', false, 'error tiered-size-mismatch 1 [0, 100)'],
    ['the last file is normal: its row lags behind', true, 'info tiered-size-mismatch 1 [0, 100)'],
  ])('another size of %s', (_, isLast, expected) =>
    expect(brief({ commitLog: flatFileOf(tieredSegmentAt('COMMIT_LOG', 0, { state: 'size-mismatch', fileSizeBytes: 40, last: isLast })) })).toEqual([expected]),
  )

  test('a hole in the consume queue is told in queue offsets', () => {
    const consumeQueue = { ...flatFileOf(tieredSegmentAt('CONSUME_QUEUE', 0, { sizeBytes: 200, fileSizeBytes: 200 }), tieredSegmentAt('CONSUME_QUEUE', 600, { last: true })), holes: [range(200, 600)] }
    const [finding] = found({ consumeQueue, maxOffset: queueOffset(35) })
    expect(finding).toMatchObject({ code: 'tiered-hole', severity: 'error', range: { start: 10, end: 30 }, rangeKind: 'queue-offset', facts: { fileType: 'CONSUME_QUEUE', bytes: 400 } })
  })

  test('the index is checked like a queue', () =>
    expect(brief({}, { index: flatFileOf(tieredSegmentAt('INDEX', 0, { state: 'ghost', fileSizeBytes: null }), tieredSegmentAt('INDEX', 100, { last: true })) })).toEqual([
      'error tiered-ghost 1 [0, 100)',
    ]))

  test('strays are one warning per flat file', () => {
    const stray = (name: string, named: boolean) => ({
      path: `c/broker-a/orders/0/COMMIT_LOG/${name}`, absolutePath: `/data/tiered/${name}`, sizeBytes: 10, allocatedBytes: 10, modifiedTime: 1,
      topic: named ? 'orders' : null, queueId: named ? 0 : null, fileType: named ? ('COMMIT_LOG' as const) : null,
    })
    const findings = found({}, { strays: [stray('b', true), stray('a', true), stray('notes', false)] })
    expect(findings.map(({ code, severity, count, subject, facts }) => [code, severity, count, subject.path?.at(-1), facts['sizeBytes']])).toEqual([
      ['tiered-stray', 'warning', 1, 's', 10],
      ['tiered-stray', 'warning', 2, 'a', 20],
    ])
  })
})

describe('units against their log', () => {
  test.each([
    ['expired-visible', 'error tiered-dangling-visible 8 [0, 8)'],
    ['expired-hidden', 'info tiered-dangling-hidden 8 [0, 8)'],
    ['in-hole', 'error tiered-in-hole 8 [0, 8)'],
    ['ahead', 'warning tiered-ahead 8 [0, 8)'],
  ] as const)('%s', (unitClass, expected) => expect(brief({ runs: [runOf(unitClass, 0, 8, 0, 120), runOf('ok', 8, 20, 120, 300)] })).toEqual([expected]))

  test('what is visible is told with both minima and where the log really starts', () => {
    const commitLog = flatFileOf(tieredSegmentAt('COMMIT_LOG', 0, { state: 'ghost', fileSizeBytes: 0 }), tieredSegmentAt('COMMIT_LOG', 100, { last: true }))
    const finding = found({ commitLog, realMinOffset: queueOffset(8), runs: [runOf('expired-visible', 0, 8, 0, 100)] }).find(({ code }) => code === 'tiered-dangling-visible')
    expect(finding).toMatchObject({ subject: { side: 'tiered', topic: 'orders', queueId: 0 }, facts: { minOffset: 0, realMinOffset: 8, logMinOffset: 100, logMaxOffset: 200 } })
  })

  test.each(['tiered-misaligned', 'tiered-record-mismatch'] as const)('%s', code =>
    expect(found({ irregular: [{ code, path: 'c/x', at: 0, hex: 'ff', note: 'magic' }] })).toEqual([expect.objectContaining({ code, severity: 'error' })]),
  )
})

describe('the local queue', () => {
  const localFrom = (minOffset: number) => ({ queue: { minOffset: queueOffset(minOffset), maxOffset: queueOffset(60) } })
  test.each([
    ['starts behind what is uploaded', 25, ['error tiered-behind-local 5 [20, 25)']],
    ['starts right where the tiered one ends', 20, []],
    ['overlaps the tiered one', 3, []],
  ])('%s', (_, minOffset, expected) =>
    expect(checkStore(snapshotOf({ ...localFrom(minOffset), tiered: tieredOf() })).map(({ code, severity, count, range: place }) => `${severity} ${code} ${count} [${place?.start}, ${place?.end})`)).toEqual(expected),
  )
  test('is not compared with a tiered queue that has never been uploaded', () =>
    expect(checkStore(snapshotOf({ ...localFrom(25), tiered: tieredOf({}, { consumeQueue: flatFileOf(), maxOffset: queueOffset(0), runs: [] }) }))).toEqual([]))
})

describe('metadata', () => {
  const inconsistency = (code: TieredInconsistency['code'], path: string): TieredInconsistency => ({ code, topic: 'orders', queueId: 0, path, note: 'n' })
  test.each([
    ['tiered-metadata-unreadable', 'error'],
    ['tiered-row-inconsistent', 'error'],
    ['tiered-timestamps', 'warning'],
    ['tiered-index-wrong', 'warning'],
    ['tiered-queue-unlisted', 'warning'],
    ['tiered-wrong-broker', 'warning'],
  ] as const)('%s is one %s per path, counted', (code, severity) =>
    expect(found({}, { inconsistencies: [inconsistency(code, 'a'), inconsistency(code, 'b'), inconsistency(code, 'a')] }).map(finding => [finding.code, finding.severity, finding.subject.path, finding.count])).toEqual([
      [code, severity, 'a', 2],
      [code, severity, 'b', 1],
    ]),
  )

  test('paths below the root are told as others are', () =>
    expect(found({}, { inconsistencies: [inconsistency('tiered-metadata-unreadable', '/data/store/config/tieredStoreMetadata.json')] })[0]?.subject.path).toBe('config/tieredStoreMetadata.json'))

  const stray = { path: 'c/x', absolutePath: '/data/tiered/c/x', sizeBytes: 1, allocatedBytes: 1, modifiedTime: 1, topic: null, queueId: null, fileType: null }
  const lost = tieredOf({ metadata: 'absent', queues: [], strays: [stray] })
  test('that is gone beside a local store is an error, and its files are not called strays', () =>
    expect(checkStore(snapshotOf({ tiered: lost })).map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error tiered-metadata-unreadable']))
  test('that was not looked for, without a local store, is only not read', () =>
    expect(checkStore(tieredAlone(lost))).toEqual([expect.objectContaining({ code: 'not-read', severity: 'info', count: 1, facts: { part: 'tiered-without-metadata', reason: null } })]))
})
