import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { fieldOf, type Sortable } from '../../../shared/contract/paging'
import type { Sorting } from '../../../shared/contract/schemas'
import { rowsInHand } from '../../api/use-paged-rows'
import { useFormat } from '../../i18n/format'
import { Figure } from '../../ui/figure'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { UnitGlyph, type LegendClass } from '../../ui/unit-class'
import { filesOf, type QueueFile } from './queue-file-rows'
import classes from './queues-screen.module.css'

const unitClasses = ['ok', 'expired-visible', 'expired-hidden', 'in-hole', 'ahead'] as const
const toneOf: Partial<Record<LegendClass, 'danger' | 'warn' | 'dim'>> = { 'expired-visible': 'danger', 'in-hole': 'danger', ahead: 'warn', 'expired-hidden': 'dim' }
const column = columnsFor<QueueFile>()

/** A queue's files: what is in each, and what becomes of it when the log is cut where it starts now. */
export function QueueFiles({ queue }: { readonly queue: OutputOf<'queueDetail'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [sorting, setSorting] = useState<Sorting>([])
  const files = useMemo(() => filesOf(queue), [queue])
  const rows = useMemo(() => rowsInHand(files, { sorting, valueIn, summed: ['sizeBytes', ...unitClasses] }), [files, sorting])
  const occurring = useMemo(() => unitClasses.filter(unitClass => queue.runs.some(run => run.unitClass === unitClass)), [queue])

  const columns = useMemo(() => {
    const figure = (name: 'startOffset' | 'endOffset' | 'firstPhysicalOffset' | 'lastPhysicalOffset', title: string, width: number) =>
      column.accessor(name, { header: title, cell: cell => <Figure value={cell.getValue()} />, meta: { name: title, width, align: 'right', sortBy: name } })
    return column.columns([
      column.accessor('name', { header: t('queues.file'), cell: cell => <code>{cell.getValue()}</code>, meta: { name: t('queues.file'), width: 200, grow: 1, sortBy: 'name' } }),
      figure('startOffset', t('queues.fileStart'), 110),
      figure('endOffset', t('queues.fileEnd'), 110),
      figure('firstPhysicalOffset', t('queues.pointsFrom'), 150),
      figure('lastPhysicalOffset', t('queues.pointsTo'), 150),
      ...occurring.map(unitClass =>
        column.accessor(file => file.units[unitClass], {
          id: unitClass,
          header: () => (
            <span className={classes.chip} title={t(`unitClass.${unitClass}`)}>
              <UnitGlyph unitClass={unitClass} />
            </span>
          ),
          cell: cell => <Figure value={cell.getValue()} zeroIsDash {...(toneOf[unitClass] && { tone: toneOf[unitClass] })} />,
          meta: { name: t(`unitClass.${unitClass}`), width: 100, align: 'right', sortBy: unitClass, sum: true },
        }),
      ),
      column.accessor('fate', { header: t('queues.withLog'), cell: cell => <span data-fate={cell.getValue()} className={classes.fate}>{t(`queues.fate.${cell.getValue()}`)}</span>, meta: { name: t('queues.withLog'), width: 150, sortBy: 'fate' } }),
      column.accessor('sizeBytes', { header: t('queues.size'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.size'), width: 110, align: 'right', sortBy: 'sizeBytes', sum: true, hidden: true } }),
      column.accessor('modifiedTime', { header: t('queues.fileTime'), cell: cell => format.time(cell.getValue()), meta: { name: t('queues.fileTime'), width: 160, sortBy: 'modifiedTime', hidden: true } }),
    ])
  }, [t, format, occurring])

  return (
    <DataTable
      dense
      name="queue-files"
      label={t('queues.filesOf')}
      columns={columns}
      rows={rows}
      rowId={file => file.path}
      sorting={sorting}
      onSort={setSorting}
      mostRowsShown={8}
      empty={null}
    />
  )
}

const valueIn = (file: QueueFile, name: string): Sortable => fieldOf(file.units, name) ?? fieldOf(file, name)
