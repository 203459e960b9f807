import { parentOf, type StoreFiles } from '../bytes/store-files'
import { Refusal } from '../errors'
import { removeMetadataRows } from '../formats/tiered-metadata'
import type { CleanupFiles } from './cleanup-files'
import { contentDigest } from './digest'
import { isSameInode, refuseChanged, requireSameFile } from './identity'
import type { RunMode } from './journal'
import { readWhole } from './journal-file'
import type { ReplaceStep, SetAsideStep, Step } from './plan'
import { asideOf, backupOf, draftOf, sourceOf } from './quarantine'

/** One step forward or back. Both can be repeated after a crash: where the files are says what is left to do. */
export interface StepContext {
  readonly files: StoreFiles
  readonly cleanup: CleanupFiles
  readonly receiptId: string
  readonly mode: RunMode
}

/**
 * Where a step's file is. `in-place`: where it was reviewed; `aside`: in quarantine; `halfway`: under both names, as between
 * the two halves of a replacement, or after a power loss that kept only half of a rename; `changed`: something else stands in
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
  if (step.action !== 'set-aside') replace(step, context)
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
 * The old file gets its second name in quarantine, durable, before the new one takes its place in one rename: at every
 * moment there is a whole file, and the old one keeps its inode, times and owner.
 */
function replace(step: ReplaceStep, { files, cleanup, receiptId, mode }: StepContext): void {
  const source = sourceOf(step)
  const aside = asideOf(step, receiptId)
  const draft = draftOf(step, receiptId)
  requireSameFile(source, step.identity, files.stat(source))
  const content = replacedContent(step, files)
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

/** @throws Refusal `changed-since-plan` when the content is not the reviewed one or the edit is not the reviewed edit */
function replacedContent(step: ReplaceStep, files: StoreFiles): Uint8Array {
  const content = readWhole(files, sourceOf(step))
  const after = contentDigest(content) === step.digestBefore ? contentAfter(step, content, files) : undefined
  if (after === undefined || contentDigest(after) !== step.digestAfter) refuseChanged([{ path: sourceOf(step), change: 'content' }])
  return after
}

function contentAfter(step: ReplaceStep, content: Uint8Array, files: StoreFiles): Uint8Array | undefined {
  switch (step.action) {
    case 'rewrite': {
      const edited = removeMetadataRows(strict.decode(content), step.removeRows)
      return edited.ok ? utf8.encode(edited.text) : undefined
    }
    case 'restore':
      return files.stat(backupOf(step))?.kind === 'file' ? readWhole(files, backupOf(step)) : undefined
    case 'shorten':
      return content.subarray(0, step.keptBytes)
  }
}

/** Puts a step's file back where it was. Preconditions are checked for all steps together, before the first is taken. */
export function takeBack(step: Step, context: StepContext): void {
  const { files, cleanup, receiptId } = context
  const source = sourceOf(step)
  const aside = asideOf(step, receiptId)
  if (step.action !== 'set-aside') cleanup.remove(draftOf(step, receiptId))
  switch (whereIs(step, context)) {
    case 'aside':
      return step.action !== 'set-aside' ? cleanup.replace(aside, source) : cleanup.rename(aside, source)
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
