import type { Cut } from '../../shared/store/cleanup/plan'
import { parseSize, parseTime, parseWhole } from './parse-amounts'
import { usageError } from './usage-error'

export interface CutOptions {
  readonly dangling?: boolean | undefined
  readonly strays?: boolean | undefined
  readonly keepFrom?: string | undefined
  readonly before?: string | undefined
  readonly free?: string | undefined
}

/** The one cut that a command line names. @throws CallError of kind usage */
export function parseCut({ dangling, strays, keepFrom, before, free }: CutOptions, now: number): Cut {
  const cuts: Cut[] = []
  if (dangling === true) cuts.push({ kind: 'dangling', strays: strays === true })
  if (keepFrom !== undefined) cuts.push({ kind: 'keep-from', physicalOffset: parseWhole('--keep-from', keepFrom) })
  if (before !== undefined) cuts.push({ kind: 'before', time: parseTime('--before', before, now) })
  if (free !== undefined) cuts.push({ kind: 'free', sizeBytes: parseSize('--free', free) })

  const [cut, ...others] = cuts
  if (cut === undefined) throw usageError('no-cut', 'say what to clean up: --dangling, --keep-from OFFSET, --before TIME or --free SIZE')
  if (others.length > 0) throw usageError('several-cuts', 'a plan has one cut: one of --dangling, --keep-from, --before and --free')
  if (strays === true && cut.kind !== 'dangling') throw usageError('strays-without-dangling', '--strays goes with --dangling')
  return cut
}
