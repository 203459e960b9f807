import { Button } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { useOperation } from '../../api/use-operation'
import { useFormat } from '../../i18n/format'
import { ClassStrip } from '../../ui/class-strip'
import { Detail, Fact, Facts } from '../../ui/master-detail'
import { Figure } from '../../ui/figure'
import { BusyCard, ErrorCard, Note } from '../../ui/state-card'
import { UnitGlyph, type LegendClass } from '../../ui/unit-class'
import { QueueFiles } from './queue-files'
import { UnitTable } from './unit-table'
import classes from './queues-screen.module.css'

interface QueueDetailProps {
  readonly storeId: string
  readonly topic: string
  readonly queueId: number
  readonly onClose: () => void
}

/** One queue: why its minimum is what it is, its units by class, its files and what becomes of each. */
export function QueueDetail({ storeId, topic, queueId, onClose }: QueueDetailProps) {
  const { t } = useTranslation()
  const [unitsFrom, setUnitsFrom] = useState<number>()
  const answer = useOperation('queueDetail', { storeId, topic, queueId })
  const name = `${topic}/${queueId}`
  if (answer.error) return <ErrorCard error={answer.error} onRetry={() => void answer.refetch()} />
  const queue = answer.data
  if (!queue) return <BusyCard title={t('queues.name')} stage={name} />
  const start = queue.files[0]?.startOffset ?? 0
  const jumps = firstOfEach(queue)
  return (
    <Detail
      title={name}
      subtitle={t(`queues.minReason.${queue.minReason}`)}
      actions={
        <>
          {jumps[0] && (
            <Button size="compact-sm" onClick={() => setUnitsFrom(jumps[0]?.start)}>
              {t('queues.firstDangling')}
            </Button>
          )}
          <Button
            size="compact-sm"
            leftSection={<IconTable size={14} aria-hidden />}
            aria-pressed={unitsFrom !== undefined}
            onClick={() => setUnitsFrom(unitsFrom === undefined ? (queue.firstOffset ?? start) : undefined)}
          >
            {t('queues.showUnits')}
          </Button>
        </>
      }
      onClose={onClose}
    >
      {unitsFrom === undefined ? (
        <ReadyDetail queue={queue} />
      ) : (
        <UnitTable key={unitsFrom} storeId={storeId} side="local" topic={topic} queueId={queueId} start={start} at={unitsFrom} jumps={jumps} />
      )}
    </Detail>
  )
}

/** Where each class that dangles begins. */
function firstOfEach({ runs }: Queue): { readonly unitClass: LegendClass; readonly start: number }[] {
  const dangling = (['in-hole', 'expired-visible', 'ahead', 'expired-hidden'] as const).map(unitClass => runs.find(run => run.unitClass === unitClass))
  return dangling.filter(run => run !== undefined)
}

type Queue = OutputOf<'queueDetail'>

function ReadyDetail({ queue }: { readonly queue: Queue }) {
  const { t } = useTranslation()
  const format = useFormat()
  const firstLive = queue.runs.find(({ unitClass }) => unitClass === 'ok')?.start
  // Where the minimum served lies below the first live unit, clients are served what is gone.
  const realMin = queue.units.expiredVisible === 0 || firstLive === queue.minOffset ? undefined : firstLive
  const start = queue.files[0]?.startOffset ?? 0
  const end = Math.max(queue.maxOffset, queue.files.at(-1)?.endOffset ?? 0)
  return (
    <>
      {queue.dead && <Note tone="accent">{t('queues.dead')}</Note>}
      {queue.holes.map(hole => (
        <Note key={hole.start} tone="danger">
          {t('queues.missing', { start: format.exact(hole.start), end: format.exact(hole.end) })}
        </Note>
      ))}
      <ClassStrip
        runs={queue.runs}
        start={start}
        end={end}
        min={{ offset: queue.minOffset, name: t(realMin === undefined ? 'queues.min' : 'queues.served') }}
        realMin={realMin === undefined ? undefined : { offset: realMin, name: t('queues.realMin') }}
        borders={queue.files.slice(1).map(file => file.startOffset)}
      />
      <Facts>
        <Fact name={t('queues.first')}>
          <Figure value={queue.firstOffset} inRow={false} />
        </Fact>
        <Fact name={t('queues.minAtStart')}>
          <Figure value={queue.minOffset} inRow={false} {...(realMin !== undefined && { tone: 'danger' as const })} />
        </Fact>
        <Fact name={t('queues.firstLive')}>{firstLive === undefined ? t('queues.noLive') : <Figure value={firstLive} inRow={false} />}</Fact>
        <Fact name={t('queues.max')}>
          <Figure value={queue.maxOffset} inRow={false} />
        </Fact>
        {(['ok', 'expiredVisible', 'expiredHidden', 'inHole', 'ahead'] as const)
          .filter(unitClass => queue.units[unitClass] > 0)
          .map(unitClass => (
            <Fact
              key={unitClass}
              name={
                <span className={classes.chip}>
                  <UnitGlyph unitClass={legendOf[unitClass]} decorative />
                  {t(`unitClass.${legendOf[unitClass]}`)}
                </span>
              }
            >
              <Figure value={queue.units[unitClass]} inRow={false} />
            </Fact>
          ))}
        {queue.groups.map(({ group, committedOffset, lag }) => (
          <Fact key={group} name={group}>
            {t('queues.at', { offset: format.exact(committedOffset), lag: format.exact(lag) })}
          </Fact>
        ))}
      </Facts>
      <QueueFiles queue={queue} />
    </>
  )
}

const legendOf = { ok: 'ok', expiredVisible: 'expired-visible', expiredHidden: 'expired-hidden', inHole: 'in-hole', ahead: 'ahead' } as const
