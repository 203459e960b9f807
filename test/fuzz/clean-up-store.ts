import type { CleanupPlan } from '../../shared/store/cleanup/plan'
import { executePlan } from '../../shared/store/cleanup/execute'
import { planCleanup } from '../../shared/store/cleanup/plan-cleanup'
import { undoCleanup } from '../../shared/store/cleanup/undo'
import { join } from '../../shared/store/bytes/store-files'
import { recognise, type StoreLocation } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { environmentOf } from '../helpers/cleanup-fixture'
import { MemoryFiles } from '../helpers/memory-files'
import { promise } from './decoder-targets'
import { cutsOf, free, requireInside, told } from './examine-store'
import type { HostileStore } from './hostile-store'

const LARGEST_FILE_BYTES = 2 ** 20

/**
 * A bent store is cleaned up every way and put back: a plan without blockers is one that is carried out, takes nothing but what it names,
 * and undo gives every file back, to its inode and time. Refused or failed, the store is as it was.
 */
export function cleanUpStore(bent: HostileStore, directory: string): void {
  const files = new MemoryFiles()
  for (const { path, content, modifiedTime } of bent.plainFiles(LARGEST_FILE_BYTES)) files.put(path, content, BigInt(modifiedTime) * 1_000_000n)
  const location = told(() => recognise(files, directory))
  if (location === undefined) return
  for (const cut of told(() => cutsOf(takeSnapshot(files, location))) ?? []) {
    const plan = told(() => planCleanup(takeSnapshot(files, location), { cut, allowPending: true, createdAt: 1 }, { files }, free))
    if (plan === undefined) continue
    requireInside(plan, location)
    if (plan.blockers.length === 0 && plan.steps.length > 0) applyAndUndo(files, location, plan)
  }
}

function applyAndUndo(files: MemoryFiles, location: StoreLocation, plan: CleanupPlan): void {
  const before = files.tree()
  const environment = environmentOf(files, { seen: () => takeSnapshot(files, location).files })
  const receipt = executePlan(plan, environment)
  const after = files.tree()
  const named = new Map(plan.steps.map(step => [join(step.base, step.path), step.action]))
  for (const path of new Set([...Object.keys(before), ...Object.keys(after)]))
    promise(named.has(path) ? named.get(path) !== 'set-aside' || after[path] === undefined : before[path] === after[path], `apply changes ${path} only if a step says so`)
  undoCleanup(plan.store.root, receipt.id, environment)
  const restored = files.tree()
  promise(Object.keys(restored).length === Object.keys(before).length, 'undo leaves no file over')
  for (const path of Object.keys(before)) promise(restored[path] === before[path], `undo gives ${path} back`)
}
