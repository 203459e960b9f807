import type { AnswerOf, Handlers, InputOf, OutputOf } from '../../shared/contract/contract'
import { fieldOf, pageOf } from '../../shared/contract/paging'
import { Refusal } from '../../shared/store/errors'
import { fakePlan } from './fake-plan'
import { fakeRetention } from './fake-retention'
import type { Overview, SegmentMap } from '../../shared/contract/schemas'

/** Hand-made stores for the screens: a healthy small one, the damaged one of the design's pictures, a huge one with a hole. */
export type FakeStoreName = 'small' | 'broken' | 'huge'

type Lane = SegmentMap['lanes'][number]
type FindingRow = OutputOf<'listFindings'>['rows'][number]
type QueueRow = OutputOf<'listQueues'>['rows'][number]

const GiB = 1024 ** 3
const day = 86_400_000
export const takenAt = new Date(2026, 10, 20, 2, 51, 7).getTime()

interface Shape {
  readonly root: string
  readonly brokerName: string
  readonly firstSegment: number
  readonly segments: number
  readonly days: number
  /** Topic, queues, millions of messages below the log, share of them visible. */
  readonly topics: readonly (readonly [name: string, queues: number, below: number, visible: number])[]
  readonly hole?: { readonly from: number; readonly count: number }
  readonly aheadUnits: number
}

const shapes: Record<FakeStoreName, Shape> = {
  small: {
    root: '/data/small/store', brokerName: 'broker-s', firstSegment: 0, segments: 5, days: 2, aheadUnits: 0,
    topics: [['orders', 4, 0, 0], ['payments', 2, 0, 0], ['%RETRY%billing', 1, 0, 0]],
  },
  broken: {
    root: '/data/rocketmq/store', brokerName: 'broker-a', firstSegment: 69, segments: 150, days: 3, aheadUnits: 1204,
    topics: [
      ['order-events', 16, 11.7, 1], ['user-behavior-log', 32, 7.8, 0.6], ['payment-notify', 8, 6.1, 1], ['inventory-sync', 8, 4.3, 1],
      ['logistics-track', 8, 1.8, 0.6], ['coupon-issue', 8, 1.6, 1], ['SCHEDULE_TOPIC_XXXX', 18, 2.1, 0], ['RMQ_SYS_TRANS_HALF_TOPIC', 1, 0.362, 1],
      ['%RETRY%order-service', 1, 0.549, 1], ['member-points', 2, 0.714, 0], ['%DLQ%order-service', 1, 0.291, 0], ['legacy-billing', 2, 0.525, 0],
    ],
  },
  huge: {
    root: '/mnt/nvme0/store', brokerName: 'iot-broker-07', firstSegment: 2310, segments: 748, days: 30, aheadUnits: 0, hole: { from: 430, count: 2 },
    topics: Array.from({ length: 1245 }, (_, at) => [`iot-topic-${at}`, at < 80 ? 18 : 16, Math.max(0.01, 148 / (at + 1)), at % 3 === 0 ? 1 : 0.5] as const),
  },
}

const part = { bytes: 0, deadBytes: 0 }
const fakeSpace: OutputOf<'spaceDocument'> = {
  schema: 'space/1', hasUnreadQueues: false, parts: { commitLog: part, consumeQueue: part, index: part, tiered: part },
  topics: [{ topic: 'orders', messages: 3, bytes: 3000, queues: [], tags: [{ tag: 'paid', messages: 2, bytes: 2000 }, { tag: '', messages: 1, bytes: 1000 }] }],
}

export function fakeStore(name: FakeStoreName): Partial<Handlers> {
  const shape = shapes[name]
  const opened = { storeId: name, root: shape.root, brokerName: shape.brokerName }
  return {
    environment: () => ({
      version: '0.1.0', door: 'web', platform: 'linux', runtime: 'node 24', io: { backend: 'map', reason: 'self-test passed' },
      hasFolderDialog: false, openableRoots: null,
    }),
    listRecent: () => [
      { recentId: '1', root: shape.root, brokerName: shape.brokerName, openedAt: Date.now() - 2 * 3_600_000, available: true },
      { recentId: '2', root: '/data/rocketmq/tiered', brokerName: 'broker-a', openedAt: Date.now() - day, available: true },
      { recentId: '3', root: '/mnt/old/store', brokerName: 'broker-c', openedAt: Date.now() - 20 * day, available: false },
    ],
    forgetRecent: () => ({}),
    listOpen: () => [opened],
    openRecent: () => opened,
    openSample: () => opened,
    openDirectory: ({ path }) => {
      if (path === shape.root) return opened
      throw new Refusal('not-a-store', `${path} holds 14 files; none is a 20-digit segment, and there is no commitlog/, consumequeue/ or tieredStoreMetadata.json.`, { path })
    },
    retentionDocument: () => fakeRetention(),
    spaceDocument: () => fakeSpace,
    consumedUpTo: () => ({ physicalOffset: (shape.firstSegment + 3) * GiB + 17, heldBackBy: { group: 'GID_slow', topic: 'orders', queueId: 2, unread: 1204 }, groups: 5 }),
    overview: () => overviewOf(name, shape),
    refreshStore: () => ({ revision: 2 }),
    segmentMap: ({ lanes }) => mapOf(shape, lanes),
    listFindings: ({ page, severities, codes }) => {
      const rows = findingsOf(name, shape).filter(
        finding => (!severities || severities.includes(finding.severity)) && (!codes || codes.includes(finding.code)),
      )
      return { rows: rows.slice(page.offset, page.offset + page.limit), total: rows.length }
    },
    listSegments: ({ page }) => {
      const rows = segmentsOf(shape)
      return { rows: rows.slice(page.offset, page.offset + page.limit), total: rows.length }
    },
    listQueues: input => queuesOf(shape, input),
    queueDetail: input => queueDetailOf(shape, input),
    listUnits: input => unitsOf(shape, input),
    planCleanup: input => fakePlan(shape.root, shape.brokerName, input, minOf(shape), GiB),
  }
}

const minOf = (shape: Shape): number => shape.firstSegment * GiB
const endOf = (shape: Shape): number => (shape.firstSegment + shape.segments) * GiB
const maxOf = (shape: Shape): number => endOf(shape) - Math.round(0.32 * GiB)
const holesOf = ({ hole, firstSegment }: Shape) =>
  hole ? [{ start: (firstSegment + hole.from) * GiB, end: (firstSegment + hole.from + hole.count) * GiB }] : []
const queueCount = (shape: Shape): number => shape.topics.reduce((sum, [, queues]) => sum + queues, 0)
const belowOf = (shape: Shape, visible: boolean): number =>
  Math.round(shape.topics.reduce((sum, [, , below, share]) => sum + below * 1e6 * (visible ? share : 1 - share), 0))

function overviewOf(name: FakeStoreName, shape: Shape): Overview {
  const findings = findingsOf(name, shape)
  const countOf = (severity: string): number => findings.filter(finding => finding.severity === severity).length
  const visible = belowOf(shape, true)
  const inHole = shape.hole ? 9_204_118 : 0
  return {
    storeId: name, revision: 1, takenAt, seconds: 1.3,
    store: {
      root: shape.root, kinds: ['local'], brokerName: shape.brokerName, clusterName: 'DefaultCluster',
      brokerVersion: { assumed: '5.3', from: 'files' }, consumeQueueLayout: 'simple', traits: [], foundBy: [],
      inUse: { state: 'free', reasons: [], abort: false },
    },
    fileSystem: { sizeBytes: 190e9, usedBytes: name === 'broken' ? 173.2e9 : 70e9, freeBytes: name === 'broken' ? 16.8e9 : 120e9 },
    local: {
      segmentSizeBytes: GiB, minOffset: minOf(shape), maxOffset: maxOf(shape), segments: shape.segments, segmentBytes: shape.segments * GiB, holes: holesOf(shape),
      oldestStored: takenAt - shape.days * day, newestStored: takenAt - 600_000, topics: shape.topics.length, queues: queueCount(shape), queueFiles: queueCount(shape) * 8,
      topTopics: shape.topics.slice(0, 7).map((topic, at) => ({ topic: topic[0], bytes: Math.round(54_300_000_000 / (at + 1)) })), otherTopicsBytes: 8_700_000_000,
      queueFileBytes: queueCount(shape) * 48_000_000, queueHoles: 0, deadFiles: visible > 0 ? 85 : 0, deadFileBytes: visible > 0 ? 510_000_000 : 0, deadQueues: 2,
      visibleQueues: visible > 0 ? 61 : 0,
      units: { ok: 153_000_000, expiredHidden: belowOf(shape, false), expiredVisible: visible, inHole, ahead: shape.aheadUnits, preBlank: 0 },
      indexFiles: 6, indexBytes: 2_520_000_000, unknownFiles: 0,
    },
    tiered: null,
    groups: 9,
    findings: { error: countOf('error'), warning: countOf('warning'), info: countOf('info'), kinds: kindsOf(findings) },
    dangling: visible > 0 ? { files: 85, bytes: 510_000_000, rows: 0 } : { files: 0, bytes: 0, rows: 0 },
    setAside: { bytes: 0, receipts: 0, unfinished: null },
  }
}

const kindsOf = (findings: readonly FindingRow[]): Overview['findings']['kinds'] =>
  [...Map.groupBy(findings, ({ code }) => code)].map(([code, ofCode]) => ({ title: code, findings: ofCode.length, first: ofCode[0]! }))

function mapOf(shape: Shape, { offset, limit }: InputOf<'segmentMap'>['lanes']): SegmentMap {
  const inPlace = Array.from({ length: shape.segments }, (_, at) => at).filter(at => !shape.hole || at < shape.hole.from || at >= shape.hole.from + shape.hole.count)
  const storedAt = (at: number): number => Math.round(takenAt - shape.days * day * (1 - at / shape.segments))
  return {
    minOffset: minOf(shape), maxOffset: maxOf(shape), segmentSizeBytes: GiB, holes: holesOf(shape),
    segments: {
      baseOffset: inPlace.map(at => (shape.firstSegment + at) * GiB),
      state: inPlace.map(at => (at === shape.segments - 1 ? 'active' : 'full')),
      firstStored: inPlace.map(storedAt),
      modifiedTime: inPlace.map(at => storedAt(at + 1)),
    },
    lanes: shape.topics.slice(offset, offset + limit).map((topic, at) => laneOf(shape, topic, offset + at)),
    totalLanes: shape.topics.length,
  }
}

function laneOf(shape: Shape, [topic, queues, below, visible]: Shape['topics'][number], at: number): Lane {
  const min = minOf(shape)
  const lowest = Math.round(min * (0.02 + ((at * 7) % 5) * 0.04))
  const hole = holesOf(shape)[0]
  const unitsPerQueue = Math.round(12e6 / queues)
  const listed = Math.min(40, queues)
  return {
    topic, queueCount: queues,
    units: {
      ok: unitsPerQueue * queues, expiredHidden: Math.round(below * 1e6 * (1 - visible)), expiredVisible: Math.round(below * 1e6 * visible),
      inHole: hole ? 7_000 : 0, ahead: Math.round(shape.aheadUnits / shape.topics.length), preBlank: 0,
    },
    sizeBytes: Math.round((54e9 * queues) / (at + 1) / 16),
    lowestPhysicalOffset: below > 0 ? lowest : min,
    queues: Array.from({ length: listed }, (_, queueId) => ({
      queueId,
      runs: [
        ...(below > 0 ? [{ unitClass: queueId < listed * visible ? ('expired-visible' as const) : ('expired-hidden' as const), start: lowest, end: min, units: Math.round((below * 1e6) / queues) }] : []),
        { unitClass: 'ok' as const, start: min, end: hole ? hole.start : maxOf(shape), units: unitsPerQueue },
        ...(hole ? [{ unitClass: 'in-hole' as const, start: hole.start, end: hole.end, units: 400 }, { unitClass: 'ok' as const, start: hole.end, end: maxOf(shape), units: unitsPerQueue }] : []),
        ...(shape.aheadUnits > 0 && queueId === 0 ? [{ unitClass: 'ahead' as const, start: maxOf(shape), end: maxOf(shape) + 400_000, units: 100 }] : []),
      ],
    })),
    groups: at === 0 ? [{ group: 'order-archiver', physicalOffset: min + Math.round((maxOf(shape) - min) * 0.62) }] : at === 1 ? [{ group: 'bi-ingest', physicalOffset: min + Math.round((maxOf(shape) - min) * 0.17) }] : [],
  }
}

function segmentsOf(shape: Shape): OutputOf<'listSegments'>['rows'] {
  const map = mapOf(shape, { offset: 0, limit: 1 })
  return map.segments.baseOffset.map((baseOffset, at) => ({
    path: `commitlog/${String(baseOffset).padStart(20, '0')}`, baseOffset, endOffset: baseOffset + GiB, sizeBytes: GiB, allocatedBytes: GiB,
    modifiedTime: map.segments.modifiedTime[at] ?? 0, state: map.segments.state[at] ?? 'full', firstStoreTimestamp: map.segments.firstStored[at] ?? null,
    lastStoreTimestamp: map.segments.modifiedTime[at] ?? null,
  }))
}

/** Made once: frame times would be those of making them. */
const queueRows = new WeakMap<Shape, readonly QueueRow[]>()

function rowsOf(shape: Shape): readonly QueueRow[] {
  const known = queueRows.get(shape)
  if (known) return known
  const rows = shape.topics.flatMap((topic, at) => {
    const lane = laneOf(shape, topic, at)
    return Array.from({ length: topic[1] }, (_, queueId): QueueRow => {
      const runs = lane.queues[queueId % lane.queues.length]?.runs ?? []
      const visible = runs.some(run => run.unitClass === 'expired-visible')
      return {
        topic: topic[0], queueId, kind: 'simple', fileSizeBytes: 6_000_000, firstOffset: 0, minOffset: 0, maxOffset: 5_149_329 + queueId, minReason: visible ? 'stays-zero' : 'first-live-unit',
        firstPhysicalOffset: runs[0]?.start ?? null, lastPhysicalOffset: runs.at(-1)?.end ?? null,
        units: { ok: 500_000, expiredHidden: visible ? 0 : 40_000, expiredVisible: visible ? 731_000 : 0, inHole: 0, ahead: queueId === 0 ? 100 : 0, preBlank: 0 },
        dead: false, ordered: true, holes: [], fileCount: 10, deadFiles: visible ? 1 : 0, bytes: 60_000_000, runs,
      }
    })
  })
  queueRows.set(shape, rows)
  return rows
}

function queuesOf(shape: Shape, { page, sort, filter }: InputOf<'listQueues'>): AnswerOf<'listQueues'> {
  const kept = rowsOf(shape).filter(row => filter.text === undefined || row.topic.includes(filter.text))
  return pageOf(kept, { page, sort }, (row, by) => fieldOf(row.units, by) ?? fieldOf(row, by), ['fileCount', 'bytes', 'expiredVisible', 'expiredHidden', 'inHole', 'ahead'])
}

const unitsPerFile = 300_000

function queueDetailOf(shape: Shape, { topic, queueId }: InputOf<'queueDetail'>): AnswerOf<'queueDetail'> {
  const { runs, fileCount: _, deadFiles: __, bytes: ___, ...queue } = rowsOf(shape).find(row => row.topic === topic && row.queueId === queueId) ?? fail(`${topic}/${queueId}`)
  const first = runs[0]?.unitClass === 'ok' ? 0 : queue.units.expiredVisible + queue.units.expiredHidden
  const files = Math.ceil(queue.maxOffset / unitsPerFile)
  return {
    ...queue,
    runs: [
      ...(first > 0 ? [{ unitClass: runs[0]?.unitClass ?? 'ok', start: 0, end: first, physicalStart: 0, physicalEnd: minOf(shape) }] : []),
      { unitClass: 'ok', start: first, end: queue.maxOffset - queue.units.ahead, physicalStart: minOf(shape), physicalEnd: maxOf(shape) },
      ...(queue.units.ahead > 0 ? [{ unitClass: 'ahead' as const, start: queue.maxOffset - queue.units.ahead, end: queue.maxOffset, physicalStart: maxOf(shape), physicalEnd: maxOf(shape) + 1000 }] : []),
    ],
    files: Array.from({ length: files }, (_, at) => ({
      path: `consumequeue/${topic}/${queueId}/${String(at * unitsPerFile * 20).padStart(20, '0')}`, baseOffset: at * unitsPerFile * 20, sizeBytes: unitsPerFile * 20,
      startOffset: at * unitsPerFile, endOffset: Math.min(queue.maxOffset, (at + 1) * unitsPerFile), firstPhysicalOffset: minOf(shape) + at * GiB, lastPhysicalOffset: minOf(shape) + (at + 1) * GiB,
      dead: (at + 1) * unitsPerFile <= first, modifiedTime: takenAt, allocatedBytes: unitsPerFile * 20,
    })),
    groups: [{ group: 'stock-worker', topic, queueId, committedOffset: queue.maxOffset - 20_212, lag: 20_212, place: 'inside' }],
  }
}

function unitsOf(shape: Shape, { topic, queueId, from, count }: InputOf<'listUnits'>): OutputOf<'listUnits'> {
  const total = 5_149_329 + queueId
  const rows = Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, at) => {
    const queueOffset = from + at
    return {
      queueOffset, physicalOffset: minOf(shape) + queueOffset * 1000, sizeBytes: 412, tagsCode: '0x0000000027a80770', unitClass: queueOffset < 731_000 ? ('expired-visible' as const) : ('ok' as const),
      path: `consumequeue/${topic}/${queueId}/${String(Math.floor(queueOffset / unitsPerFile) * unitsPerFile * 20).padStart(20, '0')}`, at: (queueOffset % unitsPerFile) * 20,
    }
  })
  return { rows, total }
}

function fail(what: string): never {
  throw new Refusal('no-such-queue', `there is no queue ${what} in this store`)
}

function findingsOf(name: FakeStoreName, shape: Shape): FindingRow[] {
  if (name === 'small') return []
  const damage: FindingRow[] = [
    {
      code: 'queue-dangling-visible', severity: 'error', subject: { side: 'local', topic: 'order-events', queueId: 3, path: 'consumequeue/order-events/3/00000000000060000000' },
      range: { start: 3_000_000, end: 3_737_676 }, rangeKind: 'queue-offset', count: 737_676,
      message: '737,676 units of order-events/3 point below 74,088,185,856, where the commitlog starts, and a client is served them.',
      consequence: 'The broker reports 0 as the minimum. A consumer that asks below the real minimum is told that its messages are being removed.',
      remedy: 'Set the dead queue files aside: every queue keeps its last file, no message is lost.',
      issues: ['#7035', '#8753'],
      mendedBy: { kind: 'dangling' },
      evidence: { path: 'consumequeue/order-events/3/00000000000060000000', at: 0, hex: '0000000a4540aa00000004140000000027a807700000000a4540c69c000003dc0000000027a80770' },
    },
    {
      code: 'log-end-cut', severity: 'warning', subject: { side: 'local', path: 'commitlog/00000000234075717632' },
      range: { start: maxOf(shape), end: maxOf(shape) + 4096 }, rangeKind: 'physical-offset', count: 1,
      message: `The log ends at ${maxOf(shape)}, and what follows is neither zeros nor a blank.`,
      consequence: 'The broker cuts the log there at its next start.', remedy: 'Nothing needs to be done.', issues: [],
      notMended: { reason: 'at-next-start', message: 'The broker itself cuts this at its next start.' },
      evidence: { path: 'commitlog/00000000234075717632', at: 730_144_443, hex: 'daa320a7000000f1ffffffff00000003deadbeef' },
    },
    {
      code: 'queue-dead', severity: 'info', subject: { side: 'local', topic: 'legacy-billing', queueId: 0 }, count: 2,
      message: 'Every unit of legacy-billing/0 is expired; its last file stays.', consequence: 'None: it is the only record of the offset counter.', remedy: 'Keep it.', issues: [],
    },
    {
      code: 'queue-dangling-hidden', severity: 'info', subject: { side: 'local', topic: 'member-points', queueId: 1 }, range: { start: 0, end: 357_000 }, rangeKind: 'queue-offset', count: 357_000,
      message: '357,000 units of member-points/1 are expired and hidden by the minimum.', consequence: 'None: this is normal.', remedy: 'Nothing needs to be done.', issues: [],
    },
  ]
  if (!shape.hole) return damage
  const hole = holesOf(shape)[0] ?? { start: 0, end: 0 }
  return [
    {
      code: 'commitlog-hole', severity: 'error', subject: { side: 'local', path: 'commitlog' }, range: hole, rangeKind: 'physical-offset', count: 2,
      message: `2 segments are missing between ${hole.start} and ${hole.end}.`, consequence: 'Consumers stall or skip there; the broker only logs it.', remedy: 'Put the segments back from a backup.', issues: ['#2141'],
      mendedBy: { kind: 'repair', code: 'commitlog-hole' },
    },
    ...damage,
  ]
}
