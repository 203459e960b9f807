import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { useOperation } from '../../api/use-operation'
import { useFormat } from '../../i18n/format'
import { ClassStrip } from '../../ui/class-strip'
import { Detail } from '../../ui/master-detail'
import { BusyCard, ErrorCard } from '../../ui/state-card'
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
  return (
    <Detail
      title={name}
      subtitle={isWrong ? t('tiered.minWrong', { min: format.exact(queue.minOffset), real: format.exact(queue.realMinOffset) }) : t('tiered.minRight')}
      onClose={onClose}
    >
      <ClassStrip
        runs={queue.runs}
        start={Math.min(queue.firstOffset, queue.minOffset)}
        end={queue.maxOffset}
        min={{ offset: queue.minOffset, name: t('tiered.served') }}
        realMin={isWrong ? { offset: queue.realMinOffset, name: t('tiered.real') } : undefined}
        borders={queue.consumeQueue.segments.slice(1).map(segment => segment.baseOffset / bytesPerUnit)}
      />
      <div className={classes.two}>
        <RowTable title={t('tiered.log')} file={queue.commitLog} />
        <RowTable title={t('tiered.queue')} file={queue.consumeQueue} />
      </div>
    </Detail>
  )
}

const bytesPerUnit = 20

function RowTable({ title, file }: { readonly title: string; readonly file: OutputOf<'tieredQueueDetail'>['commitLog'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <table className={classes.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.right}>{t('tiered.fileBase')}</th>
          <th scope="col" className={classes.right}>{t('tiered.row')}</th>
          <th scope="col" className={classes.right}>{t('tiered.disk')}</th>
          <th scope="col">{t('tiered.state')}</th>
        </tr>
      </thead>
      <tbody>
        {file.segments.map(segment => (
          <tr key={segment.path} data-wrong={segment.state === 'ok' ? undefined : true} title={segment.path}>
            <td className={classes.right}>{format.exact(segment.baseOffset)}</td>
            <td className={classes.right}>{segment.state === 'stray' ? t('ui.none') : format.exact(segment.sizeBytes)}</td>
            <td className={classes.right}>{segment.fileSizeBytes === null ? t('ui.none') : format.exact(segment.fileSizeBytes)}</td>
            <td>{t(`tiered.rowState.${segment.state}`)}</td>
          </tr>
        ))}
        {file.holes.map(hole => (
          <tr key={`hole ${hole.start}`} data-wrong>
            <td colSpan={4}>{t('tiered.hole', { start: format.exact(hole.start), end: format.exact(hole.end) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
