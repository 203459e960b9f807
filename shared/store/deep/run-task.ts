import { newFinding } from '../checks/new-finding'
import { Failure } from '../errors'
import type { LocalSnapshot, StorePicture } from '../snapshot/snapshot'
import { checkCompaction, compactionOf } from './check-compaction'
import { checkIndexEntries } from './check-index-entries'
import { checkQueueExt, extensionOf } from './check-queue-ext'
import { checkSegment } from './check-segment'
import { checkTieredLog } from './check-tiered-log'
import { checkTimers } from './check-timers'
import type { DeepPorts } from './deep-part'
import { emptyPart, type DeepPart, type DeepTask } from './deep-task'
import { judgeUnits } from './judge-units'
import { placesOf, QueueTable } from './queue-table'
import { regionsOfLog } from './regions'
import { scanBatchQueue } from './scan-batch-queue'
import { scanQueue } from './scan-queue'
import { SeenFolders } from './segment-files'
import { timerFilesOf } from './timer-files'

export type TaskRunner = (task: DeepTask) => DeepPart

/** Carries out tasks of one store, one after the other. What several of them need is made once. */
export function createTaskRunner(ports: DeepPorts, snapshot: StorePicture): TaskRunner {
  const { local, tiered } = snapshot
  let folders: SeenFolders | undefined
  let madeTable: QueueTable | undefined
  const tableOf = (picture: LocalSnapshot): QueueTable => (madeTable ??= new QueueTable(ports.files, picture))

  const run: TaskRunner = task => {
    if (task.kind === 'tiered-queue') {
      const queue = tiered?.queues[task.queue]
      return queue === undefined ? emptyPart : checkTieredLog(ports, queue, task.queue)
    }
    if (task.kind === 'timer') {
      const timer = timerFilesOf(snapshot)
      return timer === undefined ? emptyPart : { ...emptyPart, findings: checkTimers(ports, snapshot, timer), read: ['timer'] }
    }
    if (task.kind === 'compaction') return { ...emptyPart, findings: checkCompaction(ports, compactionOf((folders ??= new SeenFolders(snapshot)), task)), read: ['compaction'] }
    if (local === undefined) return emptyPart
    switch (task.kind) {
      case 'queues':
        return scanQueues(ports, local, task.from, task.to)
      case 'segment': {
        const segment = local.commitLog.segments[task.segment]
        if (segment === undefined) return emptyPart
        const { findings, met, records } = checkSegment(ports, local, segment, tableOf(local))
        return { ...emptyPart, findings, records, met: [[task.segment, met]] }
      }
      case 'index': {
        const file = local.index[task.file]
        return file === undefined ? emptyPart : { ...emptyPart, findings: checkIndexEntries(ports, local, file) }
      }
      case 'queue-ext': {
        const queue = local.queues[task.queue]
        return queue === undefined ? emptyPart : { ...emptyPart, findings: checkQueueExt(ports, local.commitLog, queue, extensionOf((folders ??= new SeenFolders(snapshot)), queue)), read: ['queue-ext'] }
      }
      case 'judge':
        return judge(ports, local, task.segment, new Set(task.disordered))
    }
  }
  return task => {
    try {
      return run(task)
    } catch (error) {
      // One file that cannot be read to its end must not keep the rest of a store from being checked.
      if (!(error instanceof Failure)) throw error
      const subject = { side: task.kind === 'tiered-queue' ? ('tiered' as const) : ('local' as const), path: error.path ?? '' }
      return { ...emptyPart, findings: [newFinding('not-read', { part: 'unreadable-files', reason: error.code }, { severity: 'warning', subject })] }
    }
  }
}

function scanQueues(ports: DeepPorts, { queues, commitLog }: LocalSnapshot, from: number, to: number): DeepPart {
  const regions = regionsOfLog(commitLog)
  let units = 0
  const scanned = queues.slice(from, to).map((picture, index) => {
    const input = { files: ports.files, places: placesOf(picture), regions, minOffset: picture.minOffset, preallocated: true, step: ports.step }
    const { pointed, unitsRead, ...queue } = picture.kind === 'batch' ? scanBatchQueue(input) : scanQueue(input)
    units += unitsRead
    return { queue: from + index, ...queue, pointed: [...pointed] }
  })
  return { ...emptyPart, units, queues: scanned }
}

function judge(ports: DeepPorts, { queues, commitLog }: LocalSnapshot, segmentNumber: number, disordered: ReadonlySet<number>): DeepPart {
  const segment = commitLog.segments[segmentNumber]
  if (segment === undefined) return emptyPart
  const { absolutePath, baseOffset, endOffset, state } = segment
  const file = { absolutePath, baseOffset, offsets: { start: baseOffset, end: Math.min(endOffset, commitLog.maxOffset) }, isFull: state === 'full' }
  const simple = queues.flatMap((picture, queue) => (picture.kind === 'simple' ? [{ queue, picture }] : []))
  const judged = judgeUnits(ports, file, simple.map(({ queue, picture }) => ({ topic: picture.topic, queueId: picture.queueId, places: placesOf(picture), ordered: !disordered.has(queue) })))
  return { ...emptyPart, judged: judged.flatMap((irregular, index) => (irregular.length === 0 ? [] : [{ queue: simple[index]!.queue, irregular }])) }
}
