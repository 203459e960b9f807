import type { InUseReason } from '../store/in-use'
import type { Lang } from './lang'
import { vocabularies } from './vocabularies'

/** One sign that a broker uses the store, or that it cannot be known. */
export const inUseWords = (reason: InUseReason, lang: Lang): string => vocabularies[lang].inUse[reason.code](reason)
