import { parentOf } from '../bytes/store-files'
import { step as report } from '../progress'
import type { CleanupEnvironment } from './environment'
import { changesBetween, identityOf, refuseChanged } from './identity'
import type { JournalFile } from './journal-file'
import type { FileIdentity, Step } from './plan'
import { asideOf, makeDurableDirectories, sourceOf } from './quarantine'
import { requireStillStopped } from './stopped'
import { takeBack, takeStep, type StepContext } from './take-step'

const STEPS_AT_ONCE = 64

/**
 * Steps of one kind that may be announced and made durable together. A log or a queue must be without a gap whatever part
 * of a batch a power loss keeps: segments go one by one, and of a queue one file at a time. No order is needed among index
 * files, among tiered files that no row names, nor between the metadata and its `.bak` while all files are there.
 */
function batchesOf(steps: readonly Step[]): Step[][] {
  const batches: Step[][] = []
  for (const step of steps) {
    const batch = batches.at(-1)
    if (batch !== undefined && batch[0]!.kind === step.kind && batch.length < STEPS_AT_ONCE && mayJoin(step, batch.at(-1)!)) batch.push(step)
    else batches.push([step])
  }
  return batches
}

function mayJoin({ kind, path }: Step, last: Step): boolean {
  if (kind === 'commitlog') return false
  return kind !== 'consume-queue' || parentOf(path) !== parentOf(last.path)
}

/**
 * Takes steps in plan order. Before each stage (a kind of file) the broker must be stopped and every file of the store be
 * the one that was reviewed; before each batch the journal says what comes; after it the changed directories are durable,
 * the receiving ones first.
 * @param expected the files of the store as they should be found; steps taken are taken out of it
 * @throws Refusal, Failure, Cancelled: the steps before are durable, the rest is untouched
 */
export function takeSteps(steps: readonly Step[], expected: Map<string, FileIdentity>, journal: JournalFile, environment: CleanupEnvironment): void {
  const { files, cleanup, watch } = environment
  const { receiptId, mode } = journal.open
  const context: StepContext = { files, cleanup, receiptId, mode }
  makeQuarantines(steps, context)
  let stage: Step['kind'] | undefined
  let done = 0
  for (const batch of batchesOf(steps)) {
    const [first, last] = [batch[0]!, batch.at(-1)!]
    report(watch, 'setting-aside', done, steps.length)
    if (first.kind !== stage) {
      requireStillStopped(environment.liveness(), environment.options.assumeStopped)
      const changes = changesBetween(expected, environment.seen())
      if (changes.length > 0) refuseChanged(changes)
      stage = first.kind
    }
    journal.append({ kind: 'steps', way: 'aside', from: first.order, to: last.order })
    for (const step of batch) {
      takeStep(step, context)
      noteTaken(step, expected, environment)
    }
    syncTaken(batch, context)
    done += batch.length
  }
}

/** Puts steps back in the opposite order: what is pointed at returns before what points. */
export function takeStepsBack(steps: readonly Step[], journal: JournalFile, environment: CleanupEnvironment): void {
  const { files, cleanup, watch } = environment
  const { receiptId, mode } = journal.open
  const context: StepContext = { files, cleanup, receiptId, mode }
  let stage: Step['kind'] | undefined
  let done = 0
  for (const batch of batchesOf(steps.toReversed())) {
    const [first, last] = [batch[0]!, batch.at(-1)!]
    report(watch, 'putting-back', done, steps.length)
    if (first.kind !== stage) {
      requireStillStopped(environment.liveness(), environment.options.assumeStopped)
      stage = first.kind
    }
    journal.append({ kind: 'steps', way: 'back', from: first.order, to: last.order })
    for (const step of batch) takeBack(step, context)
    syncEach(batch.map(step => parentOf(sourceOf(step))), context)
    done += batch.length
  }
  // A name that stays behind in quarantine is a second one of a file that is back; one sync at the end is enough.
  syncEach(steps.map(step => parentOf(asideOf(step, receiptId))), context)
}

/**
 * Makes durable what steps changed: the receiving directories first, for a name must be durable there before it goes here.
 * What a replacement leaves in quarantine was made durable before it; a removal has no receiving side.
 */
export function syncTaken(steps: readonly Step[], context: StepContext): void {
  const received = context.mode === 'remove' ? [] : steps.filter(({ action }) => action === 'set-aside')
  syncEach([...received.map(step => parentOf(asideOf(step, context.receiptId))), ...steps.map(step => parentOf(sourceOf(step)))], context)
}

/** Each directory once, in this order; a run that was cut short may not have made every one. */
function syncEach(directories: readonly string[], { files, cleanup }: StepContext): void {
  for (const directory of new Set(directories)) if (files.stat(directory) !== undefined) cleanup.syncDirectory(directory)
}

/** Every quarantine directory exists, durable, before the first file moves. A run that removes has only drafts to put there. */
function makeQuarantines(steps: readonly Step[], { files, cleanup, receiptId, mode }: StepContext): void {
  const directoryOf = (step: Step): string => parentOf(asideOf(step, receiptId))
  if (mode === 'set-aside') makeDurableDirectories(files, cleanup, new Set(steps.map(directoryOf)))
  else for (const step of steps) if (step.action !== 'set-aside') cleanup.makeDirectory(directoryOf(step))
}

function noteTaken(step: Step, expected: Map<string, FileIdentity>, { files }: CleanupEnvironment): void {
  const source = sourceOf(step)
  const now = step.action !== 'set-aside' ? files.stat(source) : undefined
  if (now === undefined) expected.delete(source)
  else expected.set(source, identityOf(now))
}
