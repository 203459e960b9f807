import type { Cut } from '../../shared/store/cleanup/plan'
import { repairCodes } from '../../shared/store/cleanup/repair-code'
import { parseSize, parseTime, parseWhole } from './parse-amounts'
import { usageError } from './usage-error'

export interface CutOptions {
  readonly dangling?: boolean | undefined
  readonly strays?: boolean | undefined
  readonly keepFrom?: string | undefined
  readonly before?: string | undefined
  readonly free?: string | undefined
  /** `CODE` or `CODE=PLACE`. */
  readonly repair?: string | undefined
}

/** The one cut that a command line names. @throws CallError of kind usage */
export function parseCut({ dangling, strays, keepFrom, before, free, repair }: CutOptions, now: number): Cut {
  const cuts: Cut[] = []
  if (dangling === true) cuts.push({ kind: 'dangling', strays: strays === true })
  if (keepFrom !== undefined) cuts.push({ kind: 'keep-from', physicalOffset: parseWhole('--keep-from', keepFrom) })
  if (before !== undefined) cuts.push({ kind: 'before', time: parseTime('--before', before, now) })
  if (free !== undefined) cuts.push({ kind: 'free', sizeBytes: parseSize('--free', free) })
  if (repair !== undefined) cuts.push(parseRepair(repair))

  const [cut, ...others] = cuts
  if (cut === undefined) throw usageError('no-cut', 'say what to clean up: --dangling, --keep-from OFFSET, --before TIME, --free SIZE or --repair CODE')
  if (others.length > 0) throw usageError('several-cuts', 'a plan has one cut: one of --dangling, --keep-from, --before, --free and --repair')
  if (strays === true && cut.kind !== 'dangling') throw usageError('strays-without-dangling', '--strays goes with --dangling')
  return cut
}

function parseRepair(text: string): Cut {
  const at = text.indexOf('=')
  const [named, place] = at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
  const code = repairCodes.find(known => known === named)
  if (code === undefined || place === '') throw usageError('unknown-repair', `--repair takes a code of findings that can be mended, and a place behind = if only those there are to be, not "${text}"; the codes: ${repairCodes.join(', ')}`)
  return { kind: 'repair', code, ...(place !== undefined && { place }) }
}
