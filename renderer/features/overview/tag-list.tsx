import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { BusyCard, ErrorCard } from '../../ui/state-card'
import classes from './overview-screen.module.css'

const shownTags = 12

/** The largest tags of all topics, exactly: read from every unit once somebody asks. */
export function TagList({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const answer = useOperation('spaceDocument', { storeId })
  if (answer.error) return <ErrorCard error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <BusyCard title={t('overview.readingUnits')} />
  const tags = answer.data.topics.flatMap(({ topic, tags: ofTopic }) => ofTopic.map(({ tag, bytes }) => ({ topic, tag, bytes }))).sort((a, b) => b.bytes - a.bytes)
  const largest = Math.max(1, tags[0]?.bytes ?? 0)
  return (
    <ul className={classes.space}>
      {tags.slice(0, shownTags).map(({ topic, tag, bytes }) => (
        <li key={`${topic} ${tag ?? 'null'}`}>
          <a className={classes.spaceName} href={hrefOf(placeOf(storeId, 'messages', [], { topic, ...(tag !== null && tag !== '' && { tag }) }))}>
            <i style={{ width: `${(bytes / largest) * 100}%` }} />
            <span>{`${topic} · ${tag === null ? t('overview.tagUnknown') : tag === '' ? t('overview.noTag') : tag}`}</span>
          </a>
          <span className={classes.spaceSize}>{format.bytes(bytes)}</span>
        </li>
      ))}
    </ul>
  )
}
