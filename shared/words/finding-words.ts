import type { Finding, FindingCode } from '../store/checks/finding'
import type { FindingOf } from '../store/checks/finding-facts'
import type { UnmendedReason } from '../store/cleanup/mending'
import { figuresIn, type Figures } from './figures'
import { knownIssues } from './issues'
import type { Lang } from './lang'
import { vocabularies } from './vocabularies'
import type { Sentences } from './vocabulary'

export interface FindingWords extends Sentences {
  /** Issues of apache/rocketmq, such as `#8076`. */
  readonly issues: string[]
}

/** @param timeZone IANA name for times; this machine's when left out */
export function findingWords(finding: Finding, lang: Lang, timeZone?: string): FindingWords {
  return { ...sentencesOf(finding as FindingOf<FindingCode>, lang, figuresIn(lang, timeZone)), issues: [...(knownIssues[finding.code] ?? [])] }
}

/** Facts belong to the code: every finding is made by `newFinding`, which asks for exactly these. */
function sentencesOf<C extends FindingCode>(finding: FindingOf<C>, lang: Lang, say: Figures): Sentences {
  return vocabularies[lang].findings[finding.code](finding, say)
}

/** Why no plan mends a finding. */
export const unmendedWords = (reason: UnmendedReason, lang: Lang): string => vocabularies[lang].unmended[reason]

/** A few words for lists; the code is told beside it. */
export const findingTitle = (code: FindingCode, lang: Lang): string => vocabularies[lang].titles[code]
