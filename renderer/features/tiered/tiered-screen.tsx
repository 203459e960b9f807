import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sorting } from '../../../shared/contract/schemas'
import { usePagedRows, type RowOf } from '../../api/use-paged-rows'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { placeOf, type StoreRoute } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { FilterField } from '../../ui/table/filter-field'
import { Figure } from '../../ui/figure'
import { MasterDetail } from '../../ui/master-detail'
import { Page } from '../../ui/page'
import { EmptyCard } from '../../ui/state-card'
import { Tag } from '../../ui/tag'
import { TieredDetail } from './tiered-detail'
import classes from './tiered.module.css'

type Queue = RowOf<'listTieredQueues'>
const column = columnsFor<Queue>()

/** Whether each tiered queue's minimum tells the truth. */
export function TieredScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const { storeId, selection } = route
  const [sorting, setSorting] = useState<Sorting>([])
  const [text, setText] = useState('')
  const rows = usePagedRows('listTieredQueues', { storeId, sort: sorting, filter: { text } })
  const overview = useOperation('overview', { storeId, lang }).data
  const tiered = overview?.tiered
  const [topic, queueId] = selection
  const isOpen = topic !== undefined && queueId !== undefined && /^\d+$/.test(queueId)
  const open = (next: readonly string[]): void => navigate(placeOf(storeId, 'tiered', next), 'replace')

  const columns = column.columns([
    column.accessor(({ topic: name, queueId: id }) => `${name}/${id}`, { id: 'name', header: t('tiered.name'), cell: cell => cell.getValue(), meta: { name: t('tiered.name'), width: 130, grow: 2, sortBy: 'name' } }),
    column.accessor('commitLogSegments', { header: t('tiered.logSegments'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('tiered.logSegments'), width: 74, align: 'right', sortBy: 'commitLogSegments', sum: true } }),
    column.accessor('consumeQueueSegments', { header: t('tiered.queueSegments'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('tiered.queueSegments'), width: 70, align: 'right', sortBy: 'consumeQueueSegments', sum: true } }),
    column.accessor('firstOffset', { header: t('tiered.base'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('tiered.base'), width: 100, align: 'right', sortBy: 'firstOffset' } }),
    column.accessor('firstRecordOffset', { header: t('tiered.firstRecord'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('tiered.firstRecord'), width: 106, align: 'right', sortBy: 'firstRecordOffset' } }),
    column.accessor('minOffset', {
      header: t('tiered.min'),
      cell: cell => (
        <b>
          <Figure value={cell.getValue()} {...(cell.getValue() < cell.row.original.realMinOffset ? { tone: 'danger' } : {})} />
        </b>
      ),
      meta: { name: t('tiered.min'), width: 156, align: 'right', sortBy: 'minOffset' },
    }),
    column.accessor('realMinOffset', { header: t('tiered.realMin'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('tiered.realMin'), width: 108, align: 'right', sortBy: 'realMinOffset' } }),
    column.accessor('maxOffset', { header: t('tiered.max'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('tiered.max'), width: 86, align: 'right', sortBy: 'maxOffset' } }),
    column.accessor(danglingIn, { id: 'dangling', header: t('tiered.dangling'), cell: cell => <Figure value={cell.getValue()} zeroIsDash />, meta: { name: t('tiered.dangling'), width: 84, align: 'right', sortBy: 'dangling', sum: true } }),
    column.accessor(row => row.units.expiredVisible, { id: 'expiredVisible', header: t('tiered.visible'), cell: cell => <Figure value={cell.getValue()} zeroIsDash tone="danger" />, meta: { name: t('tiered.visible'), width: 104, align: 'right', sortBy: 'expiredVisible', sum: true } }),
    column.display({ id: 'findings', header: t('tiered.findings'), cell: cell => <Troubles queue={cell.row.original} />, meta: { name: t('tiered.findings'), width: 120, grow: 1, copy: false } }),
  ])

  return (
    <Page
      fill
      title={tiered ? t('tiered.title', { count: tiered.queues, n: format.exact(tiered.queues) }) : t('tiered.label')}
      subtitle={tiered && t('tiered.says', { log: format.bytes(tiered.commitLogBytes), queue: format.bytes(tiered.consumeQueueBytes), root: tiered.root })}
      actions={<FilterField value={text} onChange={setText} label={t('tiered.filter')} />}
    >
      <MasterDetail detail={isOpen && <TieredDetail key={`${topic}/${queueId}`} storeId={storeId} topic={topic} queueId={Number(queueId)} onClose={() => open([])} />}>
        <DataTable
          name="tiered"
          label={t('tiered.label')}
          columns={columns}
          rows={rows}
          rowId={row => `${row.topic}/${row.queueId}`}
          sorting={sorting}
          onSort={setSorting}
          selectedId={isOpen ? `${topic}/${queueId}` : undefined}
          onOpen={row => open([row.topic, String(row.queueId)])}
          empty={tiered === null ? <EmptyCard title={t('tiered.noTiered')}>{t('tiered.noTieredSays')}</EmptyCard> : <EmptyCard title={t('tiered.none')} />}
        />
      </MasterDetail>
    </Page>
  )
}

const danglingIn = ({ units }: Queue): number => units.expiredHidden + units.expiredVisible + units.inHole + units.ahead

function Troubles({ queue }: { readonly queue: Queue }) {
  const { t } = useTranslation()
  const troubles = [
    ['ghosts', queue.ghosts, 'danger'],
    ['mismatches', queue.sizeMismatches, 'danger'],
    ['holes', queue.holes, 'danger'],
    ['strays', queue.strays, 'warn'],
  ] as const
  return (
    <span className={classes.troubles}>
      {troubles
        .filter(([, n]) => n > 0)
        .map(([trouble, n, tone]) => (
          <Tag key={trouble} tone={tone}>
            {t(`tiered.${trouble}`, { n })}
          </Tag>
        ))}
    </span>
  )
}
