import { join, nameOf, type StoreFiles } from '../bytes/store-files'
import { QUARANTINE_NAME } from '../snapshot/census'
import { canonicalJson } from './canonical'
import type { CleanupFiles } from './cleanup-files'
import type { JournalEntry, OpenEntry } from './journal'
import { openJournal, RECEIPT_NAME, type JournalTrouble } from './journal-file'
import { quarantinesOf } from './quarantine'
import { isSettled, type CleanupReceipt, type ReceiptState } from './receipt'

/** What a run has done so far: a journal told shortly. */
export function receiptOf(open: OpenEntry, entries: readonly JournalEntry[]): CleanupReceipt {
  const { plan, receiptId, mode, startedAt, freeBytesBefore, assumedStopped, tool } = open
  let state: ReceiptState = 'applying'
  let reason: 'undo' | 'roll-back' = 'undo'
  let stepsDone = 0
  let setAsideBytes = 0
  let freedBytes = 0
  let before = freeBytesBefore
  let finished: { readonly finishedAt: number; readonly freeBytesAfter: number | null; readonly checkAfter: CleanupReceipt['checkAfter'] } | undefined
  for (const entry of entries) {
    switch (entry.kind) {
      case 'steps':
        if (entry.way === 'aside') stepsDone = entry.from - 1
        break
      case 'applied':
        state = mode === 'remove' ? 'purged' : 'set-aside'
        stepsDone = entry.stepsDone
        setAsideBytes = mode === 'remove' ? 0 : entry.setAsideBytes
        freedBytes = mode === 'remove' ? entry.setAsideBytes : 0
        finished = entry
        break
      case 'back':
        state = 'undoing'
        reason = entry.reason
        break
      case 'restored':
        state = reason === 'undo' ? 'undone' : 'rolled-back'
        if (reason === 'roll-back') stepsDone = 0
        setAsideBytes = 0
        finished = entry
        break
      case 'purge':
        state = 'purging'
        before = entry.freeBytesBefore
        break
      case 'purged':
        state = 'purged'
        freedBytes = entry.freedBytes
        finished = entry
        break
      case 'open':
      case 'resumed':
        break
    }
  }
  const after = finished?.freeBytesAfter ?? null
  return {
    schema: 'receipt/1',
    id: receiptId,
    state,
    planDigest: plan.digest,
    cutKind: plan.cut.kind,
    startedAt,
    finishedAt: isSettled(state) ? (finished?.finishedAt ?? 0) : 0,
    stepsDone,
    stepsTotal: plan.steps.length,
    setAsideBytes,
    freedBytes,
    fileSystem: before === null || after === null || !isSettled(state) ? null : { freeBytesBefore: before, freeBytesAfter: after },
    quarantine: quarantinesOf(plan.steps, receiptId),
    checkAfter: finished?.checkAfter ?? { error: 0, warning: 0, info: 0 },
    assumedStopped,
    tool,
  }
}

export interface ReceiptList {
  /** Oldest first. A state that is not settled needs `recover`. */
  readonly receipts: readonly CleanupReceipt[]
  /** Runs whose journal cannot be acted on, by absolute directory. */
  readonly unreadable: readonly { readonly directory: string; readonly trouble: JournalTrouble }[]
  /** Folders of runs that had not begun. */
  readonly empty: readonly string[]
  /** What `recover` is for: the id of a run that is not settled, or the folder name of one that cannot be read. */
  readonly unfinished: string | undefined
}

/** Every run whose journal lies with the store, or in `journalDirectory`. @throws Failure */
export function listReceipts(files: StoreFiles, root: string, journalDirectory?: string): ReceiptList {
  const receipts: CleanupReceipt[] = []
  const unreadable: { directory: string; trouble: JournalTrouble }[] = []
  const empty: string[] = []
  const places = new Set([join(root, QUARANTINE_NAME), ...(journalDirectory === undefined ? [] : [journalDirectory])])
  const elsewhere = new Map<string, JournalTrouble>()
  for (const place of places)
    for (const { name, kind } of files.list(place) ?? []) {
      if (kind !== 'directory' || !isReceiptId(name)) continue
      const directory = join(place, name)
      const opened = openJournal(files, directory, root)
      if (opened.state === 'readable') receipts.push(receiptOf(opened.journal.open, opened.journal.entries))
      else if (opened.state === 'empty') empty.push(directory)
      else if (opened.trouble.code === 'journal-missing') elsewhere.set(directory, opened.trouble)
      else unreadable.push({ directory, trouble: opened.trouble })
    }
  for (const [directory, trouble] of elsewhere)
    if (!receipts.some(receipt => receipt.id === nameOf(directory))) unreadable.push({ directory, trouble })
  receipts.sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))
  const [doubtful] = unreadable
  return {
    receipts,
    unreadable,
    empty: empty.filter(directory => !receipts.some(receipt => receipt.id === nameOf(directory))),
    unfinished: receipts.find(({ state }) => !isSettled(state))?.id ?? (doubtful && nameOf(doubtful.directory)),
  }
}

/** `{plan id}-{yyyymmddThhmmss}` in UTC, and a number when that is taken. */
export function newReceiptId(planId: string, at: number, isTaken: (id: string) => boolean): string {
  const id = `${planId}-${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? id : `${id}-${number}`
    if (!isTaken(candidate)) return candidate
  }
}

const isReceiptId = (name: string): boolean => /^[0-9a-f]{12}-\d{8}T\d{6}(?:-\d+)?$/.test(name)

/** The receipt as a file beside the journal, replaced as a whole. */
export function writeReceipt(cleanup: CleanupFiles, directory: string, receipt: CleanupReceipt): void {
  const path = join(directory, RECEIPT_NAME)
  const draft = `${path}.new`
  cleanup.remove(draft)
  cleanup.writeNew(draft, new TextEncoder().encode(`${canonicalJson(receipt)}\n`))
  cleanup.replace(draft, path)
  cleanup.syncDirectory(directory)
}
