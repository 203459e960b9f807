import { parentOf } from '../bytes/store-files'
import type { CleanupEnvironment } from './environment'
import { closeRun, finish } from './find-run'
import type { JournalFile } from './journal-file'
import type { CleanupPlan } from './plan'
import { clearQuarantines, draftOf, quarantineOf } from './quarantine'
import type { CleanupReceipt } from './receipt'

/** Every step is taken and durable: checks the store and closes the run. */
export function finishApply(journal: JournalFile, environment: CleanupEnvironment): CleanupReceipt {
  const { plan, receiptId, mode } = journal.open
  const drafts = plan.steps.filter(({ action }) => action !== 'set-aside')
  for (const step of drafts) environment.cleanup.remove(draftOf(step, receiptId))
  if (mode === 'remove') {
    // Its receipt makes durable what goes from the run's own folder; nothing would have drafts elsewhere stay gone.
    const elsewhere = drafts.filter(step => quarantineOf(step, receiptId) !== journal.directory).map(step => parentOf(draftOf(step, receiptId)))
    for (const directory of new Set(elsewhere)) if (environment.files.stat(directory) !== undefined) environment.cleanup.syncDirectory(directory)
    clearQuarantines(plan.steps, receiptId, environment.cleanup)
  }
  journal.append({ kind: 'applied', stepsDone: plan.steps.length, setAsideBytes: bytesOf(plan, mode), ...finish(journal, environment) })
  return closeRun(journal, environment)
}

/** Set aside: the lengths of the files, proven again when each was taken. Removed: what they took on disk. */
const bytesOf = ({ steps }: CleanupPlan, mode: JournalFile['open']['mode']): number =>
  steps.reduce((sum, step) => (step.action === 'set-aside' ? sum + (mode === 'remove' ? step.allocatedBytes : step.sizeBytes) : sum), 0)
