import { straysIn } from '../checks/check-strays'
import type { PhysicalOffset } from '../offsets'
import { step as report } from '../progress'
import type { LocalSnapshot, QueuePicture, SegmentPicture } from '../snapshot/snapshot'
import { chooseCut } from './choose-cut'
import { doomedIndexFiles, doomedQueueFiles, type Doomed } from './doomed'
import type { Blocker, Cut } from './plan'
import { blocker, setAsideStep, type DraftStep, type Planning, type SidePlan } from './planning'
import { queueAfter, type QueueChange } from './queue-after'
import type { QueueFilePicture } from '../snapshot/snapshot'

export interface LocalPlan extends SidePlan {
  readonly newMin: PhysicalOffset
  /** Queues the cut reaches, before and after. */
  readonly changes: readonly QueueChange[]
}

/** The local store's part: queue files, then index files, then segments, each ascending (store-format D.2). */
export function planLocal(planning: Planning, local: LocalSnapshot, cut: Cut): LocalPlan {
  const { newMin, kept, blockers } = chooseCut(local, cut)
  if (local.commitLog.segments.length === 0) return { newMin, changes: [], steps: [], kept, blockers }
  const queueSteps: DraftStep[] = []
  const queueKept: LocalPlan['kept'][number][] = []
  const changes: QueueChange[] = []
  const holes: Blocker[] = []
  for (const [index, queue] of local.queues.entries()) {
    if (index % 64 === 0) report(planning.watch, 'planning-queues', index, local.queues.length)
    const doomed = doomedQueueFiles(queue, newMin)
    for (const file of doomed.kept) queueKept.push(file)
    for (const file of doomed.files) queueSteps.push(setAsideStep(planning, 'consume-queue', file.absolutePath, 'last-unit-below-cut', queue))
    for (const hole of holesLeft(queue, doomed)) holes.push(hole)
    if (doomed.files.length > 0 || cutsInto(queue, local.commitLog.minOffset, newMin))
      changes.push({ before: queue, after: queueAfter(planning, local, queue, doomed.files, newMin) })
  }
  const index = doomedIndexFiles(local.index, newMin)
  const [segments, segmentsLeft] = splitAt(local.commitLog.segments, newMin)
  return {
    newMin,
    changes,
    steps: [
      ...queueSteps,
      ...index.files.map(file => setAsideStep(planning, 'index', file.absolutePath, 'index-below-cut')),
      ...segments.map(segment => setAsideStep(planning, 'commitlog', segment.absolutePath, 'segment-below-cut')),
    ],
    kept: [...queueKept, ...index.kept, ...kept],
    blockers: [...blockers, ...damage(planning, local, cut.kind === 'repair' ? segmentsLeft : local.commitLog.segments, newMin), ...holes],
  }
}

const splitAt = (segments: readonly SegmentPicture[], newMin: number): [below: SegmentPicture[], left: SegmentPicture[]] => [
  segments.filter(segment => segment.baseOffset < newMin),
  segments.filter(segment => segment.baseOffset >= newMin || segment.state === 'unreadable'),
]

const cutsInto = (queue: QueuePicture, minOffset: number, newMin: number): boolean =>
  newMin > minOffset && queue.firstPhysicalOffset !== null && queue.firstPhysicalOffset < newMin

/** Missing files of a queue that would be left: those wholly before its first surviving file go with the cut. */
const holesLeft = (queue: QueuePicture, { files }: Doomed<QueueFilePicture>): Blocker[] =>
  queue.holes
    .filter(hole => hole.end > (queue.files[files.length]?.startOffset ?? 0))
    .map(hole => blocker('hole', { topic: queue.topic, queueId: queue.queueId, start: hole.start, end: hole.end, kind: 'queue' }))

/**
 * What makes every other conclusion doubtful (store-format L1, L2): nothing is deleted from such a store.
 * @param segments all of them; for a repair those it leaves, and what cannot be read
 */
function damage({ snapshot }: Planning, local: LocalSnapshot, segments: readonly SegmentPicture[], newMin: number): Blocker[] {
  const { commitLog, queues } = local
  const outside = queues.flatMap(queue => queue.files).find(file => !file.absolutePath.startsWith(`${snapshot.store.root}/`))
  return [
    ...commitLog.holes.filter(hole => hole.end > newMin).map(hole => blocker('hole', { start: hole.start, end: hole.end, kind: 'commitlog' })),
    ...segments.flatMap(({ state, path, sizeBytes, error }) =>
      state === 'wrong-size' ? [blocker('wrong-size', { sizeBytes, expectedBytes: commitLog.segmentSizeBytes }, path)]
      : state === 'unreadable' ? [blocker('wrong-size', { sizeBytes, error }, path)]
      : [],
    ),
    ...queues.flatMap(queue =>
      queue.files.filter(file => file.state !== 'ok').map(({ path, sizeBytes, error }) => blocker('wrong-size', { sizeBytes, expectedBytes: queue.fileSizeBytes, error }, path)),
    ),
    ...straysIn(local).map(({ path, kind, count }) => blocker('stray-file', { kind, count }, path)),
    ...(outside === undefined ? [] : [blocker('layout-not-supported', { reason: 'consume-queue-outside-root' }, outside.path)]),
  ]
}
