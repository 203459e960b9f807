import { join, nameOf, parentOf } from '../bytes/store-files'
import { Refusal } from '../errors'
import { parseSegmentFileName } from '../formats/segment-file-name'
import { parseTieredFileName } from '../formats/tiered-file-name'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { QUARANTINE_NAME } from '../snapshot/census'
import { CONFIG_NAMES } from '../snapshot/configuration'
import type { CleanupPlan, PlannedStore, ShortenStep, Step, StepKind } from './plan'
import { backupOf } from './quarantine'

/**
 * Where a step of each kind may be, whatever a plan says: plans come from files too. Every path is plain (no `..`, no empty
 * part, not absolute, nothing of ours), and names a file that a broker makes in that place.
 * @throws Refusal `plan-invalid` naming the step
 */
export function requireSafePlan({ store, steps, bound }: CleanupPlan): void {
  const boundPaths = new Set(bound.map(file => file.path))
  const seen = new Set<string>()
  for (const [index, step] of steps.entries()) {
    const path = join(step.base, step.path)
    const wrong =
      step.order !== index + 1 ? 'order'
      : !isPlainPath(step.path) || !isAbsolutePath(step.base) ? 'path'
      : seen.has(path) ? 'twice'
      : !boundPaths.has(path) || (step.action === 'restore' && !boundPaths.has(backupOf(step))) ? 'not-reviewed'
      : !placeOf[step.kind](step, path, store) ? 'place'
      : index > 0 && STAGES.indexOf(step.kind) < STAGES.indexOf(steps[index - 1]!.kind) ? 'order'
      : undefined
    if (wrong !== undefined) throw new Refusal('plan-invalid', `step ${step.order} of the plan, ${path}, is not one a plan can have (${wrong})`, { path, facts: { reason: wrong } })
    seen.add(path)
  }
}

/** References before referents, tiered before local: the only order steps can have. */
export const STAGES: readonly StepKind[] = [
  'config', 'stray', 'tiered-metadata', 'tiered-consume-queue', 'tiered-commitlog', 'tiered-stray', 'consume-queue', 'index', 'commitlog',
]

/** Nothing that leads elsewhere, nothing of ours. */
export const isPlainPath = (path: string): boolean =>
  path !== '' && !path.includes('\0') && !path.includes('\\') && path.split('/').every(part => part !== '' && part !== '.' && part !== '..' && part !== QUARANTINE_NAME)

const isAbsolutePath = (path: string): boolean => /^(?:[A-Za-z]:)?\/./.test(path) && isPlainPath(path.slice(path.indexOf('/') + 1))

const METADATA = 'config/tieredStoreMetadata.json'
const numbered = /^(?:batch)?consumequeue\/[^/]+\/\d+\/\d{20}$/
const indexed = /^index\/\d+$/

const placeOf: Readonly<Record<StepKind, (step: Step, path: string, store: PlannedStore) => boolean>> = {
  'consume-queue': (step, _, { root }) => step.base === root && numbered.test(step.path),
  index: (step, _, { root }) => step.base === root && indexed.test(step.path),
  commitlog: (_, path, { commitLogDirectories }) => commitLogDirectories.includes(parentOf(path)) && parseSegmentFileName(nameOf(path)) !== undefined,
  'tiered-metadata': (step, _, { root, tieredRoot }) =>
    (step.base === root || step.base === tieredRoot) && ((step.action === 'rewrite' && (step.path === METADATA || step.path === `${METADATA}.bak`)) || (step.action === 'restore' && step.path === METADATA)),
  config: (step, _, { root }) => step.action === 'restore' && step.base === root && CONFIG_NAMES.some(name => step.path === `config/${name}`),
  stray: (step, path, { root, commitLogDirectories }) =>
    ((step.base === root && isInQueue(step.path)) || commitLogDirectories.includes(parentOf(path))) && (parseSegmentFileName(nameOf(path)) === undefined || step.sizeBytes === 0),
  'tiered-consume-queue': (step, path, { tieredRoot }) =>
    (step.action === 'set-aside' || (step.action === 'shorten' && leavesOffHalfAUnit(step))) && step.base === tieredRoot && nameOf(parentOf(path)) === 'CONSUME_QUEUE' && isTieredFile(path),
  'tiered-commitlog': (step, path, { tieredRoot }) => step.base === tieredRoot && nameOf(parentOf(path)) === 'COMMIT_LOG' && isTieredFile(path),
  'tiered-stray': (step, path, { tieredRoot }) => step.base === tieredRoot && isTieredFile(path),
}

/** Less than one unit, and nothing else, is left off. */
const leavesOffHalfAUnit = ({ sizeBytes, keptBytes }: ShortenStep): boolean => keptBytes > 0 && keptBytes === sizeBytes - (sizeBytes % UNIT_BYTES) && keptBytes < sizeBytes

/** Any name in the folder of a queue. @param path relative to the root */
export const isInQueue = (path: string): boolean => /^(?:batch)?consumequeue\/[^/]+\/\d+\/[^/]+$/.test(path)

const isTieredFile = (path: string): boolean => parseTieredFileName(nameOf(path)) !== undefined
