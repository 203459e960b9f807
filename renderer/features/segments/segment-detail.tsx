import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rowsInHand } from '../../api/use-paged-rows'
import { useOperation } from '../../api/use-operation'
import { useFormat } from '../../i18n/format'
import { Figure } from '../../ui/figure'
import { Detail } from '../../ui/master-detail'
import { BusyCard, EmptyCard, ErrorCard } from '../../ui/state-card'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { RecordView } from './record-view'
import { SegmentFacts } from './segment-facts'
import { useLogPages, type LogRow } from './use-log-pages'
import classes from './segments.module.css'

interface SegmentDetailProps {
  readonly storeId: string
  /** Its index among the segments. */
  readonly place: number
  readonly baseOffset: number
  readonly endOffset: number
  /** Physical offset of what is looked at first. */
  readonly at: number
  readonly onClose: () => void
}

const column = columnsFor<LogRow>()

/** One segment down to the byte: its records in both directions, and one of them in full. */
export function SegmentDetail({ storeId, place, baseOffset, endOffset, at, onClose }: SegmentDetailProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [selected, setSelected] = useState<number>()
  const { rows: places, error, retry, earlier, later } = useLogPages({ storeId, baseOffset, endOffset, at })
  const segment = useOperation('listSegments', { storeId, page: { offset: place, limit: 1 } }).data?.rows[0]
  const rows = useMemo(() => rowsInHand(places ?? []), [places])
  const shown = places?.find(({ physicalOffset }) => physicalOffset === selected) ?? places?.[0]

  const columns = useMemo(
    () =>
      column.columns([
        column.accessor('physicalOffset', { header: t('segments.physicalOffset'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('segments.physicalOffset'), width: 112, align: 'right' } }),
        column.accessor('sizeBytes', { header: t('segments.size'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('segments.size'), width: 66, align: 'right' } }),
        column.accessor(({ topic, queueId }) => (topic === null ? null : `${topic}/${queueId}`), {
          id: 'queue',
          header: t('segments.queue'),
          cell: cell => cell.getValue() ?? <span className={classes.other} data-kind={cell.row.original.kind}>{t(`segments.kind.${cell.row.original.kind}`)}</span>,
          meta: { name: t('segments.queue'), width: 110, grow: 2 },
        }),
        column.accessor('queueOffset', { header: t('segments.queueOffset'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('segments.queueOffset'), width: 96, align: 'right' } }),
        column.accessor('storeTimestamp', { header: t('segments.stored'), cell: cell => (cell.getValue() === null ? t('ui.none') : <span title={format.time(cell.getValue() ?? 0)}>{format.shortTime(cell.getValue() ?? 0)}</span>), meta: { name: t('segments.stored'), width: 104 } }),
        column.accessor('bodyBytes', { header: t('segments.body'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('segments.body'), width: 84, align: 'right', hidden: true } }),
        column.accessor('tags', { header: t('segments.tags'), cell: cell => cell.getValue(), meta: { name: t('segments.tags'), width: 100, hidden: true } }),
        column.accessor(({ keys }) => keys.join(' '), { id: 'keys', header: t('segments.keys'), cell: cell => cell.getValue(), meta: { name: t('segments.keys'), width: 140, grow: 1, hidden: true } }),
      ]),
    [t, format],
  )

  return (
    <Detail
      tall
      title={String(baseOffset).padStart(20, '0')}
      subtitle={segment && <SegmentFacts segment={segment} />}
      actions={
        <>
          <Button size="compact-sm" disabled={!earlier} leftSection={<IconChevronLeft size={14} aria-hidden />} onClick={() => void earlier?.()}>
            {t('segments.earlier')}
          </Button>
          <Button size="compact-sm" disabled={!later} rightSection={<IconChevronRight size={14} aria-hidden />} onClick={later}>
            {t('segments.later')}
          </Button>
        </>
      }
      onClose={onClose}
    >
      {error ? (
        <ErrorCard error={error} onRetry={retry} />
      ) : places === undefined ? (
        <BusyCard title={t('segments.readingRecords')} />
      ) : (
        <div className={classes.split}>
          <div className={classes.records}>
            <DataTable
              dense
              name="records"
              label={t('segments.records')}
              columns={columns}
              rows={rows}
              rowId={row => String(row.physicalOffset)}
              selectedId={shown && String(shown.physicalOffset)}
              onOpen={row => setSelected(row.physicalOffset)}
              empty={<EmptyCard title={t('segments.noRecords')}>{t('segments.noRecordsSays')}</EmptyCard>}
            />
          </div>
          {shown && <RecordView key={shown.physicalOffset} storeId={storeId} row={shown} />}
        </div>
      )}
    </Detail>
  )
}
