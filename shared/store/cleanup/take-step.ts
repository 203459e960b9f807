import { parentOf, type StoreFiles } from '../bytes/store-files'
import { Refusal } from '../errors'
import { removeMetadataRows } from '../formats/tiered-metadata'
import type { CleanupFiles } from './cleanup-files'
import { contentDigest } from './digest'
import { isSameInode, refuseChanged, requireSameFile } from './identity'
import type { RunMode } from './journal'
import { readWhole } from './journal-file'
import type { RewriteStep, SetAsideStep, Step } from './plan'
import { asideOf, draftOf, sourceOf } from './quarantine'

/** One step forward or back. Both can be repeated after a crash: where the files are says what is left to do. */
export interface StepContext {
  readonly files: StoreFiles
  readonly cleanup: CleanupFiles
  readonly receiptId: string
  readonly mode: RunMode
}

/**
 * Where a step's file is. `in-place`: where it was reviewed; `aside`: in quarantine; `halfway`: under both names, as between
 * the two halves of a rewrite, or after a power loss that kept only half of a rename; `changed`: something else stands in
 * its place; `gone`: nowhere, or the old text for good.
 */
export type Whereabouts = 'in-place' | 'aside' | 'halfway' | 'changed' | 'gone'

export function whereIs(step: Step, { files, receiptId, mode }: Pick<StepContext, 'files' | 'receiptId' | 'mode'>): Whereabouts {
  const inPlace = files.stat(sourceOf(step))
  const aside = files.stat(asideOf(step, receiptId))
  const isAside = aside !== undefined && isSameInode(step.identity, aside)
  if (step.action === 'set-aside') {
    if (inPlace === undefined) return isAside ? 'aside' : aside === undefined ? 'gone' : 'changed'
    if (!isSameInode(step.identity, inPlace)) return 'changed'
    return isAside ? 'halfway' : aside === undefined ? 'in-place' : 'changed'
  }
  if (inPlace === undefined) return 'changed'
  const digest = contentDigest(readWhole(files, sourceOf(step)))
  if (digest === step.digestBefore) return isAside ? 'halfway' : 'in-place'
  if (digest !== step.digestAfter) return 'changed'
  return isAside ? 'aside' : mode === 'remove' ? 'gone' : 'changed'
}

/** Carries a step out. The caller has made the quarantine directories and makes the changed ones durable afterwards. */
export function takeStep(step: Step, context: StepContext): void {
  if (step.action === 'rewrite') rewrite(step, context)
  else setAside(step, context)
}

function setAside(step: SetAsideStep, { files, cleanup, receiptId, mode }: StepContext): void {
  const source = sourceOf(step)
  const aside = asideOf(step, receiptId)
  requireSameFile(source, step.identity, files.stat(source))
  if (mode === 'remove') return cleanup.remove(source)
  if (whereIs(step, { files, receiptId, mode }) !== 'halfway') return cleanup.rename(source, aside)
  cleanup.syncDirectory(parentOf(aside))
  cleanup.remove(source)
}

/**
 * The old text gets its second name in quarantine, durable, before the new text takes its place in one rename: at every
 * moment there is a whole metadata file, and the old one keeps its inode, times and owner.
 */
function rewrite(step: RewriteStep, { files, cleanup, receiptId, mode }: StepContext): void {
  const source = sourceOf(step)
  const aside = asideOf(step, receiptId)
  const draft = draftOf(step, receiptId)
  requireSameFile(source, step.identity, files.stat(source))
  const content = rewrittenContent(step, readWhole(files, source))
  if (mode === 'set-aside' && files.stat(aside) === undefined) {
    cleanup.link(source, aside)
    cleanup.syncDirectory(parentOf(aside))
  }
  cleanup.remove(draft)
  cleanup.writeNew(draft, content, source)
  cleanup.replace(draft, source)
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const utf8 = new TextEncoder()

/** @throws Refusal `changed-since-plan` when the text is not the reviewed one or the edit is not the reviewed edit */
export function rewrittenContent(step: RewriteStep, content: Uint8Array): Uint8Array {
  const edited = contentDigest(content) === step.digestBefore ? removeMetadataRows(strict.decode(content), step.removeRows) : undefined
  const after = edited?.ok === true ? utf8.encode(edited.text) : undefined
  if (after === undefined || contentDigest(after) !== step.digestAfter) refuseChanged([{ path: sourceOf(step), change: 'content' }])
  return after
}

/** Puts a step's file back where it was. Preconditions are checked for all steps together, before the first is taken. */
export function takeBack(step: Step, context: StepContext): void {
  const { files, cleanup, receiptId } = context
  const source = sourceOf(step)
  const aside = asideOf(step, receiptId)
  if (step.action === 'rewrite') cleanup.remove(draftOf(step, receiptId))
  switch (whereIs(step, context)) {
    case 'aside':
      return step.action === 'rewrite' ? cleanup.replace(aside, source) : cleanup.rename(aside, source)
    case 'halfway':
      // Two names of one file: renaming one onto the other would do nothing and leave both.
      if (files.stat(aside)?.inode !== files.stat(source)?.inode) return cleanup.replace(aside, source)
      cleanup.syncDirectory(parentOf(source))
      return cleanup.remove(aside)
    case 'in-place':
      return
    case 'changed':
    case 'gone':
      throw new Refusal('changed-since-plan', `${source} can no longer be put back`, { path: source })
  }
}
