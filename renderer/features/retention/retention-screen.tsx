import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RetentionDocument } from '../../../shared/contract/retention'
import type { Sorting } from '../../../shared/contract/schemas'
import { rowsInHand } from '../../api/use-paged-rows'
import { useRetention } from '../../api/use-retention'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { DiskMeter } from '../../ui/disk-meter'
import { Facts } from '../../ui/facts'
import { Page } from '../../ui/page'
import { BusyCard, EmptyCard, ErrorCard } from '../../ui/state-card'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { Tag } from '../../ui/tag'
import classes from './retention.module.css'

/** Why is the disk full: what keeps each segment, and when a running broker deletes it. */
export function RetentionScreen({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const answer = useRetention(storeId)
  const document = answer.data
  if (answer.error) return <Page title={t('frame.place.retention')}><div><ErrorCard error={answer.error} onRetry={() => void answer.refetch()} /></div></Page>
  if (!document) return <Page title={t('frame.place.retention')}><div><BusyCard title={t('retention.reading')} /></div></Page>
  return (
    <Page title={t(`retention.verdict.${verdictOf(document)}`)} subtitle={document.pressure.message}>
      <div className={classes.columns}>
        <Card title={t('retention.why')}>
          <ul className={classes.reasons}>
            {document.reasons.map(({ code, message }) => (
              <li key={message} data-code={code}>
                {message}
              </li>
            ))}
          </ul>
          <Next document={document} />
        </Card>
        <div className={classes.column}>
          <Disks document={document} />
          <Settings document={document} />
        </div>
      </div>
      <Segments document={document} />
    </Page>
  )
}

function verdictOf({ pressure, settings, next }: RetentionDocument): RetentionDocument['pressure']['mode'] | 'never' | 'refuses' {
  if (settings.unreadableDeleteWhen !== null && next === null) return 'never'
  return pressure.refusesMessages ? 'refuses' : pressure.mode
}

function Next({ document: { next, tiered } }: { readonly document: RetentionDocument }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className={classes.next}>
      <h3>{t('retention.next')}</h3>
      <p>{next === null ? t('retention.nothing') : t('retention.nextSays', { count: next.segments, n: format.exact(next.segments), size: format.bytes(next.bytes), time: format.time(next.at) })}</p>
      {tiered !== null && (
        <p>{tiered.isDeleting ? t('retention.tiered', { count: tiered.segments, n: format.exact(tiered.segments), size: format.bytes(tiered.bytes), hours: format.exact(tiered.hours) }) : t('retention.tieredOff')}</p>
      )}
      {tiered !== null && tiered.isDeleting && tiered.ownTimes.length > 0 && (
        <p>{t('retention.ownTimes', { topics: format.list(tiered.ownTimes.map(({ topic, hours }) => t('retention.ownTime', { topic, hours: format.exact(hours) }))) })}</p>
      )}
    </div>
  )
}

function Disks({ document: { disks, settings } }: { readonly document: RetentionDocument }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (disks.length === 0) return null
  return (
    <Card title={t('retention.disks')}>
      <div className={classes.disks}>
        {[...Map.groupBy(disks, ({ device }) => device)].map(([device, [disk, ...others]]) => {
          if (disk === undefined) return null
          const { usedPercent, usedBytes, freeBytes } = disk
          const says = `${usedPercent} % · ${t('ui.diskUsed', { used: format.bytes(usedBytes), free: format.bytes(freeBytes) })}`
          return (
            <div key={device}>
              {[disk, ...others].map(({ path }) => <code key={path} className={classes.path}>{path}</code>)}
              <DiskMeter percent={usedPercent} settings={settings} label={says} />
              <div className={classes.caption}>{says}</div>
            </div>
          )
        })}
        <p className={classes.caption}>{t('retention.limits', { early: settings.diskMaxUsedSpaceRatio.value, forced: settings.diskSpaceCleanForciblyRatio.value, full: settings.diskSpaceWarningLevelRatio.value })}</p>
      </div>
    </Card>
  )
}

const shownSettings = ['fileReservedTime', 'deleteWhen', 'diskMaxUsedSpaceRatio', 'diskSpaceCleanForciblyRatio', 'diskSpaceWarningLevelRatio', 'cleanFileForciblyEnable', 'deleteFileBatchMax'] as const

function Settings({ document: { settings, timeZone } }: { readonly document: RetentionDocument }) {
  const { t } = useTranslation()
  const hours = (of: readonly number[]): string => (settings.unreadableDeleteWhen === null ? of.join(';') : [...of, settings.unreadableDeleteWhen].join(';'))
  return (
    <Card title={t('retention.settings')}>
      <Facts
        facts={shownSettings.map(name => {
          const { value, from } = settings[name]
          const text = typeof value === 'object' ? hours(value) : String(value)
          return [name, t(from === 'default' ? 'retention.byDefault' : 'retention.byFile', { value: text })] as const
        })}
      />
      <p className={classes.caption}>{t('retention.zone', { zone: timeZone })}</p>
    </Card>
  )
}

type Row = RetentionDocument['segments'][number]
const column = columnsFor<Row>()
const mostRows = 24

function Segments({ document: { segments } }: { readonly document: RetentionDocument }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [sorting, setSorting] = useState<Sorting>([])
  const goesAt = (time: number | null): string => (time === null ? t('retention.never') : format.time(time))
  const columns = column.columns([
    column.accessor('path', { header: t('retention.path'), cell: cell => <code>{cell.getValue()}</code>, meta: { name: t('retention.path'), width: 280, grow: 1, sortBy: 'path' } }),
    column.accessor('allocatedBytes', { header: t('retention.size'), cell: cell => format.bytes(cell.getValue()), meta: { name: t('retention.size'), width: 110, align: 'right', sortBy: 'allocatedBytes', sum: true } }),
    column.accessor('modifiedTime', { header: t('retention.modified'), cell: cell => format.time(cell.getValue()), meta: { name: t('retention.modified'), width: 170, sortBy: 'modifiedTime' } }),
    column.accessor('dueTime', { header: t('retention.due'), cell: cell => format.time(cell.getValue()), meta: { name: t('retention.due'), width: 170, sortBy: 'dueTime' } }),
    column.accessor('goesAt', { header: t('retention.goes'), cell: cell => goesAt(cell.getValue()), meta: { name: t('retention.goes'), width: 170, sortBy: 'goesAt' } }),
    column.accessor('keptBy', {
      header: t('retention.keptBy'),
      cell: cell => <Tag tone={cell.getValue() === null || cell.getValue() === 'unreadable-hours' ? 'warn' : 'muted'}>{t(`retention.kept.${cell.getValue() ?? 'none'}`)}</Tag>,
      meta: { name: t('retention.keptBy'), width: 150, sortBy: 'keptBy' },
    }),
  ])
  const rows = rowsInHand(segments, { sorting, summed: ['allocatedBytes'] })
  return (
    <Card flush title={t('retention.segments')}>
      <DataTable name="retention" label={t('retention.segments')} columns={columns} rows={rows} rowId={row => row.path} sorting={sorting} onSort={setSorting} mostRowsShown={mostRows} empty={<EmptyCard title={t('retention.none')}>{t('retention.noneSays')}</EmptyCard>} />
    </Card>
  )
}
