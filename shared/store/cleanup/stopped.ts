import { Refusal } from '../errors'
import { type InUse, withoutReaders } from '../in-use'
import type { Blocker } from './plan'

/** What stands in the way of changing a store, as far as brokers are concerned. */
export function livenessBlockers({ state, reasons, abort }: InUse): Blocker[] {
  const [first] = reasons
  const facts = { reason: first?.code ?? null, pid: first?.pid ?? null, command: first?.command ?? null }
  if (state === 'in-use') return [{ code: 'store-in-use', message: '', ...(first?.path !== undefined && { path: first.path }), facts }]
  const blockers: Blocker[] = []
  if (abort) blockers.push({ code: 'abort-present', message: '', facts: { reason: reasons.find(reason => reason.code.startsWith('abort'))?.code ?? null } })
  if (state === 'unknown') blockers.push({ code: 'liveness-unknown', message: '', facts })
  return blockers
}

/** What may be said aloud by the user: only that nothing can be known, never that something is known. */
export const isLifted = (blocker: Blocker, assumeStopped: boolean): boolean => assumeStopped && blocker.code === 'liveness-unknown'

const sentences: Readonly<Record<string, string>> = {
  'store-in-use': 'a broker uses the store; stop it first',
  'abort-present': 'the last broker did not stop cleanly (abort is there): start and stop it once',
  'liveness-unknown': 'it cannot be known whether a broker uses the store; stop it and say so',
}

/**
 * Between the stages of a run, which holds the broker's lock: who only reads the store then cannot be a broker that writes to
 * it, and stopping half way would leave more to mend than going on.
 * @throws Refusal with the code of what stands in the way
 */
export const requireStillStopped = (inUse: InUse, assumeStopped: boolean): void => requireStopped(withoutReaders(inUse), assumeStopped)

/** @throws Refusal with the code of what stands in the way */
export function requireStopped(inUse: InUse, assumeStopped: boolean): void {
  const blockers = livenessBlockers(inUse).filter(blocker => !isLifted(blocker, assumeStopped))
  const [first] = blockers
  if (first !== undefined) throw new Refusal(first.code, sentences[first.code] ?? first.code, { blockers, facts: first.facts })
}
