import { confirmedName } from './confirm'
import { exit, exitCodeForFindings, type ExitCode } from './exit-codes'
import { note, print, withStore, type Invocation } from './invocation'
import { readPlanFile } from './plan-file'
import { filesOf, planReview } from './plan-review'
import { shellWord } from './printable'
import { receiptFacts } from './receipts'

export interface ApplyOptions {
  readonly confirm?: string | undefined
  readonly purge?: boolean | undefined
  readonly assumeStopped?: boolean | undefined
}

/** Carries a plan out; prints `receipt/1`. */
export function apply(invocation: Invocation, file: string, { confirm, purge = false, assumeStopped = false }: ApplyOptions): Promise<ExitCode> {
  const { shell, lang, words } = invocation
  const plan = readPlanFile(file, shell.workingDirectory)
  const { root, tieredRoot, commitLogDirectories, brokerName } = plan.store
  // The plan says which store it is for, whatever else the command line says.
  const options = { ...invocation.options, tiered: tieredRoot ?? undefined, commitlog: commitLogDirectories.length > 1 ? commitLogDirectories.join(',') : undefined }
  return withStore(
    invocation,
    root,
    async ({ storeId, call }) => {
      const summary = await call('adoptPlan', { storeId, lang, plan })
      if (!invocation.options.json && confirm === undefined) shell.out(`${planReview(invocation, summary)}\n`)
      const name = await confirmedName(invocation, confirm, words.askName(brokerName, filesOf(summary), summary.effects.setAsideBytes, purge))
      const receipt = await call('applyPlan', { storeId, lang, planId: summary.id, digest: summary.digest, confirm: name, purge, assumeStopped })
      print(invocation, receipt, () => receiptFacts(invocation, receipt) + `${receipt.state === 'purged' ? words.purged(receipt.freedBytes, receipt.fileSystem) : words.setAsideOnly(receipt.setAsideBytes)}\n`)
      if (receipt.state === 'set-aside') note(invocation, words.undoWith(shellWord(root), receipt.id))
      return receipt.stepsTotal === 0 ? exit.done : exitCodeForFindings(receipt.checkAfter)
    },
    options,
  )
}
