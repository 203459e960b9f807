import { Refusal } from '../errors'
import { takeStepsBack } from './carry-out'
import type { CleanupEnvironment } from './environment'
import { closeRun, continueRun, findRun, finish, requireState } from './find-run'
import type { JournalFile } from './journal-file'
import { changesBetween, namedChanges } from './identity'
import { obstaclesTo } from './obstacles'
import type { CleanupPlan, FileIdentity } from './plan'
import { clearQuarantines, holdStore, sourceOf } from './quarantine'
import type { CleanupReceipt } from './receipt'
import { requireStopped } from './stopped'
import { whereIs } from './take-step'

/**
 * Puts everything a cleanup set aside back where it was, bit for bit, the plan's steps backwards.
 * @throws Refusal `undo-blocked` or `written-since` naming what changed since; nothing was done then, and the files stay set aside
 */
export function undoCleanup(root: string, receiptId: string, environment: CleanupEnvironment): CleanupReceipt {
  const release = holdStore(root, environment)
  try {
    const run = findRun(root, receiptId, environment)
    requireState(run, ['set-aside'], 'undone')
    const { plan } = run.journal.open
    requireStopped(environment.liveness(), environment.options.assumeStopped)
    requireReturnable(plan, receiptId, environment)
    if (environment.options.acceptWrites !== true) requireUnwritten(plan, environment)
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

/**
 * Nobody has written to the store since: it becomes what it was, and not a mixture. The number of a device may be another after
 * a restart.
 * @throws Refusal `written-since` naming the files
 */
function requireUnwritten({ bound, steps }: CleanupPlan, { seen }: CleanupEnvironment): void {
  const ours = new Set(steps.map(sourceOf))
  const withoutDevice = <F extends FileIdentity>(file: F): F => ({ ...file, inode: file.inode.slice(file.inode.indexOf(':') + 1) })
  const expected = new Map(bound.filter(({ path }) => !ours.has(path)).map(file => [file.path, withoutDevice(file)]))
  const changes = changesBetween(expected, seen().filter(({ path }) => !ours.has(path)).map(withoutDevice))
  const [first] = changes
  if (first === undefined) return
  throw new Refusal('written-since', `${first.path} and ${changes.length - 1} more were written since the cleanup; what was set aside stays where it is`, {
    path: first.path,
    blockers: namedChanges(changes, 'file-written-since'),
    facts: { files: changes.length, change: first.change },
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
