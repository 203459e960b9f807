import type { Finding } from '../checks/finding'
import { keepsLogElsewhere } from '../checks/check-layout'
import type { UnreadPart } from '../checks/finding-facts'
import type { StorePicture, TieredQueuePicture } from '../snapshot/snapshot'
import { compactionOf } from './check-compaction'
import { extensionOf } from './check-queue-ext'
import type { ScannedQueue } from './scan-queue'
import { SeenFolders } from './segment-files'
import { timerFilesOf } from './timer-files'

/** One piece of a deep check: independent of every other of its round, so that they can be done in any order, by any thread, and once. */
export type DeepTask =
  | { readonly kind: 'queues'; readonly from: number; readonly to: number }
  | { readonly kind: 'segment'; readonly segment: number }
  | { readonly kind: 'index'; readonly file: number }
  | { readonly kind: 'tiered-queue'; readonly queue: number }
  | { readonly kind: 'timer' }
  | { readonly kind: 'queue-ext'; readonly queue: number }
  | { readonly kind: 'compaction'; readonly topic: string; readonly queueId: number }
  /** The second round: a segment into which more units point than its records met. */
  | { readonly kind: 'judge'; readonly segment: number; readonly disordered: readonly number[] }

export interface SizedTask {
  readonly task: DeepTask
  /** What it reads, for progress. */
  readonly bytes: number
}

/** What a task found: plain data, small whatever it read. */
export interface DeepPart {
  readonly findings: readonly Finding[]
  /** Parts of a store that a look leaves unread, and it read. */
  readonly read: readonly UnreadPart[]
  readonly units: number
  readonly records: number
  /** Local queues by their number in the snapshot. `pointed`: units into each segment. */
  readonly queues: readonly (Omit<ScannedQueue, 'pointed' | 'unitsRead'> & { readonly queue: number; readonly pointed: readonly (readonly [segment: number, units: number])[] })[]
  /** Units that the records of a segment met. */
  readonly met: readonly (readonly [segment: number, units: number])[]
  /** What the second round found out about single units, by queue. */
  readonly judged: readonly { readonly queue: number; readonly irregular: ScannedQueue['irregular'] }[]
  readonly tiered: readonly ({ readonly queue: number } & Pick<TieredQueuePicture, 'units' | 'runs'>)[]
}

export const emptyPart: DeepPart = { findings: [], read: [], units: 0, records: 0, queues: [], met: [], judged: [], tiered: [] }

/** About this much of queue files is one task. */
const QUEUES_BYTES = 64 * 2 ** 20

/** The first round, large pieces first, so that threads end together. */
export function tasksOf(snapshot: StorePicture): SizedTask[] {
  const { local, tiered, store } = snapshot
  const isElsewhere = keepsLogElsewhere(store)
  const segments = (local?.commitLog.segments ?? []).flatMap(({ state, sizeBytes, baseOffset }, segment): SizedTask[] =>
    isElsewhere || (state !== 'full' && state !== 'active')
      ? []
      : [{ task: { kind: 'segment', segment }, bytes: state === 'active' ? Math.max(1, (local?.commitLog.maxOffset ?? 0) - baseOffset) : sizeBytes }],
  )
  const index = (local?.index ?? []).flatMap(({ error, entries }, file): SizedTask[] => (error === null && !isElsewhere ? [{ task: { kind: 'index', file }, bytes: entries * 20 }] : []))
  const tieredQueues = (tiered?.queues ?? []).map(
    ({ commitLog, consumeQueue }, queue): SizedTask => ({
      task: { kind: 'tiered-queue', queue },
      bytes: [...commitLog.segments, ...consumeQueue.segments].reduce((sum, { fileSizeBytes }) => sum + (fileSizeBytes ?? 0), 0),
    }),
  )
  return [...segments, ...tieredQueues, ...queueTasks(local?.queues ?? []), ...index, ...timerTask(snapshot), ...extensionTasks(snapshot), ...compactionTasks(snapshot)]
}

function timerTask(snapshot: StorePicture): SizedTask[] {
  const timer = timerFilesOf(snapshot)
  return timer === undefined ? [] : [{ task: { kind: 'timer' }, bytes: [...timer.log.segments, timer.wheel].reduce((sum, file) => sum + (file?.sizeBytes ?? 0), 0) }]
}

function extensionTasks(snapshot: StorePicture): SizedTask[] {
  if (!snapshot.store.traits.includes('queue-ext') || keepsLogElsewhere(snapshot.store)) return []
  const folders = new SeenFolders(snapshot)
  return (snapshot.local?.queues ?? []).flatMap((picture, queue): SizedTask[] =>
    picture.kind === 'simple' ? [{ task: { kind: 'queue-ext', queue }, bytes: [...extensionOf(folders, picture).segments, ...picture.files].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }] : [],
  )
}

function compactionTasks(snapshot: StorePicture): SizedTask[] {
  if (!snapshot.store.traits.includes('compaction')) return []
  const folders = new SeenFolders(snapshot)
  return folders.queuesIn('compaction', 'compactionLog').map((name): SizedTask => {
    const { log, queue } = compactionOf(folders, name)
    return { task: { kind: 'compaction', ...name }, bytes: [...log.segments, ...queue.segments].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }
  })
}

function queueTasks(queues: readonly { readonly files: readonly { readonly sizeBytes: number }[] }[]): SizedTask[] {
  const tasks: SizedTask[] = []
  let from = 0
  let bytes = 0
  for (const [index, { files }] of queues.entries()) {
    bytes += files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    if (bytes < QUEUES_BYTES && index < queues.length - 1) continue
    tasks.push({ task: { kind: 'queues', from, to: index + 1 }, bytes })
    from = index + 1
    bytes = 0
  }
  return tasks
}

/** The second round: segments where units are left over. What was not read is not judged. */
export function secondRound({ local }: StorePicture, parts: readonly DeepPart[]): SizedTask[] {
  const pointed = new Map<number, number>()
  for (const [segment, units] of parts.flatMap(part => part.queues.flatMap(queue => queue.pointed))) pointed.set(segment, (pointed.get(segment) ?? 0) + units)
  const disordered = parts.flatMap(part => part.queues.filter(({ ordered }) => !ordered).map(({ queue }) => queue))
  return parts
    .flatMap(({ met }) => met)
    .filter(([segment, units]) => (pointed.get(segment) ?? 0) !== units)
    .map(([segment]) => ({ task: { kind: 'judge', segment, disordered }, bytes: local?.commitLog.segments[segment]?.sizeBytes ?? 0 }))
}
