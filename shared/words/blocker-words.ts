import type { Blocker } from '../store/cleanup/plan'
import { figuresIn } from './figures'
import type { Lang } from './lang'
import { vocabularies } from './vocabularies'

/** What stands in the way, and what the user can do about it. */
export const blockerWords = (blocker: Blocker, lang: Lang): string => vocabularies[lang].blockers[blocker.code](blocker, figuresIn(lang))
