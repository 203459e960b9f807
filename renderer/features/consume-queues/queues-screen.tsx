import { Chip } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../../shared/contract/contract'
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
import { RangeChip, rangeIn } from '../../ui/offset-range'
import { isNarrow } from '../../ui/narrow'
import { Page } from '../../ui/page'
import { voidShareWhenNeeded, type PhysicalAxis } from '../../ui/physical-axis'
import { RangeBar } from '../../ui/range-bar'
import { EmptyCard } from '../../ui/state-card'
import { UnitGlyph, type LegendClass } from '../../ui/unit-class'
import { QueueDetail } from './queue-detail'
import classes from './queues-screen.module.css'

type Queue = RowOf<'listQueues'>
type Filter = NonNullable<InputOf<'listQueues'>['filter']['classes']>[number]
const column = columnsFor<Queue>()

const filters: readonly { readonly filter: Filter; readonly glyph: LegendClass }[] = [
  { filter: 'expiredVisible', glyph: 'expired-visible' },
  { filter: 'expiredHidden', glyph: 'expired-hidden' },
  { filter: 'inHole', glyph: 'in-hole' },
  { filter: 'ahead', glyph: 'ahead' },
]

/** Every queue against the log, all on one axis. */
export function QueuesScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const { storeId, selection, query } = route
  const [sorting, setSorting] = useState<Sorting>([])
  const [text, setText] = useState(query['text'] ?? '')
  const [wanted, setWanted] = useState<string[]>([])
  const within = useMemo(() => rangeIn(query), [query])
  const rows = usePagedRows('listQueues', { storeId, sort: sorting, filter: { text, classes: wanted as Filter[], within } })
  const overview = useOperation('overview', { storeId, lang }).data
  const local = overview?.local
  const axis: PhysicalAxis = {
    minOffset: local?.minOffset ?? 0,
    maxOffset: local?.maxOffset ?? 1,
    voidShare: local && local.units.expiredHidden + local.units.expiredVisible > 0 ? voidShareWhenNeeded : 0,
  }
  const [topic, queueId] = selection
  const isOpen = topic !== undefined && queueId !== undefined && /^\d+$/.test(queueId)
  const open = (next: readonly string[]): void => navigate(placeOf(storeId, 'queues', next, query), 'replace')

  const columns = column.columns([
    column.accessor(({ topic: name, queueId: id }) => `${name}/${id}`, {
      id: 'name',
      header: t('queues.name'),
      cell: cell => (
        <span className={classes.name} title={cell.getValue()}>
          <UnitGlyph unitClass={worstOf(cell.row.original)} />
          <span>{cell.getValue()}</span>
        </span>
      ),
      meta: { name: t('queues.name'), width: 170, grow: 3, sortBy: 'name' },
    }),
    column.accessor('fileCount', {
      header: t('queues.files'),
      cell: cell => <FileCount queue={cell.row.original} />,
      meta: { name: t('queues.files'), width: 70, align: 'right', sortBy: 'fileCount', sum: true },
    }),
    column.accessor('firstOffset', { header: t('queues.first'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.first'), width: 96, align: 'right', sortBy: 'firstOffset', hidden: isNarrow() } }),
    column.accessor('minOffset', {
      header: t('queues.min'),
      cell: cell => <Figure value={cell.getValue()} {...(cell.row.original.units.expiredVisible > 0 ? { tone: 'danger' } : {})} />,
      meta: { name: t('queues.min'), width: 96, align: 'right', sortBy: 'minOffset' },
    }),
    column.accessor('maxOffset', { header: t('queues.max'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.max'), width: 96, align: 'right', sortBy: 'maxOffset' } }),
    column.accessor('firstPhysicalOffset', {
      header: t('queues.range'),
      cell: cell => <QueueRange queue={cell.row.original} axis={axis} />,
      meta: { name: t('queues.range'), width: 170, grow: 3, sortBy: 'firstPhysicalOffset', copy: false },
    }),
    ...(['expiredVisible', 'expiredHidden', 'inHole', 'ahead'] as const).map(unitClass =>
      column.accessor(row => row.units[unitClass], {
        id: unitClass,
        header: t(`queues.${columnName[unitClass]}`),
        cell: cell => <Figure value={cell.getValue()} zeroIsDash {...(unitClass === 'expiredHidden' ? { tone: 'dim' } : unitClass === 'ahead' ? { tone: 'warn' } : { tone: 'danger' })} />,
        meta: { name: t(`queues.${columnName[unitClass]}`), width: 84, align: 'right', sortBy: unitClass, sum: true },
      }),
    ),
    column.accessor('bytes', { header: t('queues.bytes'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.bytes'), width: 120, align: 'right', sortBy: 'bytes', sum: true, hidden: true } }),
  ])

  return (
    <Page
      fill
      title={local ? t('queues.title', { count: local.queues, n: format.exact(local.queues) }) : t('queues.label')}
      subtitle={local && t('queues.says', { files: format.exact(local.queueFiles), bytes: format.bytes(local.queueFileBytes), topics: format.exact(local.topics) })}
      actions={<FilterField value={text} onChange={setText} label={t('queues.filter')} />}
    >
      <div className={classes.filters} role="group" aria-label={t('queues.only')}>
        <span aria-hidden="true">{t('queues.only')}</span>
        <Chip.Group multiple value={wanted} onChange={setWanted}>
          {filters.map(({ filter, glyph }) => (
            <Chip key={filter} value={filter} size="xs" icon={<UnitGlyph unitClass={glyph} decorative />}>
              <span className={classes.chip}>
                {!wanted.includes(filter) && <UnitGlyph unitClass={glyph} decorative />}
                {t(`unitClass.${glyph}`)}
              </span>
            </Chip>
          ))}
        </Chip.Group>
        {within && <RangeChip range={within} onClear={() => navigate(placeOf(storeId, 'queues'))} />}
      </div>
      <MasterDetail detail={isOpen && <QueueDetail key={`${topic}/${queueId}`} storeId={storeId} topic={topic} queueId={Number(queueId)} onClose={() => open([])} />}>
        <DataTable
          name="queues"
          label={t('queues.label')}
          columns={columns}
          rows={rows}
          rowId={row => `${row.topic}/${row.queueId}`}
          sorting={sorting}
          onSort={setSorting}
          selectedId={isOpen ? `${topic}/${queueId}` : undefined}
          onOpen={row => open([row.topic, String(row.queueId)])}
          empty={
            overview?.store.consumeQueueLayout === 'rocksdb' ? (
              <EmptyCard title={t('queues.rocksdb')}>{t('queues.rocksdbSays')}</EmptyCard>
            ) : (
              <EmptyCard title={t('queues.none')}>{t('queues.noneSays')}</EmptyCard>
            )
          }
        />
      </MasterDetail>
    </Page>
  )
}

const columnName = { expiredVisible: 'visible', expiredHidden: 'hidden', inHole: 'inHole', ahead: 'ahead' } as const

function worstOf({ units, holes }: Queue): LegendClass {
  if (units.inHole > 0 || holes.length > 0) return 'in-hole'
  if (units.expiredVisible > 0) return 'expired-visible'
  if (units.ahead > 0) return 'ahead'
  if (units.ok > 0) return 'ok'
  return units.expiredHidden > 0 ? 'expired-hidden' : 'unwritten'
}

function FileCount({ queue: { fileCount, deadFiles, units } }: { readonly queue: Queue }) {
  const { t } = useTranslation()
  if (deadFiles === 0) return fileCount
  return (
    <span title={t('queues.filesDeadSays', { n: fileCount, dead: deadFiles })}>
      {fileCount} <span className={classes.dead} data-visible={units.expiredVisible > 0 || undefined}>−{deadFiles}</span>
    </span>
  )
}

function QueueRange({ queue, axis }: { readonly queue: Queue; readonly axis: PhysicalAxis }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { ok, expiredVisible, expiredHidden, inHole, ahead } = queue.units
  const label = t('queues.rangeOf', {
    name: `${queue.topic}/${queue.queueId}`,
    ok: format.exact(ok),
    visible: format.exact(expiredVisible),
    hidden: format.exact(expiredHidden),
    inHole: format.exact(inHole),
    ahead: format.exact(ahead),
  })
  return <RangeBar axis={axis} runs={queue.runs} label={label} />
}
