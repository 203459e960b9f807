import type { AnswerOf } from '../../../shared/contract/contract'
import type { Finding } from '../../../shared/store/checks/finding'
import { findingTitle, findingWords } from '../../../shared/words/finding-words'
import type { Lang } from '../../../shared/words/lang'
import { worded } from '../check-document'

type Kind = AnswerOf<'overview'>['findings']['kinds'][number]

/** Findings of one code as one kind with its first, most serious one; in the order of those. */
export function findingKinds(findings: readonly Finding[], lang: Lang): Kind[] {
  return [...Map.groupBy(findings, ({ code }) => code)].flatMap(([code, [first, ...others]]) =>
    first === undefined ? [] : [{ title: findingTitle(code, lang), findings: 1 + others.length, first: worded(first, findingWords(first, lang)) }],
  )
}
