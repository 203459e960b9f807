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
import { Figure } from '../../ui/figure'
import { Detail, Fact, Facts, MasterDetail } from '../../ui/master-detail'
import { Page } from '../../ui/page'
import { EmptyCard } from '../../ui/state-card'
import { SegmentState } from './segment-state'

type Segment = RowOf<'listSegments'>
const column = columnsFor<Segment>()

/** Every file of the commitlog, oldest first. */
export function SegmentsScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const { storeId, selection } = route
  const [sorting, setSorting] = useState<Sorting>([])
  const rows = usePagedRows('listSegments', { storeId, sort: sorting })
  const { local } = useOperation('overview', { storeId, lang }).data ?? {}
  const open = (base: string | undefined): void => navigate(placeOf(storeId, 'segments', base === undefined ? [] : [base]), 'replace')
  const selected = selectedIn(rows, selection[0])
  const time = (at: number | null): string => (at === null ? t('ui.none') : format.time(at))

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
    >
      <MasterDetail detail={selected && <SegmentDetail segment={selected} maxOffset={local?.maxOffset ?? 0} onClose={() => open(undefined)} />}>
        <DataTable
          name="segments"
          label={t('segments.label')}
          columns={columns}
          rows={rows}
          rowId={row => String(row.baseOffset)}
          sorting={sorting}
          onSort={setSorting}
          selectedId={selection[0]}
          onOpen={row => open(String(row.baseOffset))}
          empty={<EmptyCard title={t(local === null ? 'segments.noLog' : 'segments.none')}>{local === null ? undefined : t('segments.noneSays')}</EmptyCard>}
        />
      </MasterDetail>
    </Page>
  )
}

/** The selected row, when its page is here. */
function selectedIn(rows: { readonly total: number | undefined; rowAt(index: number): Segment | undefined }, base: string | undefined): Segment | undefined {
  if (base === undefined) return undefined
  for (let index = 0; index < (rows.total ?? 0); index += 1) {
    const row = rows.rowAt(index)
    if (row !== undefined && String(row.baseOffset) === base) return row
  }
  return undefined
}

function SegmentDetail({ segment, maxOffset, onClose }: { readonly segment: Segment; readonly maxOffset: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const newest = segment.lastStoreTimestamp ?? segment.firstStoreTimestamp
  const isRewritten = segment.state === 'full' && newest !== null && segment.modifiedTime - newest > rewrittenAfterMs
  return (
    <Detail title={format.exact(segment.baseOffset)} subtitle={t(`segments.stateSays.${segment.state}`, { end: format.exact(maxOffset) })} onClose={onClose}>
      <Facts>
        <Fact name={t('segments.endOffset')}>
          <Figure value={segment.endOffset} inRow={false} />
        </Fact>
        <Fact name={t('segments.size')}>{format.exactBytes(segment.sizeBytes)}</Fact>
        <Fact name={t('segments.allocated')}>{format.exactBytes(segment.allocatedBytes)}</Fact>
        <Fact name={t('segments.firstStored')}>{segment.firstStoreTimestamp === null ? t('ui.none') : format.time(segment.firstStoreTimestamp)}</Fact>
        <Fact name={t('segments.lastStored')}>{segment.lastStoreTimestamp === null ? t('ui.none') : format.time(segment.lastStoreTimestamp)}</Fact>
        <Fact name={t('segments.fileTime')}>
          {format.time(segment.modifiedTime)}
          {isRewritten && ` · ${t('segments.rewritten')}`}
        </Fact>
        <Fact name={t('segments.path')}>
          <code>{segment.path}</code>
        </Fact>
      </Facts>
    </Detail>
  )
}

/** The broker's last flush may follow the last message by a little. */
const rewrittenAfterMs = 60 * 60 * 1000
