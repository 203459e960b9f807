import { join } from '../bytes/store-files'
import { Failure, Refusal } from '../errors'
import { QUARANTINE_NAME } from '../snapshot/census'
import { takeSteps } from './carry-out'
import { isSealed } from './digest'
import type { CleanupEnvironment } from './environment'
import { freeBytesOf } from './find-run'
import { finishApply } from './finish-apply'
import { changesBetween, identityOf, refuseChanged } from './identity'
import { JOURNAL_SCHEMA, type OpenEntry } from './journal'
import { JournalFile, RESERVE_NAME } from './journal-file'
import type { CleanupPlan, FileIdentity } from './plan'
import { requireSafePlan } from './plan-shape'
import { holdStore, makeDurableDirectories, receiptDirectory, requireOwnQuarantines } from './quarantine'
import type { CleanupReceipt } from './receipt'
import { isSettled } from './receipt'
import { listReceipts, newReceiptId } from './receipts'
import { isLifted, requireStopped } from './stopped'

const RESERVE_BYTES = 65_536

/**
 * Carries a plan out, that value and nothing else. Until the first file moves a refusal leaves the store untouched; from
 * then on a failure or a kill leaves it as after the last finished batch, a state a broker starts on, and `recover` rolls
 * it back or finishes it.
 * @throws Refusal, Failure, Cancelled
 */
export function executePlan(plan: CleanupPlan, environment: CleanupEnvironment): CleanupReceipt {
  requireAcceptable(plan, environment.options.assumeStopped)
  const { root } = plan.store
  const { journalDirectory } = environment.options
  if (journalDirectory !== undefined && [root, ...(plan.store.tieredRoot === null ? [] : [plan.store.tieredRoot]), ...plan.store.commitLogDirectories].some(directory => isInside(directory, journalDirectory)))
    throw new Refusal('journal-inside-store', `${journalDirectory} lies inside the store: choose a directory elsewhere`, { path: journalDirectory })
  requireOwnQuarantines(environment.files, plan.steps.map(({ base }) => base))
  const release = holdStore(root, environment)
  try {
    requireSettled(root, environment)
    const expected = new Map<string, FileIdentity>(plan.bound.map(file => [file.path, identityOf(file)]))
    requireStopped(environment.liveness(), environment.options.assumeStopped)
    const changes = changesBetween(expected, environment.seen())
    if (changes.length > 0) refuseChanged(changes)

    const journal = begin(plan, environment)
    takeSteps(plan.steps, expected, journal, environment)
    return finishApply(journal, environment)
  } finally {
    release()
  }
}

/** @throws Refusal `plan-invalid`, `nothing-to-do`, or the first blocker's code */
export function requireAcceptable(plan: CleanupPlan, assumeStopped: boolean): void {
  if (plan.schema !== 'plan/1') throw new Refusal('plan-invalid', `the plan is of the format ${String(plan.schema)}; this version carries out plan/1`, { facts: { reason: 'schema' } })
  if (!isSealed(plan)) throw new Refusal('plan-invalid', `the plan ${plan.id} does not have the digest ${plan.digest}: it was changed after it was made`, { facts: { reason: 'digest' } })
  requireSafePlan(plan)
  const blockers = plan.blockers.filter(blocker => !isLifted(blocker, assumeStopped))
  const [first] = blockers
  if (first !== undefined) throw new Refusal(first.code, `the plan ${plan.id} has blockers: ${blockers.map(({ code }) => code).join(', ')}`, { blockers, facts: first.facts })
  if (plan.steps.length === 0) throw new Refusal('nothing-to-do', `the plan ${plan.id} has no steps`)
}

/** @throws Refusal `unfinished-cleanup`: only one run at a time can be rolled back */
function requireSettled(root: string, { files, options }: CleanupEnvironment): void {
  const { receipts, unreadable } = listReceipts(files, root, options.journalDirectory)
  const open = receipts.find(({ state }) => !isSettled(state))
  if (open !== undefined) throw new Refusal('unfinished-cleanup', `the cleanup ${open.id} is not finished (${open.state}): recover first`, { facts: { receipt: open.id, state: open.state } })
  const [doubtful] = unreadable
  if (doubtful !== undefined) throw new Refusal('unfinished-cleanup', `${doubtful.directory}: ${doubtful.trouble.code}`, { path: doubtful.directory, facts: { reason: doubtful.trouble.code } })
}

function begin(plan: CleanupPlan, environment: CleanupEnvironment): JournalFile {
  const { files, cleanup, options } = environment
  const { root } = plan.store
  const startedAt = environment.now()
  const receiptId = newReceiptId(plan.id, startedAt, id =>
    [receiptDirectory(root, id, options.journalDirectory), join(root, QUARANTINE_NAME, id)].some(path => files.stat(path) !== undefined),
  )
  const directory = receiptDirectory(root, receiptId, options.journalDirectory)
  const open: OpenEntry = {
    kind: 'open',
    schema: JOURNAL_SCHEMA,
    receiptId,
    startedAt,
    mode: options.removeAtOnce === true ? 'remove' : 'set-aside',
    assumedStopped: options.assumeStopped,
    tool: options.tool,
    freeBytesBefore: freeBytesOf(plan, environment),
    plan,
  }
  try {
    makeDurableDirectories(files, cleanup, [directory])
  } catch (error) {
    if (error instanceof Failure && error.code === 'EROFS')
      throw new Refusal('read-only-file-system', `${directory} cannot be made: the file system is read-only`, { path: directory })
    throw error
  }
  cleanup.writeNew(join(directory, RESERVE_NAME), new Uint8Array(RESERVE_BYTES))
  return JournalFile.begin(cleanup, directory, open)
}

const isInside = (root: string, path: string): boolean => path === root || path.startsWith(`${root}/`)
