import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompareDocument } from '../../../shared/contract/compare'
import type { Sorting } from '../../../shared/contract/schemas'
import { rowsInHand } from '../../api/use-paged-rows'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { EmptyCard } from '../../ui/state-card'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { Tag } from '../../ui/tag'

type Segment = NonNullable<CompareDocument['commitLog']>['segments'][number]
type Queue = CompareDocument['queues'][number]

const segmentColumn = columnsFor<Segment>()
const queueColumn = columnsFor<Queue>()
const mostRows = 16

/** Segments and queues that differ, a row each. */
export function Differences({ document: { commitLog, queues } }: { readonly document: CompareDocument }) {
  return (
    <>
      {commitLog && commitLog.segments.length > 0 && <Segments segments={commitLog.segments} />}
      <Queues queues={queues} />
    </>
  )
}

function Segments({ segments }: { readonly segments: readonly Segment[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [sorting, setSorting] = useState<Sorting>([])
  const columns = segmentColumn.columns([
    segmentColumn.accessor('baseOffset', { header: t('compare.segment'), cell: cell => format.exact(cell.getValue()), meta: { name: t('compare.segment'), width: 220, align: 'right', sortBy: 'baseOffset' } }),
    segmentColumn.accessor('difference', { header: t('compare.difference'), cell: cell => <Tag tone="warn">{t(`compare.differences.${cell.getValue()}`)}</Tag>, meta: { name: t('compare.difference'), width: 220, grow: 1, sortBy: 'difference' } }),
  ])
  return (
    <Card flush title={t('compare.segments')}>
      <DataTable name="compare-segments" label={t('compare.segments')} columns={columns} rows={rowsInHand(segments, { sorting })} rowId={row => String(row.baseOffset)} sorting={sorting} onSort={setSorting} mostRowsShown={mostRows} empty={null} />
    </Card>
  )
}

function Queues({ queues }: { readonly queues: readonly Queue[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [sorting, setSorting] = useState<Sorting>([])
  const spanOf = (span: Queue['left']): string => (span === null ? t('ui.none') : t('ui.range', { start: format.exact(span.start), end: format.exact(span.end) }))
  const placeOfFirst = ({ firstDifference: first }: Queue): string => (first === null ? '' : first.queueOffset === null ? `${first.path}:${first.at}` : format.exact(first.queueOffset))
  const columns = queueColumn.columns([
    queueColumn.accessor('topic', { header: t('compare.topic'), cell: cell => cell.getValue(), meta: { name: t('compare.topic'), width: 200, grow: 1, sortBy: 'topic' } }),
    queueColumn.accessor('queueId', { header: t('compare.queue'), cell: cell => cell.getValue(), meta: { name: t('compare.queue'), width: 90, align: 'right', sortBy: 'queueId' } }),
    queueColumn.accessor('side', { header: t('compare.side'), cell: cell => t(`compare.sides.${cell.getValue()}`), meta: { name: t('compare.side'), width: 90, sortBy: 'side' } }),
    queueColumn.accessor('difference', { header: t('compare.difference'), cell: cell => <Tag tone="warn">{t(`compare.differences.${cell.getValue()}`)}</Tag>, meta: { name: t('compare.difference'), width: 160, sortBy: 'difference' } }),
    queueColumn.accessor('left', { header: t('compare.left'), cell: cell => spanOf(cell.getValue()), meta: { name: t('compare.left'), width: 190, align: 'right' } }),
    queueColumn.accessor('right', { header: t('compare.right'), cell: cell => spanOf(cell.getValue()), meta: { name: t('compare.right'), width: 190, align: 'right' } }),
    queueColumn.accessor(placeOfFirst, { id: 'first', header: t('compare.first'), cell: cell => <code>{cell.getValue()}</code>, meta: { name: t('compare.first'), width: 200 } }),
  ])
  return (
    <Card flush title={t('compare.differing')}>
      <DataTable name="compare-queues" label={t('compare.differing')} columns={columns} rows={rowsInHand(queues, { sorting })} rowId={row => `${row.side}/${row.topic}/${row.queueId}`} sorting={sorting} onSort={setSorting} mostRowsShown={mostRows} empty={<EmptyCard title={t('compare.none')} />} />
    </Card>
  )
}
