import { exit, type ExitCode } from './exit-codes'
import { note, print, withStore, type Invocation } from './invocation'
import { parseCut, type CutOptions } from './parse-cut'
import { writePlanFile } from './plan-file'
import { planReview } from './plan-review'
import { shellWord } from './printable'

export interface PlanOptions extends CutOptions {
  readonly allowPending?: boolean | undefined
  readonly out?: string | undefined
}

/** A cleanup plan, `plan/1`: printed, and written with `--out`. Changes nothing. */
export function plan(invocation: Invocation, directory: string, options: PlanOptions): Promise<ExitCode> {
  const cut = parseCut(options, invocation.now())
  const { lang, words } = invocation
  return withStore(invocation, directory, async ({ storeId, call }) => {
    const summary = await call('planCleanup', { storeId, lang, cut, allowPending: options.allowPending === true })
    const sealed = await call('planDocument', { storeId, planId: summary.id, lang })
    // The digest leaves the blockers' sentences out, so that they can be in the reader's language.
    const document = { ...sealed, blockers: summary.blockers }
    const file = options.out === undefined ? undefined : writePlanFile(document, options.out, invocation.shell.workingDirectory)
    print(invocation, document, () => planReview(invocation, summary))
    if (file !== undefined) note(invocation, words.writtenTo(file))
    if (file !== undefined && summary.blockers.length === 0 && document.steps.length > 0) note(invocation, words.applyWith(shellWord(file), shellWord(document.store.brokerName)))
    return summary.blockers.length > 0 ? exit.refused : exit.done
  })
}
