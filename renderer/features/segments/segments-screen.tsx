import { useMemo, useState } from 'react'
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
import { Figure } from '../../ui/figure'
import { queryOf, RangeChip, rangeIn } from '../../ui/offset-range'
import { MasterDetail } from '../../ui/master-detail'
import { Page } from '../../ui/page'
import { EmptyCard } from '../../ui/state-card'
import { SegmentDetail } from './segment-detail'
import { SegmentState } from './segment-state'

type Segment = RowOf<'listSegments'>
const column = columnsFor<Segment>()

/** Every file of the commitlog, oldest first. */
export function SegmentsScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const { storeId, query } = route
  const [sorting, setSorting] = useState<Sorting>([])
  const within = useMemo(() => rangeIn(query), [query])
  const rows = usePagedRows('listSegments', { storeId, sort: sorting, within })
  const { local } = useOperation('overview', { storeId, lang }).data ?? {}
  const open = (base: string | undefined): void => navigate(placeOf(storeId, 'segments', base === undefined ? [] : [base], within && queryOf(within)), 'replace')
  const map = useOperation('segmentMap', { storeId, lanes: { offset: 0, limit: 1 } }).data
  // An offset from elsewhere opens the segment that holds it.
  const at = Number(query['at'] ?? Number.NaN)
  const base = route.selection[0] === undefined ? map?.segments.baseOffset.findLast(start => start <= at) : Number(route.selection[0])
  const place = base === undefined ? -1 : (map?.segments.baseOffset.indexOf(base) ?? -1)
  const time = (stored: number | null): string => (stored === null ? t('ui.none') : format.time(stored))

  const columns = column.columns([
    column.accessor('baseOffset', { header: t('segments.base'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('segments.base'), width: 190, align: 'right', sortBy: 'baseOffset' } }),
    column.accessor('firstStoreTimestamp', { header: t('segments.firstStored'), cell: cell => time(cell.getValue()), meta: { name: t('segments.firstStored'), width: 170, grow: 1, sortBy: 'firstStoreTimestamp' } }),
    column.accessor('lastStoreTimestamp', { header: t('segments.lastStored'), cell: cell => time(cell.getValue()), meta: { name: t('segments.lastStored'), width: 170, grow: 1, sortBy: 'lastStoreTimestamp' } }),
    column.accessor('modifiedTime', { header: t('segments.fileTime'), cell: cell => time(cell.getValue()), meta: { name: t('segments.fileTime'), width: 170, grow: 1, sortBy: 'modifiedTime' } }),
    column.accessor('sizeBytes', { header: t('segments.size'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('segments.size'), width: 130, align: 'right', sortBy: 'sizeBytes', sum: true } }),
    column.accessor('allocatedBytes', { header: t('segments.allocated'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('segments.allocated'), width: 130, align: 'right', sortBy: 'allocatedBytes', sum: true, hidden: true } }),
    column.accessor('state', { header: t('segments.stateName'), cell: cell => <SegmentState state={cell.getValue()} />, meta: { name: t('segments.stateName'), width: 120, sortBy: 'state' } }),
    column.accessor('path', { header: t('segments.path'), cell: cell => cell.getValue(), meta: { name: t('segments.path'), width: 260, grow: 1, sortBy: 'path', hidden: true } }),
  ])

  return (
    <Page
      fill
      title={local ? t('segments.title', { count: local.segments, n: format.exact(local.segments) }) : t('segments.label')}
      subtitle={local && `${t('segments.range', { start: format.exact(local.minOffset), end: format.exact(local.maxOffset) })} · ${format.bytes(local.segmentBytes)}`}
      actions={within && <RangeChip range={within} onClear={() => navigate(placeOf(storeId, 'segments'))} />}
    >
      <MasterDetail detail={base !== undefined && place >= 0 && map && <SegmentDetail key={`${base} ${at}`} storeId={storeId} place={place} baseOffset={base} endOffset={base + map.segmentSizeBytes} at={Number.isNaN(at) ? base : at} onClose={() => open(undefined)} />}>
        <DataTable
          name="segments"
          label={t('segments.label')}
          columns={columns}
          rows={rows}
          rowId={row => String(row.baseOffset)}
          sorting={sorting}
          onSort={setSorting}
          selectedId={base === undefined ? undefined : String(base)}
          showIndex={sorting.length === 0 && within === undefined && place >= 0 ? place : undefined}
          onOpen={row => open(String(row.baseOffset))}
          empty={<EmptyCard title={t(local === null ? 'segments.noLog' : 'segments.none')}>{local === null ? undefined : t('segments.noneSays')}</EmptyCard>}
        />
      </MasterDetail>
    </Page>
  )
}
