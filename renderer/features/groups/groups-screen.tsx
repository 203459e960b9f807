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
import { Tag, type Tone } from '../../ui/tag'

type Position = RowOf<'listGroups'>
const column = columnsFor<Position>()
const tones: Record<Position['place'], Tone> = { inside: 'muted', 'below-min': 'accent', 'beyond-max': 'warn' }

/** Where every consumer group stands, queue by queue. */
export function GroupsScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const { storeId } = route
  const [sorting, setSorting] = useState<Sorting>([])
  const [text, setText] = useState('')
  const rows = usePagedRows('listGroups', { storeId, sort: sorting, text })
  const groups = useOperation('overview', { storeId, lang }).data?.groups

  const columns = column.columns([
    column.accessor('group', { header: t('groups.group'), cell: cell => cell.getValue(), meta: { name: t('groups.group'), width: 200, grow: 2, sortBy: 'group' } }),
    column.accessor('topic', { header: t('groups.topic'), cell: cell => cell.getValue(), meta: { name: t('groups.topic'), width: 200, grow: 2, sortBy: 'topic' } }),
    column.accessor('queueId', { header: t('groups.queueId'), cell: cell => cell.getValue(), meta: { name: t('groups.queueId'), width: 80, align: 'right', sortBy: 'queueId' } }),
    column.accessor('committedOffset', { header: t('groups.committed'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('groups.committed'), width: 150, align: 'right', sortBy: 'committedOffset' } }),
    column.accessor('lag', { header: t('groups.lag'), cell: cell => <Figure value={cell.getValue()} zeroIsDash />, meta: { name: t('groups.lag'), width: 130, align: 'right', sortBy: 'lag', sum: true } }),
    column.accessor('place', {
      header: t('groups.placeName'),
      cell: cell => <Tag tone={tones[cell.getValue()]}>{t(`groups.place.${cell.getValue()}`)}</Tag>,
      meta: { name: t('groups.placeName'), width: 170, sortBy: 'place' },
    }),
  ])

  return (
    <Page
      fill
      title={groups === undefined ? t('groups.label') : t('groups.title', { count: groups, n: format.exact(groups) })}
      subtitle={t('groups.says')}
      actions={<FilterField value={text} onChange={setText} label={t('groups.filter')} />}
    >
      <MasterDetail>
        <DataTable
          name="groups"
          label={t('groups.label')}
          columns={columns}
          rows={rows}
          rowId={row => `${row.group}@${row.topic}/${row.queueId}`}
          sorting={sorting}
          onSort={setSorting}
          onOpen={row => navigate(placeOf(storeId, 'queues', [row.topic, String(row.queueId)]))}
          empty={<EmptyCard title={t('groups.none')} />}
        />
      </MasterDetail>
    </Page>
  )
}
