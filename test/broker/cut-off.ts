import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CleanupPlan, Step } from '../../shared/store/cleanup/plan'
import { copyOfStore } from '../helpers/store-copy'
import { storeInspector } from './store-inspector'

export type Stage = Step['kind']

/**
 * Kills an apply amidst one stage: before the middle one of its files moves. Which call of the system that is a rehearsal on a copy
 * tells. `cut` are the arguments that made `plan`.
 * @returns whether the plan has such a stage
 */
export function killApplyIn(stage: Stage, plan: CleanupPlan, cut: readonly string[], directory: string): boolean {
  const ofStage = plan.steps.flatMap(({ kind }, index) => (kind === stage ? [index] : []))
  const middle = ofStage[Math.floor(ofStage.length / 2)]
  if (middle === undefined) return false

  const copy = copyOfStore(directory)
  const rehearsal = storeInspector(copy)
  rehearsal.plan(cut)
  const moves = rehearsal.callsOfApply().flatMap((name, index) => (name.startsWith('rename') ? [index + 1] : []))
  const call = moves[middle]
  expect(moves.length).toBeGreaterThanOrEqual(plan.steps.length)

  expect(storeInspector(directory).killApplyAt(call ?? 0)).toEqual({ exitCode: null, document: undefined })
  const moved = plan.steps.filter(({ action }) => action === 'set-aside').map(step => `${join(step.base, step.path)} ${existsSync(join(step.base, step.path)) ? 'stays' : 'moved'}`)
  expect(moved).toEqual(plan.steps.flatMap((step, index) => (step.action === 'set-aside' ? [`${join(step.base, step.path)} ${index < middle ? 'moved' : 'stays'}`] : [])))
  return true
}
