import { nameOf, parentOf, type StoreFiles } from '../bytes/store-files'
import { parseSegmentFileName } from '../formats/segment-file-name'
import type { CleanupPlan, Step } from './plan'
import { asideOf, sourceOf } from './quarantine'
import { whereIs, type StepContext, type Whereabouts } from './take-step'

/** Something that changed since the files were set aside, so that putting them back would not give the store back. */
export interface Obstacle {
  readonly code: 'destination-taken' | 'destination-missing' | 'quarantine-changed' | 'metadata-rewritten' | 'content-rewritten' | 'log-not-contiguous' | 'queue-not-contiguous'
  readonly path: string
}

/**
 * What stands in the way of putting these steps back. Files already in place are fine: a crash may have come in between.
 * A log or queue is contiguous again exactly when its first surviving file of then is still there.
 */
export function obstaclesTo(plan: CleanupPlan, context: Pick<StepContext, 'files' | 'receiptId' | 'mode'>): Obstacle[] {
  const { files, receiptId } = context
  const obstacles: Obstacle[] = []
  const returning: Step[] = []
  for (const step of plan.steps) {
    const where = whereIs(step, context)
    if (where === 'in-place') continue
    const found = obstacleAt(step, where, files, receiptId)
    if (found === undefined) returning.push(step)
    else obstacles.push(found)
  }
  return [...obstacles, ...gapsLeft(plan, returning, files)]
}

function obstacleAt(step: Step, where: Whereabouts, files: StoreFiles, receiptId: string): Obstacle | undefined {
  const path = sourceOf(step)
  if (where === 'gone') return { code: 'quarantine-changed', path: asideOf(step, receiptId) }
  if (where === 'changed') {
    if (step.action !== 'set-aside') return { code: step.kind === 'tiered-metadata' ? 'metadata-rewritten' : 'content-rewritten', path }
    return files.stat(path) === undefined ? { code: 'quarantine-changed', path: asideOf(step, receiptId) } : { code: 'destination-taken', path }
  }
  return files.stat(parentOf(path))?.kind === 'directory' ? undefined : { code: 'destination-missing', path: parentOf(path) }
}

/** The files that survived the cleanup right behind those coming back, where one of them is no longer there. */
function gapsLeft({ bound, steps, store }: CleanupPlan, returning: readonly Step[], files: StoreFiles): Obstacle[] {
  const taken = new Set(steps.map(sourceOf))
  const logs = new Set(store.commitLogDirectories)
  /** All directories of a commitlog are one log. */
  const groupOf = (path: string): string => (logs.has(parentOf(path)) ? 'commitlog' : parentOf(path))
  const wanted = new Set(returning.filter(({ kind }) => kind === 'commitlog' || kind === 'consume-queue').map(step => groupOf(sourceOf(step))))
  const survivors = new Map<string, { readonly path: string; readonly base: number }>()
  for (const { path } of bound) {
    const group = groupOf(path)
    const base = parseSegmentFileName(nameOf(path))
    if (!wanted.has(group) || base === undefined || taken.has(path)) continue
    const known = survivors.get(group)
    if (known === undefined || base < known.base) survivors.set(group, { path, base })
  }
  return [...survivors]
    .filter(([, { path }]) => files.stat(path)?.kind !== 'file')
    .map(([group, { path }]) => ({ code: group === 'commitlog' ? 'log-not-contiguous' : 'queue-not-contiguous', path }))
}
