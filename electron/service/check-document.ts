import type { AnswerOf } from '../../shared/contract/contract'
import type { Finding } from '../../shared/store/checks/finding'
import type { findingWords } from '../../shared/words/finding-words'
import { summaryOf } from './engine'

type CheckDocument = AnswerOf<'checkDocument'>
type Words = ReturnType<typeof findingWords>

/** A finding with its sentences: what leaves the service. */
export const worded = (finding: Finding, words: Words): CheckDocument['findings'][number] => ({ ...finding, ...words })

/** `check/1`. The same bytes give the same document, save for `seconds`. */
export function toCheckDocument(findings: readonly Finding[], { depth, scanned }: Pick<CheckDocument, 'depth' | 'scanned'>, wordsOf: (finding: Finding) => Words): CheckDocument {
  return {
    schema: 'check/1',
    depth,
    summary: summaryOf(findings),
    scanned,
    findings: findings.map(finding => worded(finding, wordsOf(finding))),
  }
}
