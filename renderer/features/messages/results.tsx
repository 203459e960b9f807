import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageQueryInput } from '../../../shared/contract/found-messages'
import { rowsInHand } from '../../api/use-paged-rows'
import { placeOf, type StoreRoute } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Figure } from '../../ui/figure'
import { MasterDetail } from '../../ui/master-detail'
import { BusyCard, EmptyCard, ErrorCard } from '../../ui/state-card'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { MessageDetail } from './message-detail'
import { Provenance } from './provenance'
import { useSearch, type FoundMessage } from './use-search'
import classes from './messages.module.css'

const column = columnsFor<FoundMessage>()

/** What one search finds, as it comes, and the message chosen among it. */
export function Results({ route, query }: { readonly route: StoreRoute; readonly query: MessageQueryInput }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { storeId } = route
  const search = useSearch(storeId, query)
  const { state, indexFiles } = search
  const rows = useMemo(() => rowsInHand(search.rows), [search.rows])
  const [offset, topic, queueId] = route.selection
  const selectedId = offset === undefined ? undefined : route.selection.join('/')
  const selected = search.rows.find(row => idOf(row) === selectedId)
  const open = (row?: FoundMessage): void => navigate(placeOf(storeId, 'messages', row && selectionOf(row), route.query), 'replace')
  const read = format.bytes(search.readBytes)

  const columns = useMemo(
    () =>
      column.columns([
        column.accessor('storeTimestamp', { header: t('messages.stored'), cell: cell => timeText(cell.getValue()), meta: { name: t('messages.stored'), width: 200 } }),
        column.accessor(({ topic: of, queueId: id }) => `${of}/${id}`, { id: 'queue', header: t('messages.queue'), cell: cell => cell.getValue(), meta: { name: t('messages.queue'), width: 130, grow: 2 } }),
        column.accessor('queueOffset', { header: t('messages.queueOffset'), cell: cell => figure(cell.getValue()), meta: { name: t('messages.queueOffset'), width: 110, align: 'right' } }),
        column.accessor('physicalOffset', { header: t('messages.physicalOffset'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('messages.physicalOffset'), width: 130, align: 'right' } }),
        column.accessor(({ keys }) => keys.join(' '), { id: 'keys', header: t('messages.keys'), cell: cell => cell.getValue(), meta: { name: t('messages.keys'), width: 120, grow: 1 } }),
        column.accessor('tags', { header: t('messages.tags'), cell: cell => cell.getValue(), meta: { name: t('messages.tags'), width: 90, grow: 1 } }),
        column.accessor('storedBodyBytes', { header: t('messages.bodySize'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('messages.bodySize'), width: 110, align: 'right' } }),
        column.accessor(({ provenance }) => provenance.join(' '), { id: 'standing', header: t('messages.standing'), cell: cell => <Provenance of={cell.row.original.provenance} />, meta: { name: t('messages.standing'), width: 130, grow: 1 } }),
        column.accessor('offsetMessageId', { header: t('messages.offsetId'), cell: cell => cell.getValue(), meta: { name: t('messages.offsetId'), width: 280, hidden: true } }),
        column.accessor('uniqueKey', { header: t('messages.uniqueKey'), cell: cell => cell.getValue(), meta: { name: t('messages.uniqueKey'), width: 280, hidden: true } }),
      ]),
    [t, format],
  )

  function timeText(at: number | string): string {
    return typeof at === 'number' ? format.time(at) : at
  }

  return (
    <>
      <div className={classes.summary}>
        <p role="status">
          <b>{t('messages.found', { count: search.rows.length, n: format.exact(search.rows.length) })}</b> · {t(`messages.state.${state}`)} ·{' '}
          {indexFiles > 0 ? t('messages.byIndex', { count: indexFiles, read }) : t('messages.byLog', { read })}
        </p>
        {state === 'running' && <Button size="compact-sm" onClick={search.stop}>{t('messages.stop')}</Button>}
        {(state === 'stopped' || state === 'more') && <Button size="compact-sm" onClick={search.goOn}>{t('messages.goOn')}</Button>}
      </div>
      {search.error && <ErrorCard error={search.error} onRetry={search.goOn} />}
      <MasterDetail
        detail={
          offset !== undefined && (
            <MessageDetail
              key={selectedId}
              storeId={storeId}
              place={{ kind: 'offset', physicalOffset: Number(offset), ...(topic !== undefined && queueId !== undefined && { tieredQueue: { topic, queueId: Number(queueId) } }) }}
              provenance={selected?.provenance}
              onClose={() => open()}
            />
          )
        }
      >
        {state === 'running' && search.rows.length === 0 ? (
          <BusyCard title={t('messages.state.running')} onCancel={search.stop} />
        ) : (
          <DataTable
            name="messages"
            label={t('messages.results')}
            columns={columns}
            rows={rows}
            rowId={idOf}
            selectedId={selectedId}
            onOpen={open}
            empty={<EmptyCard title={t(state === 'done' ? 'messages.none' : 'messages.noneYet')} />}
          />
        )}
      </MasterDetail>
    </>
  )
}

/** An offset of a tiered log says nothing without its queue. */
const selectionOf = (row: FoundMessage): string[] => [String(row.physicalOffset), ...(row.side === 'tiered' ? [row.topic, String(row.queueId)] : [])]
const idOf = (row: FoundMessage): string => selectionOf(row).join('/')

const figure = (value: number | string) => (typeof value === 'number' ? <Figure value={value} /> : value)
