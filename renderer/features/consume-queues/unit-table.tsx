import { Button, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { Figure } from '../../ui/figure'
import { EmptyCard } from '../../ui/state-card'
import { UnitGlyph, type LegendClass } from '../../ui/unit-class'
import { useUnitRows, type UnitSlot } from './use-unit-rows'
import classes from './queues-screen.module.css'

const column = columnsFor<UnitSlot>()

interface UnitTableProps {
  readonly storeId: string
  readonly side: 'local' | 'tiered'
  readonly topic: string
  readonly queueId: number
  /** Queue offset of the first unit on disk. */
  readonly start: number
  /** Shown first. */
  readonly at: number
  /** Places worth jumping to. */
  readonly jumps: readonly { readonly unitClass: LegendClass; readonly start: number }[]
}

/** Every unit of a queue, at its queue offset. */
export function UnitTable({ at, jumps, ...queue }: UnitTableProps) {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState(at)
  const [typed, setTyped] = useState('')
  const rows = useUnitRows(queue)
  const { storeId, side, topic, queueId, start } = queue

  const columns = useMemo(
    () =>
      column.columns([
        column.accessor('queueOffset', { header: t('queues.queueOffset'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.queueOffset'), width: 130, align: 'right' } }),
        column.accessor(({ unit }) => unit?.unitClass, {
          id: 'unitClass',
          header: t('queues.unitClass'),
          cell: cell => <UnitClassCell unitClass={cell.getValue()} />,
          meta: { name: t('queues.unitClass'), width: 150, grow: 1 },
        }),
        column.accessor(({ unit }) => unit?.physicalOffset, { id: 'physicalOffset', header: t('queues.physicalOffset'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.physicalOffset'), width: 160, align: 'right' } }),
        column.accessor(({ unit }) => unit?.sizeBytes, { id: 'sizeBytes', header: t('queues.size'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('queues.size'), width: 100, align: 'right' } }),
        column.accessor(({ unit }) => unit?.tagsCode, { id: 'tagsCode', header: t('queues.tagsCode'), cell: cell => <code>{cell.getValue()}</code>, meta: { name: t('queues.tagsCode'), width: 180 } }),
        column.accessor(({ unit }) => unit && `${unit.path.slice(unit.path.lastIndexOf('/') + 1)} +${unit.at}`, { id: 'path', header: t('queues.file'), cell: cell => <code>{cell.getValue()}</code>, meta: { name: t('queues.file'), width: 240, grow: 1 } }),
      ]),
    [t],
  )

  function goTo(text: string): void {
    setTyped(text)
    const offset = Number(text.replaceAll(/[\s,_]/g, ''))
    if (text !== '' && Number.isSafeInteger(offset)) setWanted(Math.max(start, Math.min(offset, start + (rows.total ?? 1) - 1)))
  }

  return (
    <>
      <div className={classes.jumps}>
        <TextInput value={typed} onChange={event => goTo(event.currentTarget.value)} placeholder={t('queues.goToOffset')} aria-label={t('queues.goToOffset')} w={200} />
        {jumps.map(jump => (
          <Button key={jump.unitClass} size="xs" leftSection={<UnitGlyph unitClass={jump.unitClass} decorative />} onClick={() => setWanted(jump.start)}>
            {t('queues.firstOf', { unitClass: t(`unitClass.${jump.unitClass}`) })}
          </Button>
        ))}
      </div>
      <div className={classes.units}>
        <DataTable
          dense
          name="units"
          label={t('queues.unitTable', { name: `${topic}/${queueId}` })}
          columns={columns}
          rows={rows}
          rowId={row => String(row.queueOffset)}
          showIndex={wanted - start}
          onOpen={({ unit }) => side === 'local' && unit?.unitClass === 'ok' && unit.physicalOffset !== null && navigate(placeOf(storeId, 'segments', [], { at: String(unit.physicalOffset) }))}
          empty={<EmptyCard title={t('queues.noUnits')} />}
        />
      </div>
    </>
  )
}

function UnitClassCell({ unitClass }: { readonly unitClass: NonNullable<UnitSlot['unit']>['unitClass'] | undefined }) {
  const { t } = useTranslation()
  if (unitClass === undefined) return <span className={classes.dead}>{t('queues.noUnitHere')}</span>
  const legend = unitClass === 'invalid' ? 'wrong' : unitClass
  return (
    <span className={classes.chip}>
      <UnitGlyph unitClass={legend} decorative />
      {t(`unitClass.${legend}`)}
    </span>
  )
}
