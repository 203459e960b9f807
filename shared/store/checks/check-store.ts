import type { StorePicture } from '../snapshot/snapshot'
import { checkCommitLog } from './check-commit-log'
import { checkConfig } from './check-config'
import { checkEpochs } from './check-epochs'
import { checkGroups } from './check-groups'
import { checkIndex } from './check-index'
import { checkLayout } from './check-layout'
import { checkQueues } from './check-queues'
import { checkTiered } from './check-tiered'
import { findingCodes, type Finding, type Severity } from './finding'

/** The parts of a store in the order their findings are told. */
const parts: readonly ((snapshot: StorePicture) => Finding[])[] = [checkLayout, checkCommitLog, checkQueues, checkIndex, checkConfig, checkEpochs, checkGroups, checkTiered]

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/**
 * The quick check: everything that names, sizes, metadata, first and last units and records tell. One finding per queue,
 * file or contiguous range and code; by severity, then by place. The same snapshot gives the same findings.
 * @param more found by reading every byte; told behind the others of their severity
 */
export function checkStore(snapshot: StorePicture, more: readonly Finding[] = []): readonly Finding[] {
  const found = [...parts.map(check => check(snapshot)), more].flatMap((findings, part) => findings.map(finding => ({ part, finding })))
  return found.toSorted((a, b) => ranks[a.finding.severity] - ranks[b.finding.severity] || a.part - b.part || byPlace(a.finding, b.finding)).map(({ finding }) => finding)
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compareText(a.subject.topic, b.subject.topic) ||
    (a.subject.queueId ?? -1) - (b.subject.queueId ?? -1) ||
    (a.range?.start ?? -1) - (b.range?.start ?? -1) ||
    findingCodes.indexOf(a.code) - findingCodes.indexOf(b.code) ||
    compareText(a.subject.path, b.subject.path) ||
    compareText(a.subject.group, b.subject.group)
  )
}

/** By UTF-16 code units: the same everywhere, whatever the locale. */
const compareText = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)
