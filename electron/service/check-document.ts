import type { AnswerOf } from '../../shared/contract/contract'
import type { Finding } from '../../shared/store/checks/finding'
import type { findingWords } from '../../shared/words/finding-words'
import type { Lang } from '../../shared/words/lang'
import { unmendedWords } from '../../shared/words/finding-words'
import { mendingsOf } from '../../shared/store/cleanup/mending'
import type { StorePicture } from '../../shared/store/snapshot/snapshot'
import { summaryOf } from './engine'

type CheckDocument = AnswerOf<'checkDocument'>
type Words = ReturnType<typeof findingWords>

/** A finding with its sentences: what leaves the service. */
export const worded = (finding: Finding, words: Words, mending?: WordedMending): CheckDocument['findings'][number] => ({ ...finding, ...words, ...mending })

type WordedMending = Pick<CheckDocument['findings'][number], 'mendedBy' | 'notMended'>

/** What mends the findings of a store, or why nothing does. */
export function mendingsIn(snapshot: StorePicture, lang: Lang): (finding: Finding) => WordedMending {
  const mendingOf = mendingsOf(snapshot)
  return finding => {
    const mending = mendingOf(finding)
    return 'cut' in mending ? { mendedBy: mending.cut } : { notMended: { reason: mending.reason, message: unmendedWords(mending.reason, lang) } }
  }
}

/** `check/1`. The same bytes give the same document, save for `seconds`. */
export function toCheckDocument(findings: readonly Finding[], { depth, scanned }: Pick<CheckDocument, 'depth' | 'scanned'>, wordsOf: (finding: Finding) => Words, mendingOf: (finding: Finding) => WordedMending): CheckDocument {
  return {
    schema: 'check/1',
    depth,
    summary: summaryOf(findings),
    scanned,
    findings: findings.map(finding => worded(finding, wordsOf(finding), mendingOf(finding))),
  }
}
