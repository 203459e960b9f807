import type { CleanupEnvironment } from './environment'
import { closeRun, finish } from './find-run'
import type { JournalFile } from './journal-file'
import type { CleanupPlan } from './plan'
import { clearQuarantines, draftOf } from './quarantine'
import type { CleanupReceipt } from './receipt'

/** Every step is taken and durable: checks the store and closes the run. */
export function finishApply(journal: JournalFile, environment: CleanupEnvironment): CleanupReceipt {
  const { plan, receiptId, mode } = journal.open
  for (const step of plan.steps) if (step.action === 'rewrite') environment.cleanup.remove(draftOf(step, receiptId))
  if (mode === 'remove') clearQuarantines(plan.steps, receiptId, environment.cleanup)
  journal.append({ kind: 'applied', stepsDone: plan.steps.length, setAsideBytes: bytesOf(plan, mode), ...finish(journal, environment) })
  return closeRun(journal, environment)
}

/** Set aside: the lengths of the files, proven again when each was taken. Removed: what they took on disk. */
const bytesOf = ({ steps }: CleanupPlan, mode: JournalFile['open']['mode']): number =>
  steps.reduce((sum, step) => (step.action === 'set-aside' ? sum + (mode === 'remove' ? step.allocatedBytes : step.sizeBytes) : sum), 0)
