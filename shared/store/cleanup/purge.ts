import { parentOf } from '../bytes/store-files'
import { step as report } from '../progress'
import type { CleanupEnvironment } from './environment'
import { closeRun, continueRun, findRun, finish, freeBytesOf, requireState } from './find-run'
import type { JournalFile } from './journal-file'
import { asideOf, clearQuarantines, draftOf, holdStore } from './quarantine'
import type { CleanupReceipt } from './receipt'

/** Really removes what a cleanup set aside. The store itself is not touched, so a broker may be running. */
export function purgeCleanup(root: string, receiptId: string, environment: CleanupEnvironment): CleanupReceipt {
  const release = holdStore(root, environment)
  try {
    const run = findRun(root, receiptId, environment)
    requireState(run, ['set-aside'], 'purged')
    const journal = continueRun(run, environment)
    const { files } = environment
    const bytes = journal.open.plan.steps.reduce((sum, step) => sum + (files.stat(asideOf(step, receiptId))?.allocatedBytes ?? 0), 0)
    journal.append({ kind: 'purge', startedAt: environment.now(), bytes, freeBytesBefore: freeBytesOf(journal.open.plan, environment) })
    return removeAside(journal, environment)
  } finally {
    release()
  }
}

/** Removes what is still there, closes. Can be called again after a crash at any point of it. */
export function removeAside(journal: JournalFile, environment: CleanupEnvironment): CleanupReceipt {
  const { files, cleanup, watch } = environment
  const { plan, receiptId } = journal.open
  for (const [index, step] of plan.steps.entries()) {
    if (index % 16 === 0) report(watch, 'removing', index, plan.steps.length)
    cleanup.remove(asideOf(step, receiptId))
    if (step.action !== 'set-aside') cleanup.remove(draftOf(step, receiptId))
  }
  for (const directory of new Set(plan.steps.map(step => parentOf(asideOf(step, receiptId)))))
    if (files.stat(directory) !== undefined) cleanup.syncDirectory(directory)
  clearQuarantines(plan.steps, receiptId, cleanup)
  const freedBytes = journal.entries.reduce((bytes, entry) => (entry.kind === 'purge' ? Math.max(bytes, entry.bytes) : bytes), 0)
  journal.append({ kind: 'purged', freedBytes, ...finish(journal, environment) })
  return closeRun(journal, environment)
}
