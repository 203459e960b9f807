import { blockerCodes, type Blocker } from '../store/cleanup/plan'
import { blockerWords } from './blocker-words'
import { figuresIn } from './figures'
import type { Lang } from './lang'
import { vocabularies } from './vocabularies'
import { refusalCodes, type RefusalFacts } from './vocabulary'

/** What a refusal carries, thrown or over the wire. */
export interface SpokenRefusal extends RefusalFacts {
  readonly code: string
  readonly message: string
}

/** The refusal's sentence; the one it was thrown with where its code is not known here. */
export function refusalWords({ code, message, path, facts = {} }: SpokenRefusal, lang: Lang): string {
  const known = refusalCodes.find(known => known === code)
  if (known !== undefined) return vocabularies[lang].refusals[known]({ path, facts }, figuresIn(lang))
  const blocker: Blocker['code'] | undefined = blockerCodes.find(known => known === code)
  if (blocker !== undefined) return blockerWords({ code: blocker, message: '', ...(path === undefined ? {} : { path }), facts }, lang)
  return message
}
