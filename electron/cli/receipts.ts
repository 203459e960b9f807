import type { OutputOf } from '../../shared/contract/contract'
import { confirmedName } from './confirm'
import { exit, type ExitCode } from './exit-codes'
import { bytes, time } from './figures'
import { print, withStore, type Invocation, type StoreAtHand } from './invocation'
import { listing } from './listing'
import { facts } from './table'
import { refusal } from './usage-error'

type Receipt = OutputOf<'listReceipts'>[number]

export interface UndoOptions {
  readonly assumeStopped?: boolean | undefined
  readonly acceptWrites?: boolean | undefined
}

export interface RecoverOptions {
  readonly assumeStopped?: boolean | undefined
  readonly finish?: boolean | undefined
}

/** What was done to a store: `receipts/1`, the oldest first. */
export const receipts = (invocation: Invocation, directory: string): Promise<ExitCode> =>
  withStore(invocation, directory, async ({ storeId, call }) => {
    const list = byTime(await call('listReceipts', { storeId }))
    print(invocation, { schema: 'receipts/1', receipts: list }, () => receiptTable(invocation, list))
    return exit.done
  })

/** Puts back what a cleanup set aside, the newest when none is named. */
export const undo = (invocation: Invocation, directory: string, id: string | undefined, { assumeStopped = false, acceptWrites = false }: UndoOptions): Promise<ExitCode> =>
  withStore(invocation, directory, async store => {
    const { id: receiptId, setAsideBytes } = await chosen(store, id, 'undo')
    const receipt = await store.call('undoCleanup', { storeId: store.storeId, lang: invocation.lang, receiptId, assumeStopped, acceptWrites })
    print(invocation, receipt, () => receiptFacts(invocation, receipt) + `${invocation.words.undone(setAsideBytes)}\n`)
    return exit.done
  })

/** Really deletes what a cleanup set aside, the newest when none is named. */
export const purge = (invocation: Invocation, directory: string, id: string | undefined, confirm: string | undefined): Promise<ExitCode> =>
  withStore(invocation, directory, async store => {
    const { id: receiptId, setAsideBytes } = await chosen(store, id, 'purge')
    const name = await confirmedName(invocation, confirm, invocation.words.askNameToPurge(store.brokerName, setAsideBytes))
    const receipt = await store.call('purgeCleanup', { storeId: store.storeId, lang: invocation.lang, receiptId, confirm: name })
    print(invocation, receipt, () => receiptFacts(invocation, receipt) + `${invocation.words.purged(receipt.freedBytes, receipt.fileSystem)}\n`)
    return exit.done
  })

/** Finishes or rolls back a run that was cut off; prints its receipt, or `null` when there was none. */
export const recover = (invocation: Invocation, directory: string, { assumeStopped = false, finish = false }: RecoverOptions): Promise<ExitCode> =>
  withStore(invocation, directory, async ({ storeId, call }) => {
    const receipt = await call('recoverCleanup', { storeId, lang: invocation.lang, assumeStopped, finish })
    const { words, names } = invocation
    print(invocation, receipt, () =>
      receipt === null ? `${words.nothingToRecover}\n` : receiptFacts(invocation, receipt) + `${words.recovered(names.receiptState[receipt.state])}\n`,
    )
    return exit.done
  })

/** The receipt named, else the newest that still has something set aside. @throws CallError */
async function chosen({ storeId, root, call }: StoreAtHand, id: string | undefined, verb: 'undo' | 'purge'): Promise<Receipt> {
  const list = byTime(await call('listReceipts', { storeId }))
  const found = id === undefined ? list.findLast(({ state }) => state === 'set-aside') : list.find(receipt => receipt.id === id)
  if (found !== undefined) return found
  throw id === undefined
    ? refusal(`nothing-to-${verb}`, `nothing is set aside in ${root}`, root)
    : refusal('no-such-receipt', `${root} has no receipt ${id}; "receipts" lists them`, root)
}

const byTime = (list: readonly Receipt[]): Receipt[] => list.toSorted((a, b) => a.startedAt - b.startedAt)

export function receiptFacts({ words, names, paint }: Invocation, receipt: Receipt): string {
  const { error, warning, info } = receipt.checkAfter
  return facts(
    [
      [words.receipt, receipt.id],
      [words.state, names.receiptState[receipt.state]],
      [words.steps, `${receipt.stepsDone}/${receipt.stepsTotal}`],
      [words.setAside, bytes(receipt.setAsideBytes)],
      [words.freed, bytes(receipt.freedBytes)],
      ...(receipt.state === 'set-aside' ? receipt.quarantine : []).map(directory => [words.quarantine, directory] as const),
      [words.checkAfter, words.summary(error, warning, info)],
    ],
    paint,
  )
}

function receiptTable(invocation: Invocation, list: readonly Receipt[]): string {
  const { words, names } = invocation
  if (list.length === 0) return `${words.noReceipts}\n`
  return listing(
    invocation,
    [
      { title: words.receipt, cell: receipt => receipt.id },
      { title: words.started, cell: receipt => time(receipt.startedAt) },
      { title: words.state, cell: receipt => names.receiptState[receipt.state] },
      { title: words.cut, cell: receipt => receipt.cutKind },
      { title: words.steps, cell: receipt => `${receipt.stepsDone}/${receipt.stepsTotal}`, align: 'right' },
      { title: words.setAside, cell: receipt => bytes(receipt.setAsideBytes), align: 'right' },
      { title: words.freed, cell: receipt => bytes(receipt.freedBytes), align: 'right' },
    ],
    list,
  )
}
