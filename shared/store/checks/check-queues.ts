import { lengthOf, overlaps, range, type Range } from '../range'
import type { IrregularUnit, LocalSnapshot, QueueFilePicture, QueuePicture, StorePicture, UnitClass, UnitRun } from '../snapshot/snapshot'
import { keepsLogElsewhere } from './check-layout'
import type { Finding, FindingCode, FindingSubject } from './finding'
import { checkStrays } from './check-strays'
import { newFinding } from './new-finding'
import { unreadFiles } from './unread-files'

/** Store-format L6 to L11 for every queue of the broker's own store. */
export function checkQueues({ store, local }: StorePicture): Finding[] {
  if (local === undefined) return []
  const pointsIntoLog = !keepsLogElsewhere(store)
  return [...local.queues.flatMap(queue => [...checkFiles(queue), ...(pointsIntoLog ? checkTargets(queue, local) : [])]), ...checkConfiguredSizes(local), ...checkStrays(local, 'queue')]
}

const subjectOf = ({ topic, queueId }: QueuePicture, path?: string): FindingSubject => ({
  side: 'local',
  topic,
  queueId,
  ...(path === undefined ? {} : { path }),
})

// ───────────────────────────── the files themselves ─────────────────────────────

function checkFiles(queue: QueuePicture): Finding[] {
  return [
    ...checkHoles(queue),
    ...queue.files
      .filter(file => file.state === 'wrong-size')
      .map(({ path, sizeBytes }) =>
        newFinding('queue-wrong-size', { sizeBytes, expectedBytes: queue.fileSizeBytes, expectedFrom: 'other-files' }, { subject: subjectOf(queue, path) }),
      ),
    ...checkZeroFiles(queue),
    ...queue.irregular.map(unit => irregularFinding(queue, unit)),
    ...checkOrder(queue),
    ...unreadFiles(queue.files.filter(file => file.state === 'unreadable'), subjectOf(queue)),
  ]
}

function irregularFinding(queue: QueuePicture, { code, queueOffset, path, at, count, hex }: IrregularUnit): Finding {
  const details = { ...unitsAt(queueOffset, count), subject: subjectOf(queue, path), evidence: { path, at, hex } }
  switch (code) {
    case 'queue-not-increasing':
      return newFinding(code, { physicalBefore: null, physicalAfter: null }, details)
    case 'queue-unit-mismatched':
      return newFinding(code, { what: 'record' }, details)
    default:
      return newFinding(code, {}, details)
  }
}

const unitsAt = (start: number, count: number): Pick<Finding, 'range' | 'rangeKind' | 'count'> => ({ range: range(start, start + count), rangeKind: 'queue-offset', count })

function checkHoles(queue: QueuePicture): Finding[] {
  const unreadable = queue.files.filter(file => file.state === 'unreadable')
  const unitsPerFile = queue.kind === 'simple' && queue.fileSizeBytes !== null ? Math.floor(queue.fileSizeBytes / 20) : null
  return queue.holes
    .filter(hole => !unreadable.some(file => overlaps(hole, range(file.startOffset, file.startOffset + 1))))
    .map(hole => {
      const files = unitsPerFile === null ? 1 : Math.max(1, Math.round(lengthOf(hole) / unitsPerFile))
      return newFinding(
        'queue-hole',
        { bytes: files * (queue.fileSizeBytes ?? 0) },
        { subject: subjectOf(queue), range: range<number>(hole.start, hole.end), rangeKind: 'queue-offset', count: files },
      )
    })
}

/** An all-zero file behind written ones is removed by the broker; without any written one it may stop the start. */
function checkZeroFiles(queue: QueuePicture): Finding[] {
  const last = queue.files.at(-1)
  const isWritten = queue.files.some(file => file.state !== 'ok' || file.endOffset > file.startOffset)
  if (queue.kind !== 'simple' || last === undefined || last.baseOffset === 0 || isWritten || queue.irregular.length > 0) return []
  return [newFinding('queue-last-file-zero', { baseOffset: last.baseOffset }, { subject: subjectOf(queue, last.path) })]
}

/** Physical offsets must grow along a queue: every search in it rests on that. */
function checkOrder(queue: QueuePicture): Finding[] {
  if (queue.ordered || queue.irregular.some(unit => unit.code === 'queue-not-increasing')) return []
  const edges = queue.files.flatMap(file =>
    file.firstPhysicalOffset === null || file.lastPhysicalOffset === null
      ? []
      : [
          { file, queueOffset: file.startOffset, physical: file.firstPhysicalOffset },
          { file, queueOffset: file.endOffset - 1, physical: file.lastPhysicalOffset },
        ],
  )
  const at = edges.findIndex((edge, index) => index > 0 && edge.queueOffset !== edges[index - 1]?.queueOffset && edge.physical <= (edges[index - 1]?.physical ?? -1))
  const after = edges[at]
  const before = edges[at - 1]
  return [
    newFinding(
      'queue-not-increasing',
      { physicalBefore: before?.physical ?? null, physicalAfter: after?.physical ?? null },
      {
        subject: subjectOf(queue, after?.file.path),
        ...(before && after ? { range: range(before.queueOffset, after.queueOffset + 1), rangeKind: 'queue-offset' } : {}),
      },
    ),
  ]
}

const sizeKeys = { simple: 'mappedFileSizeConsumeQueue', batch: 'mapperFileSizeBatchConsumeQueue' } as const

const checkConfiguredSizes = ({ queueSizesNotAsConfigured }: LocalSnapshot): Finding[] =>
  queueSizesNotAsConfigured.map(({ kind, path, sizeBytes, configuredBytes, files }) =>
    newFinding('queue-wrong-size', { sizeBytes, expectedBytes: configuredBytes, expectedFrom: sizeKeys[kind] }, { subject: { side: 'local', path }, count: files }),
  )

// ───────────────────────────── where its units point ─────────────────────────────

const codes = {
  'expired-visible': 'queue-dangling-visible',
  'expired-hidden': 'queue-dangling-hidden',
  'in-hole': 'queue-in-hole',
  ahead: 'queue-ahead',
} as const satisfies Partial<Record<UnitClass, FindingCode>>

function checkTargets(queue: QueuePicture, local: LocalSnapshot): Finding[] {
  const { commitLog } = local
  return [
    ...queue.runs.flatMap(run => {
      if (run.unitClass === 'ok' || run.unitClass === 'pre-blank') return []
      const facts = {
        physicalStart: run.physical?.start ?? 0,
        physicalEnd: run.physical?.end ?? 0,
        logMinOffset: commitLog.minOffset,
        logMaxOffset: commitLog.maxOffset,
        minOffset: queue.minOffset,
        maxOffset: queue.maxOffset,
      }
      const code = codes[run.unitClass]
      const details = {
        subject: subjectOf(queue, fileAt(queue.files, run.queueOffsets.start)?.path),
        range: range<number>(run.queueOffsets.start, run.queueOffsets.end),
        rangeKind: 'queue-offset' as const,
        count: unitsIn(run, queue),
      }
      return [
        code === 'queue-dangling-visible'
          ? newFinding(code, { ...facts, includesOffsetZero: run.physical?.start === 0 ? 1 : 0, deadFiles: queue.files.filter(file => file.dead).length }, details)
          : newFinding(code, facts, details),
      ]
    }),
    ...checkDeadFiles(queue, commitLog.minOffset),
    ...checkDead(queue, commitLog.minOffset),
  ]
}

const fileAt = (files: readonly QueueFilePicture[], offset: number): QueueFilePicture | undefined =>
  files.findLast(file => file.startOffset <= offset && file.endOffset > offset)

/** The picture's own count where the class is one run; else the run's length without missing files. */
function unitsIn(run: UnitRun, { runs, units, holes }: QueuePicture): number {
  const counts: Partial<Record<UnitClass, number>> = { 'expired-visible': units.expiredVisible, 'expired-hidden': units.expiredHidden, 'in-hole': units.inHole, ahead: units.ahead }
  if (runs.filter(other => other.unitClass === run.unitClass).length === 1) return counts[run.unitClass] ?? lengthOf(run.queueOffsets)
  return lengthOf(run.queueOffsets) - holes.reduce((sum, hole) => sum + sharedLength(hole, run.queueOffsets), 0)
}

const sharedLength = (a: Range, b: Range): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))

function checkDeadFiles(queue: QueuePicture, logMinOffset: number): Finding[] {
  const dead = queue.files.filter(file => file.dead)
  const [first, last] = [dead[0], dead.at(-1)]
  if (first === undefined || last === undefined) return []
  const visibleUnits = queue.runs
    .filter(run => run.unitClass === 'expired-visible')
    .reduce((sum, run) => sum + dead.reduce((inFiles, file) => inFiles + sharedLength(run.queueOffsets, range(file.startOffset, file.endOffset)), 0), 0)
  return [
    newFinding(
      'queue-dead-files',
      { lastPath: last.path, allocatedBytes: dead.reduce((sum, file) => sum + file.allocatedBytes, 0), visibleUnits, logMinOffset },
      {
        severity: visibleUnits > 0 ? 'warning' : 'info',
        subject: subjectOf(queue, first.path),
        range: range<number>(first.startOffset, last.endOffset),
        rangeKind: 'queue-offset',
        count: dead.length,
      },
    ),
  ]
}

function checkDead(queue: QueuePicture, logMinOffset: number): Finding[] {
  const last = queue.files.findLast(file => file.lastPhysicalOffset !== null)
  if (!queue.dead || queue.lastPhysicalOffset === null || last === undefined) return []
  return [
    newFinding(
      'queue-dead',
      { lastPhysicalOffset: queue.lastPhysicalOffset, logMinOffset, maxOffset: queue.maxOffset },
      {
        subject: subjectOf(queue, last.path),
        range: range<number>(queue.firstOffset ?? 0, queue.writtenEnd),
        rangeKind: 'queue-offset',
        count: queue.units.expiredHidden + queue.units.expiredVisible,
      },
    ),
  ]
}
