import { InvalidArgumentError } from 'commander'
import type { RetentionDocument } from '../../shared/contract/retention'
import { timeZone } from '../../shared/contract/schemas'
import { exit, type ExitCode } from './exit-codes'
import { bytes, time } from './figures'
import { print, withStore, type Invocation } from './invocation'
import { listing } from './listing'
import { printable } from './printable'

export interface RetentionOptions {
  readonly timeZone?: string | undefined
}

export function parseTimeZone(text: string): string {
  if (timeZone.safeParse(text).success) return text
  throw new InvalidArgumentError(`"${text}" is no time zone; name one such as Asia/Shanghai or UTC.`)
}

/** Why segments are still there, and when a broker that runs deletes them: `retention/1`. */
export function retention(invocation: Invocation, directory: string, options: RetentionOptions): Promise<ExitCode> {
  return withStore(invocation, directory, async ({ storeId, call }) => {
    const document = await call('retentionDocument', { storeId, lang: invocation.lang, timeZone: options.timeZone })
    print(invocation, document, () => told(invocation, document))
    return exit.done
  })
}

function told(invocation: Invocation, { pressure, reasons, next, segments, tiered, disks }: RetentionDocument): string {
  const { words, paint } = invocation
  const lines = [
    paint(pressure.refusesMessages ? 'bad' : pressure.mode === 'at-hours' ? 'good' : 'warning', pressure.message),
    ...disks.map(disk => `${words.disk}  ${words.retention.used(bytes(disk.usedBytes), bytes(disk.sizeBytes), disk.usedPercent)}  ${printable(disk.path)}`),
    ...reasons.map(({ message }) => `- ${printable(message)}`),
    ...(segments.length === 0 ? [] : [next === null ? words.retention.nothing : words.retention.next(time(next.at), next.segments, bytes(next.bytes))]),
    ...(tiered === null ? [] : [words.retention.tiered(tiered.isDeleting, tiered.hours, tiered.segments, bytes(tiered.bytes)), ...tiered.ownTimes.map(({ topic, hours }) => `- ${words.retention.ownTime(printable(topic), hours)}`)]),
  ]
  const table = listing(
    invocation,
    [
      { title: words.segment, cell: segment => segment.path, shrinks: true },
      { title: words.size, cell: segment => bytes(segment.allocatedBytes), align: 'right' },
      { title: words.modified, cell: segment => time(segment.modifiedTime) },
      { title: words.retention.due, cell: segment => time(segment.dueTime) },
      { title: words.retention.goes, cell: segment => time(segment.goesAt) },
      { title: words.retention.keptBy, cell: segment => words.retention.kept[segment.keptBy ?? 'none'] },
    ],
    segments,
  )
  return `${lines.join('\n')}\n${table === '' ? '' : `\n${table}`}`
}
