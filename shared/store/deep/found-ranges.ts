import { range } from '../range'
import type { Finding } from '../checks/finding'

/** Findings of one code and subject that lie further apart than this many are told together. */
const MOST_APART = 16

type Ranged = Finding & Required<Pick<Finding, 'range'>>

/** Puts together what touches: the same code, severity, side, topic, queue, and, where it says one, file; the first keeps its evidence. */
export function joinFindings(findings: readonly Finding[]): Finding[] {
  const alone = findings.filter(finding => finding.range === undefined)
  const groups = Map.groupBy(
    findings.filter((finding): finding is Ranged => finding.range !== undefined),
    ({ code, severity, subject: { side, topic, queueId, path }, facts }) => JSON.stringify([code, severity, side, topic, queueId, queueId === undefined ? path : undefined, facts]),
  )
  return [...alone, ...[...groups.values()].flatMap(joinGroup)]
}

function joinGroup(group: readonly Ranged[]): Ranged[] {
  const joined: Ranged[] = []
  for (const finding of group.toSorted((a, b) => a.range.start - b.range.start)) {
    const last = joined.at(-1)
    const touches = last !== undefined && finding.range.start <= last.range.end
    if (last !== undefined && (touches || joined.length >= MOST_APART))
      joined[joined.length - 1] = { ...last, range: range(last.range.start, Math.max(last.range.end, finding.range.end)), count: last.count + finding.count }
    else joined.push(finding)
  }
  return joined
}
