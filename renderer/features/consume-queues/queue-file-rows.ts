import type { OutputOf } from '../../../shared/contract/contract'

type Queue = OutputOf<'queueDetail'>
type UnitClass = Queue['runs'][number]['unitClass']

/** What becomes of a file when the log is cut where it starts now. */
type Fate = 'dead' | 'straddles' | 'last' | 'live'

export type QueueFile = Queue['files'][number] & {
  /** Without its directory. */
  readonly name: string
  readonly units: Readonly<Record<UnitClass, number>>
  readonly fate: Fate
}

/** A queue's files, each with its share of the queue's runs. */
export function filesOf(queue: Queue): QueueFile[] {
  return queue.files.map((file, at) => ({
    ...file,
    name: file.path.slice(file.path.lastIndexOf('/') + 1),
    units: unitsIn(queue, file),
    fate: fateOf(queue, at),
  }))
}

function unitsIn({ runs }: Queue, file: Queue['files'][number]): Record<UnitClass, number> {
  const units = { ok: 0, 'expired-hidden': 0, 'expired-visible': 0, 'in-hole': 0, ahead: 0, 'pre-blank': 0 }
  for (const run of runs) units[run.unitClass] += Math.max(0, Math.min(run.end, file.endOffset) - Math.max(run.start, file.startOffset))
  return units
}

function fateOf({ files, runs }: Queue, at: number): Fate {
  const file = files[at]
  if (file?.dead === true) return 'dead'
  if (at === files.length - 1) return 'last'
  const expired = runs.find(({ unitClass }) => unitClass === 'expired-hidden' || unitClass === 'expired-visible')
  return file !== undefined && expired !== undefined && file.startOffset < expired.end && file.endOffset > expired.end ? 'straddles' : 'live'
}
