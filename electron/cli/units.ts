import { exit, type ExitCode } from './exit-codes'
import { orDash } from './figures'
import { print, withStore, type Invocation } from './invocation'
import { listing } from './listing'
import type { OutputOf } from '../../shared/contract/contract'
import { parseWhole } from './parse-amounts'
import { usualSide } from './usual-side'

export interface UnitsOptions {
  readonly topic: string
  readonly queue: string
  readonly side?: 'local' | 'tiered' | undefined
  readonly from: string
  readonly count: string
}

type Unit = OutputOf<'listUnits'>['rows'][number]

const perCall = 10_000

/** Single units of one queue with their class: `units/1`. */
export function units(invocation: Invocation, directory: string, options: UnitsOptions): Promise<ExitCode> {
  const queueId = parseWhole('--queue', options.queue)
  const from = parseWhole('--from', options.from)
  const count = parseWhole('--count', options.count, 1)
  const { topic } = options
  return withStore(invocation, directory, async store => {
    const side = options.side ?? (await usualSide(invocation, store))
    const rows: Unit[] = []
    let total = 0
    while (rows.length < count) {
      const page = await store.call('listUnits', {
        storeId: store.storeId, topic, queueId, side, from: from + rows.length, count: Math.min(perCall, count - rows.length),
      })
      total = page.total
      rows.push(...page.rows)
      if (page.rows.length === 0) break
    }
    print(invocation, { schema: 'units/1', side, topic, queueId, total, units: rows }, () => unitTable(invocation, rows, from, total))
    return exit.done
  })
}

function unitTable(invocation: Invocation, rows: readonly Unit[], from: number, total: number): string {
  const { words, names, paint } = invocation
  const lines = listing<Unit>(
    invocation,
    [
      { title: words.queueOffset, cell: unit => unit.queueOffset, align: 'right' },
      { title: words.physicalOffset, cell: unit => orDash(unit.physicalOffset), align: 'right' },
      { title: words.messageSize, cell: unit => orDash(unit.sizeBytes), align: 'right' },
      { title: words.tagsCode, cell: unit => orDash(unit.tagsCode) },
      { title: words.unitClass, cell: unit => names.unitClass[unit.unitClass], style: ({ unitClass }) => (unitClass === 'ok' ? 'good' : unitClass === 'expired-hidden' || unitClass === 'pre-blank' || unitClass === 'unwritten' ? 'faint' : unitClass === 'ahead' ? 'warning' : 'bad') },
      { title: words.file, cell: unit => `${unit.path}:${unit.at}`, shrinks: true },
    ],
    rows,
  )
  return `${lines}${paint('faint', words.unitsShown(rows[0]?.queueOffset ?? from, (rows.at(-1)?.queueOffset ?? from - 1) + 1, total))}\n`
}
