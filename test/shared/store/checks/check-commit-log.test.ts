import { describe, expect, test } from 'vitest'
import { checkStore } from '../../../../shared/store/checks/check-store'
import { physicalOffset } from '../../../../shared/store/offsets'
import { range } from '../../../../shared/store/range'
import { healthyLog, segmentAt, snapshotOf, strayAt, type Parts } from './snapshot-of'

const found = (parts: Parts) => checkStore(snapshotOf(parts))
const brief = (parts: Parts) => found(parts).map(({ code, severity, count }) => `${severity} ${code} ${count}`)
const hole = range(physicalOffset(2000), physicalOffset(4000))

test('a healthy store has no findings', () => expect(found({})).toEqual([]))

describe('holes', () => {
  test('one finding per contiguous range, counted in segments', () => {
    const [first, ...others] = found({ log: { holes: [hole], segments: [segmentAt(1000), segmentAt(4000, { state: 'active' })] } })
    expect(others).toEqual([])
    expect(first).toMatchObject({ code: 'commitlog-hole', severity: 'error', range: { start: 2000, end: 4000 }, rangeKind: 'physical-offset', count: 2, facts: { bytes: 2000 } })
  })

  test('a segment that cannot be read is no hole, and is not passed over in silence', () => {
    const segments = [segmentAt(1000), segmentAt(2000, { state: 'unreadable', error: 'EIO' }), segmentAt(4000, { state: 'active' })]
    const findings = found({ log: { holes: [hole], segments } })
    expect(findings.map(({ code, severity, range: place }) => [code, severity, place])).toEqual([
      ['commitlog-hole', 'error', { start: 3000, end: 4000 }],
      ['not-read', 'warning', undefined],
    ])
    expect(findings[1]).toMatchObject({ facts: { part: 'unreadable-files', reason: 'EIO' }, subject: { path: segmentAt(2000).path } })
  })
})

describe('an empty commitlog', () => {
  const log = { segments: [], segmentSizeBytes: null, minOffset: physicalOffset(0), maxOffset: physicalOffset(0), end: { kind: 'empty-log' as const } }
  test('is an error while there are queues that the broker would destroy', () =>
    expect(found({ log })[0]).toMatchObject({ code: 'commitlog-empty', severity: 'error', subject: { path: 'commitlog' }, facts: { queues: 1, queueFiles: 3 } }))
  test('is fine in a store that never held a message', () => expect(brief({ log, local: { queues: [] } })).toEqual([]))
})

describe('sizes and names', () => {
  test('a segment of another size stops the broker', () =>
    expect(found({ log: { segments: [segmentAt(1000, { state: 'wrong-size', sizeBytes: 999 }), segmentAt(2000, { state: 'active' })] } })[0]).toMatchObject({
      code: 'commitlog-wrong-size', severity: 'error', facts: { sizeBytes: 999, expectedBytes: 1000, expectedFrom: 'other-files' },
    }))

  test.each([
    ['says another size than all segments have', 2000, ['error commitlog-wrong-size 4']],
    ['agrees with the segments', 1000, []],
    ['says nothing', null, []],
  ])('broker.conf %s', (_, configuredSegmentSizeBytes, expected) => expect(brief({ log: { configuredSegmentSizeBytes } })).toEqual(expected))

  test.each([
    ['a file', { kind: 'file', stopsBroker: true } as const, ['error commitlog-stray-file 1']],
    ['a directory under 4.9', { kind: 'directory', stopsBroker: true } as const, ['error commitlog-stray-file 1']],
    ['a directory since 5.1.0', { kind: 'directory', stopsBroker: false } as const, []],
  ])('%s that is no segment', (_, changes, expected) => expect(brief({ local: { unknownFiles: [strayAt('commitlog/notes', 'commitlog', changes)] } })).toEqual(expected))
})

describe('damage', () => {
  const end = { kind: 'damage' as const, path: segmentAt(4000).path, at: physicalOffset(4300), reason: 'magic', hex: 'dead' }

  test('inside the active segment is a corrupt record up to where the chain goes on', () =>
    expect(found({ log: { end: { ...end, resumesAt: physicalOffset(4450) } } })).toEqual([
      expect.objectContaining({
        code: 'record-corrupt', severity: 'error', range: { start: 4300, end: 4450 }, rangeKind: 'physical-offset', count: 1,
        evidence: { path: segmentAt(4000).path, at: 300, hex: 'dead' },
      }),
    ]))

  test('that nothing follows is the cut end of the log', () =>
    expect(found({ log: { end: { ...end, resumesAt: null } } })).toEqual([
      expect.objectContaining({ code: 'log-end-cut', severity: 'warning', range: { start: 4300, end: 5000 }, evidence: { path: segmentAt(4000).path, at: 300, hex: 'dead' } }),
    ]))

  test.each([['zeros'], ['blank'], ['end-of-file']] as const)('is not what an end of %s is', kind => expect(brief({ log: { end: { kind } } })).toEqual([]))

  test('at the head of an older segment is a corrupt record of unknown length', () => {
    const segments = healthyLog().segments.map(segment => (segment.baseOffset === 2000 ? { ...segment, damage: { at: physicalOffset(2000), reason: 'own-offset', hex: '00' } } : segment))
    expect(found({ log: { segments } })).toEqual([
      expect.objectContaining({ code: 'record-corrupt', severity: 'error', subject: { side: 'local', path: segmentAt(2000).path }, facts: { reason: 'own-offset', endIsKnown: 0, isActive: 0 } }),
    ])
  })
})

test('of a DLedger store neither the log nor where units point is judged', () => {
  const log = { segments: [], segmentSizeBytes: null, minOffset: physicalOffset(0), maxOffset: physicalOffset(0) }
  expect(found({ store: { traits: ['dledger'] }, log })).toEqual([expect.objectContaining({ code: 'not-read', severity: 'info', facts: { part: 'dledger', reason: null } })])
})
