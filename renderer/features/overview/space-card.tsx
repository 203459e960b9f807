import { IconLayoutGrid } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { TopicTreemap } from './topic-treemap'
import classes from './overview-screen.module.css'

/** How the log's bytes are shared out among the topics, the largest first. */
export function SpaceCard({ storeId, local }: { readonly storeId: string; readonly local: NonNullable<Overview['local']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { topTopics, otherTopicsBytes } = local
  const others = local.topics - topTopics.length
  const largest = Math.max(1, otherTopicsBytes, topTopics[0]?.bytes ?? 0)
  const widthOf = (bytes: number): { width: string } => ({ width: `${(bytes / largest) * 100}%` })
  return (
    <Card icon={<IconLayoutGrid size={16} stroke={1.75} aria-hidden />} title={t('overview.spaceByTopic')} actions={<span className={classes.caption}>{t('overview.measure')}</span>}>
      <TopicTreemap topics={others > 0 ? [...topTopics, { topic: t('overview.others', { count: others, n: format.exact(others) }), bytes: otherTopicsBytes }].sort((a, b) => b.bytes - a.bytes) : topTopics} />
      <ul className={classes.space}>
        {topTopics.map(({ topic, bytes }) => (
          <li key={topic}>
            <a className={classes.spaceName} href={hrefOf(placeOf(storeId, 'queues', [], { text: topic }))}>
              <i style={widthOf(bytes)} />
              <span>{topic}</span>
            </a>
            <span className={classes.spaceSize}>{format.bytes(bytes)}</span>
          </li>
        ))}
        {others > 0 && (
          <li>
            <span className={classes.spaceName}>
              <i style={widthOf(otherTopicsBytes)} />
              <span>{t('overview.others', { count: others, n: format.exact(others) })}</span>
            </span>
            <span className={classes.spaceSize}>{format.bytes(otherTopicsBytes)}</span>
          </li>
        )}
      </ul>
    </Card>
  )
}
