import type { PlanSummary } from '../../shared/contract/schemas'
import { bytes, time } from './figures'
import type { Invocation } from './invocation'
import { listing } from './listing'
import { printable } from './printable'
import { facts } from './table'

/** What a plan would do, for the one who decides. */
export function planReview(invocation: Invocation, summary: PlanSummary): string {
  const { words, names, paint } = invocation
  const { cut, blockers, stepTotals, keptTotals, effects } = summary
  const head = facts(
    [
      [words.plan, summary.id],
      [words.store, summary.store.root],
      [words.broker, summary.store.brokerName],
      [words.cut, words.cutOf(cut.kind, requestedOf(cut))],
      ...(cut.newMinOffset === null ? [] : [[words.newMin, String(cut.newMinOffset)] as const]),
      [words.setAside, `${bytes(effects.setAsideBytes)} (${words.keptFiles(filesOf(summary))})`],
      ...(keptTotals.length > 0 ? [[words.kept, keptTotals.map(({ reason, files }) => `${files} (${names.keptReason[reason]})`).join(', ')] as const] : []),
    ],
    paint,
  )
  const inTheWay =
    blockers.length === 0
      ? ''
      : [paint('bad', words.blockedPlan(blockers.length)), ...blockers.map(({ code, message }) => `  ${paint('strong', code)}  ${printable(message)}`)]
          .map(line => `${line}\n`)
          .join('')
  const steps =
    stepTotals.length === 0
      ? `${words.nothingToDo}\n`
      : listing(
          invocation,
          [
            { title: words.kind, cell: total => names.stepKind[total.kind] },
            { title: words.files, cell: total => total.files, align: 'right' },
            { title: words.size, cell: total => bytes(total.bytes), align: 'right' },
            { title: words.from, cell: total => total.firstPath, shrinks: true },
            { title: words.to, cell: total => total.lastPath, shrinks: true },
          ],
          stepTotals,
        )
  return [head, inTheWay, steps, ...consequences(invocation, effects)].filter(part => part !== '').join('\n')
}

function consequences(invocation: Invocation, effects: PlanSummary['effects']): string[] {
  const { words, paint } = invocation
  const moved = effects.queues.filter(({ minOffsetBefore, minOffsetAfter }) => minOffsetBefore !== minOffsetAfter)
  const { messages, delayedMessages, timerMessages, halfMessages } = effects
  return [
    messages + delayedMessages + timerMessages + halfMessages === 0
      ? ''
      : `${paint('warning', words.blastRadius(messages, delayedMessages, timerMessages, halfMessages))}\n`,
    listing(
      invocation,
      [
        { title: words.side, cell: row => row.side },
        { title: words.topic, cell: row => row.topic, shrinks: true },
        { title: words.queue, cell: row => row.queueId, align: 'right' },
        { title: words.before, cell: row => row.minOffsetBefore, align: 'right' },
        { title: words.after, cell: row => row.minOffsetAfter, align: 'right' },
        { title: words.max, cell: row => row.maxOffset, align: 'right' },
      ],
      moved,
    ),
    listing(
      invocation,
      [
        { title: words.group, cell: row => row.group, shrinks: true },
        { title: words.topic, cell: row => row.topic, shrinks: true },
        { title: words.queue, cell: row => row.queueId, align: 'right' },
        { title: words.unread, cell: row => row.messages, align: 'right', style: () => 'warning' },
      ],
      effects.unread,
    ),
  ]
}

export const filesOf = ({ stepTotals }: Pick<PlanSummary, 'stepTotals'>): number =>
  stepTotals.reduce((sum, { kind, files }) => sum + (kind === 'tiered-metadata' ? 0 : files), 0)

function requestedOf({ kind, requested, newMinOffset, repair }: PlanSummary['cut']): string {
  if (repair !== undefined) return repair.place === null ? repair.code : `${repair.code} ${printable(repair.place)}`
  const value = requested ?? newMinOffset
  if (value === null) return ''
  return kind === 'before' ? time(value) : kind === 'free' ? bytes(value) : String(value)
}
