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
  const answer = useOperation('queueDetail', { storeId, topic, queueId })
  const name = `${topic}/${queueId}`
  if (answer.error) return <ErrorCard error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <BusyCard title={t('queues.name')} stage={name} />
  return (
    <Detail title={name} subtitle={t(`queues.minReason.${answer.data.minReason}`)} onClose={onClose}>
      <ReadyDetail storeId={storeId} queue={answer.data} />
    </Detail>
  )
}

type Queue = OutputOf<'queueDetail'>

function ReadyDetail({ storeId, queue }: { readonly storeId: string; readonly queue: Queue }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [unitsFrom, setUnitsFrom] = useState<number>()
  const dangling = queue.runs.find(({ unitClass }) => unitClass !== 'ok' && unitClass !== 'pre-blank')
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
      <Facts>
        <Fact name={t('queues.first')}>
          <Figure value={queue.firstOffset} inRow={false} />
        </Fact>
        <Fact name={t('queues.min')}>
          <Figure value={queue.minOffset} inRow={false} {...(queue.units.expiredVisible > 0 ? { tone: 'danger' } : {})} />
        </Fact>
        <Fact name={t('queues.max')}>
          <Figure value={queue.maxOffset} inRow={false} />
        </Fact>
        {(['ok', 'expiredVisible', 'expiredHidden', 'inHole', 'ahead'] as const)
          .filter(unitClass => queue.units[unitClass] > 0)
          .map(unitClass => (
            <Fact key={unitClass} name={t(`unitClass.${legendOf[unitClass]}`)}>
              <Figure value={queue.units[unitClass]} inRow={false} />
            </Fact>
          ))}
      </Facts>
      <div>
        <h3>{t('queues.strip')}</h3>
        <ClassStrip runs={queue.runs} start={start} end={end} minOffset={queue.minOffset} borders={queue.files.slice(1).map(file => file.startOffset)} />
      </div>
      {queue.groups.length > 0 && (
        <ul className={classes.groups} aria-label={t('queues.groups')}>
          {queue.groups.map(({ group, committedOffset, lag }) => (
            <li key={group}>{t('queues.at', { group, offset: format.exact(committedOffset), lag: format.exact(lag) })}</li>
          ))}
        </ul>
      )}
      <div>
        <Button size="compact-sm" leftSection={<IconTable size={14} aria-hidden />} onClick={() => setUnitsFrom(queue.firstOffset ?? 0)}>
          {t('queues.showUnits')}
        </Button>{' '}
        {dangling && (
          <Button size="compact-sm" onClick={() => setUnitsFrom(dangling.start)}>
            {t('queues.firstDangling')}
          </Button>
        )}
      </div>
      {unitsFrom !== undefined && <UnitTable key={unitsFrom} storeId={storeId} side="local" topic={queue.topic} queueId={queue.queueId} from={unitsFrom} />}
      <FileTable queue={queue} />
    </>
  )
}

const legendOf = { ok: 'ok', expiredVisible: 'expired-visible', expiredHidden: 'expired-hidden', inHole: 'in-hole', ahead: 'ahead' } as const

function FileTable({ queue }: { readonly queue: Queue }) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = queue.files.slice(0, mostFiles)
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">{t('queues.filesOf')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('queues.file')}</th>
          <th scope="col" className={classes.right}>{t('queues.units')}</th>
          <th scope="col" className={classes.right}>{t('queues.points')}</th>
          <th scope="col">{t('queues.withLog')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((file, index) => (
          <tr key={file.path}>
            <td>
              <code>{file.path.slice(file.path.lastIndexOf('/') + 1)}</code>
            </td>
            <td className={classes.right}>{`${format.exact(file.startOffset)} – ${format.exact(file.endOffset)}`}</td>
            <td className={classes.right}>
              {file.firstPhysicalOffset === null ? t('ui.none') : `${format.exact(file.firstPhysicalOffset)} – ${format.exact(file.lastPhysicalOffset ?? file.firstPhysicalOffset)}`}
            </td>
            <td>{t(`queues.fate.${fateOf(queue, index)}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** More files than this are in the CLI's document. */
const mostFiles = 500

function fateOf(queue: Queue, index: number): 'dead' | 'straddles' | 'last' | 'live' {
  const file = queue.files[index]
  if (file?.dead === true) return 'dead'
  if (index === queue.files.length - 1) return 'last'
  const expired = queue.runs.find(({ unitClass }) => unitClass === 'expired-hidden' || unitClass === 'expired-visible')
  return file !== undefined && expired !== undefined && file.startOffset < expired.end && file.endOffset > expired.end ? 'straddles' : 'live'
}
