import { join, parentOf } from '../bytes/store-files'
import { syncTaken, takeSteps } from './carry-out'
import type { CleanupEnvironment } from './environment'
import { continueRun, findRun, type FoundRun } from './find-run'
import { finishApply } from './finish-apply'
import { identityOf } from './identity'
import type { JournalFile } from './journal-file'
import { JOURNAL_NAME, refuseTrouble, RESERVE_NAME } from './journal-file'
import type { FileIdentity, Step } from './plan'
import { removeAside } from './purge'
import { holdStore, sourceOf } from './quarantine'
import { isSettled, type CleanupReceipt } from './receipt'
import { listReceipts } from './receipts'
import { requireStopped } from './stopped'
import { whereIs, type StepContext } from './take-step'
import { putBack, requireReturnable } from './undo'

/** Which way an unfinished cleanup goes. Undo and purge always go on the way they were going. */
export type Direction = 'back' | 'forward'

/**
 * Ends what a crash, a kill or a failure left unfinished, so that the store is exactly as before the cleanup or exactly as
 * after it. Being killed here too is fine: the next recover goes on.
 * @param direction `back` unless every step was done already, or files were removed for good: those only go forward
 * @returns the receipt of the last run ended here, null when there was nothing to do
 * @throws Refusal when the journal or the store no longer allows either; nothing was done then
 */
export function recover(root: string, environment: CleanupEnvironment, direction: Direction = 'back'): CleanupReceipt | null {
  const release = holdStore(root, environment)
  try {
    const { receipts, unreadable, empty } = listReceipts(environment.files, root, environment.options.journalDirectory)
    const [doubtful] = unreadable
    if (doubtful !== undefined) refuseTrouble(doubtful.trouble, doubtful.directory)
    for (const directory of empty) clearEmptyRun(directory, environment)
    let last: CleanupReceipt | null = null
    for (const { id, state } of receipts) if (!isSettled(state)) last = recoverRun(findRun(root, id, environment), direction, environment)
    return last
  } finally {
    release()
  }
}

function recoverRun(run: FoundRun, direction: Direction, environment: CleanupEnvironment): CleanupReceipt {
  const { options } = environment
  const { plan, receiptId, mode } = run.journal.open
  const context = contextOf(run.journal, environment)
  if (run.receipt.state === 'purging') return removeAside(continueRun(run, environment), environment)
  if (run.receipt.state === 'undoing') {
    requireStopped(environment.liveness(), options.assumeStopped)
    requireReturnable(plan, receiptId, environment)
    return putBack(continueRun(run, environment), environment)
  }

  const remaining = plan.steps.filter(step => !isDone(step, context))
  if (remaining.length === 0) {
    // Everything was done but the closing entry; what the run had no time to make durable, is now.
    syncTaken(plan.steps, context)
    return finishApply(continueRun(run, environment), environment)
  }
  requireStopped(environment.liveness(), options.assumeStopped)
  const anyRemoved = mode === 'remove' && remaining.length < plan.steps.length
  if (direction === 'forward' || anyRemoved) return goOn(run, remaining, environment)
  requireReturnable(plan, receiptId, environment)
  const journal = continueRun(run, environment)
  journal.append({ kind: 'back', reason: 'roll-back', startedAt: environment.now() })
  return putBack(journal, environment)
}

const contextOf = ({ open: { receiptId, mode } }: Pick<JournalFile, 'open'>, { files, cleanup }: CleanupEnvironment): StepContext => ({ files, cleanup, receiptId, mode })

const isDone = (step: Step, context: StepContext): boolean => {
  const where = whereIs(step, context)
  return where === 'aside' || (where === 'gone' && context.mode === 'remove')
}

/** Carries the rest of a plan out, with all the proofs of a first run. */
function goOn(run: FoundRun, remaining: readonly Step[], environment: CleanupEnvironment): CleanupReceipt {
  const { plan } = run.journal.open
  const expected = new Map<string, FileIdentity>(plan.bound.map(file => [file.path, identityOf(file)]))
  const left = new Set(remaining)
  for (const step of plan.steps) {
    if (left.has(step)) continue
    const replaced = step.action !== 'set-aside' ? environment.files.stat(sourceOf(step)) : undefined
    if (replaced === undefined) expected.delete(sourceOf(step))
    else expected.set(sourceOf(step), identityOf(replaced))
  }
  const journal = continueRun(run, environment)
  syncTaken(plan.steps.filter(step => !left.has(step)), contextOf(journal, environment))
  takeSteps(remaining, expected, journal, environment)
  return finishApply(journal, environment)
}

/** A run that had not begun leaves at most its reserve, the start of a journal line and empty directories. */
function clearEmptyRun(directory: string, { files, cleanup }: CleanupEnvironment): void {
  const removeEmpty = (path: string): void => {
    for (const { name, kind } of files.list(path) ?? []) if (kind === 'directory') removeEmpty(join(path, name))
    cleanup.removeDirectory(path)
  }
  for (const name of [RESERVE_NAME, JOURNAL_NAME]) cleanup.remove(join(directory, name))
  removeEmpty(directory)
  cleanup.syncDirectory(parentOf(directory))
}
