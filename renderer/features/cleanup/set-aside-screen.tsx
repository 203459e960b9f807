import { useTranslation } from 'react-i18next'
import { rowsInHand } from '../../api/use-paged-rows'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { placeOf, type StoreRoute } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { Figure } from '../../ui/figure'
import { MasterDetail } from '../../ui/master-detail'
import { Page } from '../../ui/page'
import { BusyCard, EmptyCard, ErrorCard } from '../../ui/state-card'
import { Tag, type Tone } from '../../ui/tag'
import type { Receipt } from './receipt'
import { ReceiptCard } from './receipt-card'
import { RecoverBanner } from './recover-banner'

const column = columnsFor<Receipt>()
const tones: Record<Receipt['state'], Tone> = { applying: 'danger', undoing: 'danger', purging: 'danger', 'set-aside': 'accent', undone: 'muted', 'rolled-back': 'muted', purged: 'muted' }

/** Every cleanup of this store and what it did; an interrupted one first of all. */
export function SetAsideScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const { storeId, selection } = route
  const answer = useOperation('listReceipts', { storeId })
  const overview = useOperation('overview', { storeId, lang }).data
  const open = (id: string | undefined): void => navigate(placeOf(storeId, 'set-aside', id === undefined ? [] : [id]), 'replace')

  if (answer.error) return <Page title={t('cleanup.receipts')}><ErrorCard error={answer.error} onRetry={() => void answer.refetch()} /></Page>
  if (!answer.data || !overview) return <Page title={t('cleanup.receipts')}><BusyCard title={t('cleanup.receipts')} /></Page>
  const newestFirst = answer.data.toSorted((a, b) => b.startedAt - a.startedAt)
  const selected = newestFirst.find(({ id }) => id === selection[0]) ?? (selection[0] === undefined ? undefined : newestFirst[0])

  const columns = column.columns([
    column.accessor('startedAt', { header: t('cleanup.at'), cell: cell => format.time(cell.getValue()), meta: { name: t('cleanup.at'), width: 170 } }),
    column.accessor('cutKind', { header: t('cleanup.what'), cell: cell => t(`cleanup.cutKind.${cell.getValue()}`, { defaultValue: cell.getValue() }), meta: { name: t('cleanup.what'), width: 180, grow: 1 } }),
    column.accessor('stepsDone', { header: t('cleanup.stepsDone'), cell: cell => t('cleanup.ofTotal', { done: format.exact(cell.getValue()), total: format.exact(cell.row.original.stepsTotal) }), meta: { name: t('cleanup.stepsDone'), width: 110, align: 'right' } }),
    column.accessor('setAsideBytes', { header: t('cleanup.bytes'), cell: cell => <Figure value={cell.getValue()} zeroIsDash />, meta: { name: t('cleanup.bytes'), width: 150, align: 'right' } }),
    column.accessor('freedBytes', { header: t('cleanup.freed'), cell: cell => <Figure value={cell.getValue()} zeroIsDash />, meta: { name: t('cleanup.freed'), width: 170, align: 'right' } }),
    column.accessor('state', { header: t('segments.stateName'), cell: cell => <Tag tone={tones[cell.getValue()]}>{t(`cleanup.state.${cell.getValue()}`)}</Tag>, meta: { name: t('segments.stateName'), width: 130 } }),
  ])

  return (
    <Page fill title={t('cleanup.receipts')} subtitle={t('cleanup.receiptsSays', { bytes: format.bytes(overview.setAside.bytes) })}>
      {overview.setAside.unfinished !== null && <RecoverBanner storeId={storeId} state={newestFirst.find(({ state }) => tones[state] === 'danger')?.state} />}
      <MasterDetail detail={selected && <ReceiptCard key={`${selected.id} ${selected.state}`} storeId={storeId} receipt={selected} brokerName={overview.store.brokerName} root={overview.store.root} onClose={() => open(undefined)} />}>
        <DataTable
          name="set-aside"
          label={t('cleanup.receipts')}
          columns={columns}
          rows={rowsInHand(newestFirst)}
          rowId={row => row.id}
          selectedId={selected?.id}
          onOpen={row => open(row.id)}
          empty={<EmptyCard title={t('cleanup.noneAside')}>{t('cleanup.noneAsideSays')}</EmptyCard>}
        />
      </MasterDetail>
    </Page>
  )
}
