import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { useFormat } from '../../i18n/format'
import { ClassStrip } from '../../ui/class-strip'
import { Figure } from '../../ui/figure'
import { Detail, Fact, Facts } from '../../ui/master-detail'
import { BusyCard, ErrorCard } from '../../ui/state-card'
import { LogStrip } from './log-strip'
import { logStretches } from './log-stretches'
import { RowTable } from './row-table'
import classes from './tiered.module.css'

interface TieredDetailProps {
  readonly storeId: string
  readonly topic: string
  readonly queueId: number
  readonly onClose: () => void
}

/** One tiered queue: its two minima, its units by class, and each metadata row beside its file. */
export function TieredDetail({ storeId, topic, queueId, onClose }: TieredDetailProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const answer = useOperation('tieredQueueDetail', { storeId, topic, queueId })
  const name = `${topic}/${queueId}`
  if (answer.error) return <ErrorCard error={answer.error} onRetry={() => void answer.refetch()} />
  const queue = answer.data
  if (!queue) return <BusyCard title={t('tiered.name')} stage={name} />
  const isWrong = queue.minOffset < queue.realMinOffset
  const stretches = logStretches(queue)
  const start = Math.min(queue.firstOffset, queue.minOffset)
  return (
    <Detail
      title={name}
      subtitle={isWrong ? t('tiered.minWrong', { min: format.exact(queue.minOffset), real: format.exact(queue.realMinOffset) }) : t('tiered.minRight')}
      onClose={onClose}
    >
      <div className={classes.axis}>
        <span className={classes.axisName}>{t('tiered.logAxis')}</span>
        <LogStrip stretches={stretches} start={start} end={queue.maxOffset} />
        <span className={classes.axisName}>{t('tiered.queueAxis')}</span>
        <ClassStrip
          runs={queue.runs}
          start={start}
          end={queue.maxOffset}
          min={{ offset: queue.minOffset, name: t('tiered.served') }}
          realMin={isWrong ? { offset: queue.realMinOffset, name: t('tiered.real') } : undefined}
          borders={queue.consumeQueue.segments.slice(1).map(segment => segment.baseOffset / bytesPerUnit)}
        />
      </div>
      <Facts>
        <Fact name={t('tiered.base')}>
          <Figure value={queue.firstOffset} inRow={false} />
        </Fact>
        <Fact name={t('tiered.firstRecord')}>
          <Figure value={queue.firstRecordOffset} inRow={false} />
        </Fact>
        <Fact name={t('tiered.largerOfBoth')}>
          <Figure value={queue.minOffset} inRow={false} {...(isWrong && { tone: 'danger' as const })} />
        </Fact>
        <Fact name={t('tiered.realMin')}>
          <Figure value={queue.realMinOffset} inRow={false} />
        </Fact>
        <Fact name={t('tiered.max')}>
          <Figure value={queue.maxOffset} inRow={false} />
        </Fact>
        {queue.groups.map(({ group, committedOffset, lag }) => (
          <Fact key={group} name={group}>
            {t('tiered.at', { offset: format.exact(committedOffset), lag: format.exact(lag) })}
          </Fact>
        ))}
      </Facts>
      <div className={classes.two}>
        <RowTable name="tiered-log-rows" title={t('tiered.log')} file={queue.commitLog} />
        <RowTable name="tiered-queue-rows" title={t('tiered.queue')} file={queue.consumeQueue} />
      </div>
    </Detail>
  )
}

const bytesPerUnit = 20
