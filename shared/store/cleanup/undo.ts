import { Refusal } from '../errors'
import { takeStepsBack } from './carry-out'
import type { CleanupEnvironment } from './environment'
import { closeRun, continueRun, findRun, finish, requireState } from './find-run'
import type { JournalFile } from './journal-file'
import { obstaclesTo } from './obstacles'
import type { CleanupPlan } from './plan'
import { clearQuarantines } from './quarantine'
import type { CleanupReceipt } from './receipt'
import { requireStopped } from './stopped'
import { whereIs } from './take-step'

/**
 * Puts everything a cleanup set aside back where it was, bit for bit, the plan's steps backwards.
 * @throws Refusal `undo-blocked` naming what changed since; nothing was done then, and the files stay set aside
 */
export function undoCleanup(root: string, receiptId: string, environment: CleanupEnvironment): CleanupReceipt {
  const release = environment.hold(root)
  try {
    const run = findRun(root, receiptId, environment)
    requireState(run, ['set-aside'], 'undone')
    const { plan } = run.journal.open
    requireStopped(environment.liveness(), environment.options.assumeStopped)
    requireReturnable(plan, receiptId, environment)
    const journal = continueRun(run, environment)
    journal.append({ kind: 'back', reason: 'undo', startedAt: environment.now() })
    return putBack(journal, environment)
  } finally {
    release()
  }
}

/** @throws Refusal `undo-blocked` */
export function requireReturnable(plan: CleanupPlan, receiptId: string, { files }: CleanupEnvironment): void {
  const obstacles = obstaclesTo(plan, { files, receiptId, mode: 'set-aside' })
  const [first] = obstacles
  if (first === undefined) return
  const more = obstacles.length > 1 ? ` and ${obstacles.length - 1} more` : ''
  throw new Refusal('undo-blocked', `${first.path}: ${first.code}${more}; the store has changed since the cleanup, what was set aside stays where it is`, {
    path: first.path,
    blockers: obstacles.slice(0, 20).map(({ code, path }) => ({ code, message: '', path })),
    facts: { reason: first.code, obstacles: obstacles.length },
  })
}

/** Everything back, durable, checked, closed. Can be called again after a crash at any point of it. */
export function putBack(journal: JournalFile, environment: CleanupEnvironment): CleanupReceipt {
  const { plan, receiptId, mode } = journal.open
  const announced = Math.max(0, ...journal.entries.map(entry => (entry.kind === 'steps' && entry.way === 'aside' ? entry.to : 0)))
  const touched = plan.steps.filter(step => step.order <= announced || whereIs(step, { files: environment.files, receiptId, mode }) !== 'in-place')
  takeStepsBack(touched, journal, environment)
  clearQuarantines(plan.steps, receiptId, environment.cleanup)
  journal.append({ kind: 'restored', ...finish(journal, environment) })
  return closeRun(journal, environment)
}
