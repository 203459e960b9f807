import { join } from '../bytes/store-files'
import { Failure, Refusal } from '../errors'
import { QUARANTINE_NAME } from '../snapshot/census'
import type { CleanupEnvironment } from './environment'
import { JOURNAL_NAME, JournalFile, openJournal, refuseTrouble, RESERVE_NAME, type ReadableJournal } from './journal-file'
import type { CleanupPlan } from './plan'
import { requireOwnQuarantines } from './quarantine'
import { receiptOf, writeReceipt } from './receipts'
import type { CleanupReceipt, ReceiptState } from './receipt'

/** One earlier run, read and not yet written to. */
export interface FoundRun {
  readonly directory: string
  readonly journal: ReadableJournal
  readonly receipt: CleanupReceipt
}

/** @throws Refusal `unknown-receipt`, or why its journal cannot be acted on */
export function findRun(root: string, receiptId: string, { files, options }: CleanupEnvironment): FoundRun {
  const places = [...(options.journalDirectory === undefined ? [] : [options.journalDirectory]), join(root, QUARANTINE_NAME)]
  const directories = places.map(place => join(place, receiptId))
  const directory = directories.find(at => files.stat(join(at, JOURNAL_NAME)) !== undefined) ?? directories[0]!
  const opened = openJournal(files, directory, root)
  if (opened.state === 'trouble') refuseTrouble(opened.trouble, directory)
  if (opened.state === 'empty') throw new Refusal('unknown-receipt', `there is no cleanup ${receiptId} of ${root}`, { path: directory, facts: { receipt: receiptId, root } })
  const { journal } = opened
  requireOwnQuarantines(files, journal.open.plan.steps.map(({ base }) => base))
  return { directory, journal, receipt: receiptOf(journal.open, journal.entries) }
}

/** @throws Refusal `wrong-state` naming the state and those in which it could be done */
export function requireState({ receipt }: FoundRun, wanted: readonly ReceiptState[], what: string): void {
  if (wanted.includes(receipt.state)) return
  const code = receipt.state === 'applying' || receipt.state === 'undoing' || receipt.state === 'purging' ? 'unfinished-cleanup' : 'wrong-state'
  throw new Refusal(code, `the cleanup ${receipt.id} is ${receipt.state}: it cannot be ${what}`, { facts: { receipt: receipt.id, state: receipt.state } })
}

/** Goes on writing a run's journal. The reserve makes room for it where the file system is full. */
export function continueRun(run: FoundRun, { cleanup, now }: CleanupEnvironment): JournalFile {
  cleanup.remove(join(run.directory, RESERVE_NAME))
  return JournalFile.resume(cleanup, run.directory, run.journal, now())
}

/** The receipt as the journal tells it; also as a file, for people and scripts, where there is room for one. */
export function closeRun(journal: JournalFile, { cleanup }: CleanupEnvironment): CleanupReceipt {
  const receipt = receiptOf(journal.open, journal.entries)
  try {
    writeReceipt(cleanup, journal.directory, receipt)
  } catch (error) {
    // The journal is closed and durable; the file only repeats it, and the run must not look failed for its sake.
    if (!(error instanceof Failure)) throw error
  }
  return receipt
}

/** What every closing entry measures. */
export function finish(journal: JournalFile, environment: CleanupEnvironment): Pick<CleanupReceipt, 'finishedAt' | 'checkAfter'> & { readonly freeBytesAfter: number | null } {
  const checkAfter = environment.checkAfter()
  return { finishedAt: environment.now(), checkAfter, freeBytesAfter: freeBytesOf(journal.open.plan, environment) }
}

/** Free bytes of all the file systems that a plan takes files from, together; null where one does not tell. */
export function freeBytesOf({ steps, store }: CleanupPlan, { files, freeBytes }: Pick<CleanupEnvironment, 'files' | 'freeBytes'>): number | null {
  const bases = new Map([store.root, ...steps.map(({ base }) => base)].map(base => [files.stat(base)?.device, base]))
  const free = [...bases.values()].map(base => freeBytes(base))
  return free.some(bytes => bytes === undefined) ? null : free.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0)
}
