import { canonicalJson } from './canonical'
import type { CleanupPlan } from './plan'
import { sha256 } from './sha256'

/** What a digest covers: everything of a plan below `digest`. */
export type PlanBody = Omit<CleanupPlan, 'schema' | 'id' | 'digest'>

/** `sha256:` and 64 digits. The words of blockers differ by language and are left out. */
export function digestOf(body: PlanBody): string {
  const { createdAt, store, cut, steps, kept, effects, bound } = body
  const blockers = body.blockers.map(blocker => ({ ...blocker, message: '' }))
  return contentDigest(canonicalJson({ createdAt, store, cut, blockers, steps, kept, effects, bound }))
}

/** Gives a plan its digest and the id that is its beginning. */
export function sealPlan(body: PlanBody): CleanupPlan {
  const digest = digestOf(body)
  return { ...body, schema: 'plan/1', id: digest.slice('sha256:'.length, 'sha256:'.length + 12), digest }
}

/** True when a plan says what it said when it was sealed. */
export const isSealed = (plan: CleanupPlan): boolean => {
  const digest = digestOf(plan)
  return plan.digest === digest && digest.startsWith(`sha256:${plan.id}`) && plan.id.length === 12
}

/** Digest of a file's content. */
export const contentDigest = (content: Uint8Array | string): string => `sha256:${sha256(content)}`
