import { join, parentOf } from '../bytes/store-files'
import type { InUse } from '../in-use'
import { QUARANTINE_NAME } from '../snapshot/census'
import type { PendingCounts } from './pending'
import type { Blocker } from './plan'
import type { LocalPlan } from './plan-local'
import { blocker, queueKey, type DraftStep, type Planning } from './planning'
import { isSettled } from './receipt'
import { listReceipts } from './receipts'
import { livenessBlockers } from './stopped'

/** What stands in the way whatever is cut: a running broker, a layout we must not delete from, an unfinished cleanup. */
export function storeBlockers({ snapshot, files }: Planning, inUse: InUse, journalDirectory: string | undefined): Blocker[] {
  const { store } = snapshot
  const { receipts, unreadable } = listReceipts(files, store.root, journalDirectory)
  return [
    ...livenessBlockers(inUse),
    ...(store.consumeQueueLayout === 'simple' ? [] : [blocker('layout-not-supported', { reason: store.consumeQueueLayout })]),
    ...store.traits.filter(trait => trait === 'dledger' || trait === 'controller' || trait === 'compaction').map(trait => blocker('layout-not-supported', { reason: trait })),
    ...snapshot.unreadFolders.map(({ path, error }) => blocker('wrong-size', { sizeBytes: 0, error }, path)),
    ...receipts.filter(({ state }) => !isSettled(state)).map(({ id, state }) => blocker('unfinished-cleanup', { receipt: id, state })),
    ...unreadable.map(({ directory, trouble }) => blocker('unfinished-cleanup', { reason: trouble.code }, directory)),
  ]
}

/** Quarantine must be on the file system of the file: only a rename keeps everything and needs no room. */
export function deviceBlockers({ files, factsOf }: Planning, steps: readonly DraftStep[]): Blocker[] {
  const found = new Map<string, Blocker>()
  const deviceOf = new Map<string, string | undefined>()
  for (const step of steps) {
    const path = join(step.base, step.path)
    if (!deviceOf.has(step.base)) deviceOf.set(step.base, (files.stat(join(step.base, QUARANTINE_NAME)) ?? files.stat(step.base))?.device)
    const directory = parentOf(path)
    if (factsOf.get(path)?.device !== deviceOf.get(step.base)) found.set(directory, blocker('layout-not-supported', { reason: 'other-file-system', base: step.base }, directory))
  }
  return [...found.values()]
}

/** Every directory that a step takes something from or puts something into. */
export function readOnlyBlockers(steps: readonly DraftStep[], isReadOnly: ((directory: string) => boolean) | undefined): Blocker[] {
  const directories = new Set(steps.flatMap(step => [step.base, parentOf(join(step.base, step.path))]))
  return [...directories].filter(directory => isReadOnly?.(directory) === true).map(directory => blocker('read-only-file-system', {}, directory))
}

export const pendingBlockers = ({ delayed, timer, half, revive }: PendingCounts): Blocker[] =>
  delayed + timer + half + revive === 0 ? [] : [blocker('pending-messages', { delayed, timer, half, revive })]

/**
 * A local minimum past the end of the tiered queue makes the broker destroy all of that queue's tiered data (store-format
 * T11): the local messages in between must be uploaded first.
 */
export function uploadBlockers({ snapshot }: Planning, { changes }: LocalPlan): Blocker[] {
  const tiered = new Map((snapshot.tiered?.queues ?? []).map(queue => [queueKey(queue), queue]))
  return changes.flatMap(({ before, after }) => {
    const queue = tiered.get(queueKey(before))
    if (queue === undefined || queue.consumeQueue.segments.length === 0 || after.minOffset <= queue.maxOffset || before.minOffset > queue.maxOffset) return []
    return [blocker('not-yet-uploaded', { topic: before.topic, queueId: before.queueId, localMinOffset: after.minOffset, tieredMaxOffset: queue.maxOffset })]
  })
}
