import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sorting } from '../../../shared/contract/schemas'
import { usePagedRows, type RowOf } from '../../api/use-paged-rows'
import type { StoreRoute } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { Figure } from '../../ui/figure'
import { MasterDetail } from '../../ui/master-detail'
import { Page } from '../../ui/page'
import { EmptyCard } from '../../ui/state-card'
import { Tag } from '../../ui/tag'

const column = columnsFor<RowOf<'listIndex'>>()

/** The hash index, file by file. */
export function IndexScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [sorting, setSorting] = useState<Sorting>([])
  const rows = usePagedRows('listIndex', { storeId: route.storeId, sort: sorting })
  const columns = column.columns([
    column.accessor('path', { header: t('index.path'), cell: cell => <code>{cell.getValue()}</code>, meta: { name: t('index.path'), width: 220, grow: 1, sortBy: 'path' } }),
    column.accessor('beginPhysicalOffset', { header: t('index.begin'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('index.begin'), width: 170, align: 'right', sortBy: 'beginPhysicalOffset' } }),
    column.accessor('endPhysicalOffset', { header: t('index.end'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('index.end'), width: 170, align: 'right', sortBy: 'endPhysicalOffset' } }),
    column.accessor('beginTimestamp', { header: t('index.from'), cell: cell => format.time(cell.getValue()), meta: { name: t('index.from'), width: 170, sortBy: 'beginTimestamp' } }),
    column.accessor('endTimestamp', { header: t('index.to'), cell: cell => format.time(cell.getValue()), meta: { name: t('index.to'), width: 170, sortBy: 'endTimestamp' } }),
    column.accessor('entries', { header: t('index.entries'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('index.entries'), width: 120, align: 'right', sortBy: 'entries', sum: true } }),
    column.accessor('dead', { header: t('index.state'), cell: cell => cell.getValue() && <Tag tone="muted">{t('index.dead')}</Tag>, meta: { name: t('index.state'), width: 100, sortBy: 'dead' } }),
  ])
  return (
    <Page fill title={rows.total === undefined ? t('index.label') : t('index.title', { count: rows.total, n: format.exact(rows.total) })} subtitle={t('index.says')}>
      <MasterDetail>
        <DataTable name="index" label={t('index.label')} columns={columns} rows={rows} rowId={row => row.path} sorting={sorting} onSort={setSorting} empty={<EmptyCard title={t('index.none')}>{t('index.noneSays')}</EmptyCard>} />
      </MasterDetail>
    </Page>
  )
}
