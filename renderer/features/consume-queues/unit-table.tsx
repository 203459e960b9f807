import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { useOperation } from '../../api/use-operation'
import { rowsInHand } from '../../api/use-paged-rows'
import { useFormat } from '../../i18n/format'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { Figure } from '../../ui/figure'
import { EmptyCard, ErrorCard } from '../../ui/state-card'
import { UnitGlyph, type LegendClass } from '../../ui/unit-class'
import classes from './queues-screen.module.css'

type Unit = OutputOf<'listUnits'>['rows'][number]
const column = columnsFor<Unit>()

interface UnitTableProps {
  readonly storeId: string
  readonly side: 'local' | 'tiered'
  readonly topic: string
  readonly queueId: number
  readonly from: number
}

const unitsAtOnce = 2000

/** Single units from a queue offset on. */
export function UnitTable({ storeId, side, topic, queueId, from }: UnitTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [selected, setSelected] = useState<string>()
  const answer = useOperation('listUnits', { storeId, side, topic, queueId, from, count: unitsAtOnce })
  if (answer.error) return <ErrorCard error={answer.error} onRetry={() => void answer.refetch()} />
  const columns = column.columns([
    column.accessor('queueOffset', { header: t('queues.queueOffset'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.queueOffset'), width: 120, align: 'right' } }),
    column.accessor('unitClass', {
      header: t('queues.unitClass'),
      cell: cell => (
        <span className={classes.chip}>
          <UnitGlyph unitClass={legendClassOf(cell.getValue())} decorative />
          {t(`unitClass.${legendClassOf(cell.getValue())}`)}
        </span>
      ),
      meta: { name: t('queues.unitClass'), width: 150, grow: 1 },
    }),
    column.accessor('physicalOffset', { header: t('queues.physicalOffset'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.physicalOffset'), width: 160, align: 'right' } }),
    column.accessor('sizeBytes', { header: t('queues.size'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.size'), width: 100, align: 'right' } }),
    column.accessor('tagsCode', { header: t('queues.tagsCode'), cell: cell => <code>{cell.getValue()}</code>, meta: { name: t('queues.tagsCode'), width: 180 } }),
    column.accessor(({ path, at }) => `${path.slice(path.lastIndexOf('/') + 1)} +${at}`, { id: 'path', header: t('queues.file'), cell: cell => <code>{cell.getValue()}</code>, meta: { name: t('queues.file'), width: 240, grow: 1 } }),
  ])
  return (
    <div className={classes.units}>
      <DataTable
        name="units"
        dense
        label={t('queues.unitTable', { name: `${topic}/${queueId}`, from: format.exact(from) })}
        columns={columns}
        rows={rowsInHand(answer.data?.rows ?? [])}
        rowId={row => String(row.queueOffset)}
        selectedId={selected}
        onOpen={row => setSelected(String(row.queueOffset))}
        empty={<EmptyCard title={t(answer.data ? 'queues.none' : 'ui.loadingRow')} />}
      />
    </div>
  )
}

const legendClassOf = (unitClass: Unit['unitClass']): LegendClass => (unitClass === 'invalid' ? 'wrong' : unitClass)
