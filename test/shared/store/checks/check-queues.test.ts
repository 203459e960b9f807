import { describe, expect, test } from 'vitest'
import { checkStore } from '../../../../shared/store/checks/check-store'
import { physicalOffset, queueOffset } from '../../../../shared/store/offsets'
import { range } from '../../../../shared/store/range'
import type { IrregularUnit, QueuePicture } from '../../../../shared/store/snapshot/snapshot'
import { queueFileAt, queueOf, runOf, snapshotOf, strayAt, unitCounts } from './snapshot-of'

const found = (queue: Partial<QueuePicture>) => checkStore(snapshotOf({ queue }))
const brief = (queue: Partial<QueuePicture>) => found(queue).map(({ code, severity, count, range: place }) => `${severity} ${code} ${count} [${place?.start}, ${place?.end})`)

const deadHead = queueFileAt(0, { dead: true, firstPhysicalOffset: physicalOffset(100), lastPhysicalOffset: physicalOffset(900) })
const live = [runOf('ok', 14, 30, 1000, 4800)]

describe('expired units', () => {
  test('at or after the minimum are served: an error, and so are the dead files that hold them', () => {
    const queue = { files: [deadHead, queueFileAt(10), queueFileAt(20)], units: unitCounts({ expiredVisible: 14, ok: 16 }), runs: [runOf('expired-visible', 0, 14, 0, 1000), ...live] }
    expect(brief(queue)).toEqual(['error queue-dangling-visible 14 [0, 14)', 'warning queue-dead-files 1 [0, 10)'])
    const [visible, dead] = found(queue)
    expect(visible).toMatchObject({
      subject: { side: 'local', topic: 'orders', queueId: 0, path: deadHead.path }, rangeKind: 'queue-offset',
      facts: { physicalStart: 0, physicalEnd: 1000, logMinOffset: 1000, minOffset: 0, includesOffsetZero: 1, deadFiles: 1 },
    })
    expect(dead).toMatchObject({ subject: { path: deadHead.path }, facts: { allocatedBytes: 4096, visibleUnits: 10, lastPath: deadHead.path } })
  })

  test('below the minimum are normal, and so are the dead files that hold them', () =>
    expect(
      brief({
        files: [deadHead, queueFileAt(10), queueFileAt(20)], minOffset: queueOffset(14), units: unitCounts({ expiredHidden: 14, ok: 16 }),
        runs: [runOf('expired-hidden', 0, 14, 100, 1000), ...live],
      }),
    ).toEqual(['info queue-dangling-hidden 14 [0, 14)', 'info queue-dead-files 1 [0, 10)']))

  test('up to the last one make a dead queue', () =>
    expect(
      brief({
        dead: true, lastPhysicalOffset: physicalOffset(900), minOffset: queueOffset(30), units: unitCounts({ expiredHidden: 30 }), runs: [runOf('expired-hidden', 0, 30, 100, 1000)],
      }),
    ).toEqual(['info queue-dangling-hidden 30 [0, 30)', 'info queue-dead 30 [0, 30)']))
})

describe('units that point nowhere', () => {
  test.each([
    ['into a hole', 'in-hole', 'error queue-in-hole 10 [10, 20)'],
    ["past the log's end", 'ahead', 'warning queue-ahead 10 [10, 20)'],
  ] as const)('%s', (_, unitClass, expected) =>
    expect(brief({ units: unitCounts({ ok: 20, inHole: 10, ahead: 10 }), runs: [runOf('ok', 0, 10, 1000, 2000), runOf(unitClass, 10, 20, 2000, 3000), runOf('ok', 20, 30, 3000, 4800)] })).toEqual([expected]),
  )

  test('into two holes are two findings, each with its own count, missing files left out', () =>
    expect(
      brief({
        units: unitCounts({ inHole: 14 }), holes: [range(queueOffset(22), queueOffset(24))],
        runs: [runOf('in-hole', 0, 4, 2000, 3000), runOf('ok', 4, 20, 3000, 4000), runOf('in-hole', 20, 30, 4000, 4500)],
      }),
    ).toEqual(['error queue-in-hole 4 [0, 4)', 'error queue-in-hole 8 [20, 30)', 'error queue-hole 1 [22, 24)']))
})

describe('queue files', () => {
  const third = queueFileAt(20)

  test('missing between the first and the last', () =>
    expect(brief({ files: [queueFileAt(0), queueFileAt(30)], holes: [range(queueOffset(10), queueOffset(30))] })).toEqual(['error queue-hole 2 [10, 30)']))

  test('of another size stop the broker', () => {
    const [finding] = found({ files: [queueFileAt(0, { state: 'wrong-size', sizeBytes: 7 }), third] })
    expect(finding).toMatchObject({ code: 'queue-wrong-size', severity: 'error', subject: { topic: 'orders', queueId: 0, path: queueFileAt(0).path }, facts: { sizeBytes: 7, expectedBytes: 200 } })
  })

  test('that cannot be read are a warning, one per queue', () =>
    expect(brief({ files: [queueFileAt(0, { state: 'unreadable', error: 'EACCES' }), queueFileAt(10, { state: 'unreadable', error: 'EACCES' }), third] })).toEqual([
      'warning not-read 2 [undefined, undefined)',
    ]))

  const unwritten = { firstPhysicalOffset: null, lastPhysicalOffset: null }
  test.each([
    ['is the only one left and does not begin at 0', [queueFileAt(20, { ...unwritten, endOffset: queueOffset(20) })], ['error queue-last-file-zero 1 [undefined, undefined)']],
    ['follows written ones', [queueFileAt(10), queueFileAt(20, { ...unwritten, endOffset: queueOffset(20) })], []],
    ['is the first of a new queue', [queueFileAt(0, { ...unwritten, endOffset: queueOffset(0) })], []],
  ])('an all-zero file that %s', (_, files, expected) => expect(brief({ files, runs: [], units: unitCounts({}) })).toEqual(expected))

  test.each([
    ['in the directory of a queue', 'queue', true, ['queue-stray-file']],
    ['a directory since 5.1.0', 'queue', false, []],
    ['beside the queue directories', 'consumequeue', false, []],
  ] as const)('foreign: %s', (_, place, stopsBroker, expected) =>
    expect(checkStore(snapshotOf({ local: { unknownFiles: [strayAt('consumequeue/orders/0/x', place, { stopsBroker })] } })).map(({ code }) => code)).toEqual(expected),
  )
})

describe('single units', () => {
  const irregular = (code: IrregularUnit['code']): IrregularUnit => ({ code, queueOffset: queueOffset(27), path: queueFileAt(20).path, at: 140, count: 3, hex: '00ff', note: 'x' })
  test.each(['queue-unit-invalid', 'queue-unit-misaligned', 'queue-unit-mismatched', 'queue-unit-crosses-segment', 'queue-not-increasing', 'queue-trailing-blank'] as const)('%s is told with its bytes', code =>
    expect(found({ irregular: [irregular(code)] })).toEqual([
      expect.objectContaining({ code, severity: 'error', range: { start: 27, end: 30 }, rangeKind: 'queue-offset', count: 3, evidence: { path: queueFileAt(20).path, at: 140, hex: '00ff' } }),
    ]),
  )

  test('out of order between two files are found at the border', () => {
    const files = [queueFileAt(0), queueFileAt(10, { firstPhysicalOffset: physicalOffset(1500) }), queueFileAt(20)]
    expect(found({ ordered: false, files })).toEqual([
      expect.objectContaining({ code: 'queue-not-increasing', severity: 'error', range: { start: 9, end: 11 }, subject: expect.objectContaining({ path: files[1]?.path }), facts: { physicalBefore: 1900, physicalAfter: 1500 } }),
    ])
  })
})

test('findings come by severity, then by topic, queue id as a number, and place', () => {
  const visible = { units: unitCounts({ expiredVisible: 5 }), runs: [runOf('expired-visible', 0, 5, 100, 600)] }
  const ahead = { units: unitCounts({ ahead: 5 }), runs: [runOf('ahead', 25, 30, 4700, 5000)] }
  const queues = [queueOf({ queueId: 10, ...visible }), queueOf({ queueId: 9, ...ahead }), queueOf({ queueId: 2, ...visible }), queueOf({ topic: 'a', queueId: 3, ...visible })]
  const told = (order: readonly QueuePicture[]) => checkStore(snapshotOf({ local: { queues: order } })).map(({ severity, subject }) => `${severity} ${subject.topic}/${subject.queueId}`)
  expect(told(queues)).toEqual(['error a/3', 'error orders/2', 'error orders/10', 'warning orders/9'])
  expect(told(queues.toReversed())).toEqual(told(queues))
})
