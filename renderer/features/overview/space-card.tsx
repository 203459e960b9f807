import { SegmentedControl } from '@mantine/core'
import { IconLayoutGrid } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { TagList } from './tag-list'
import { TopicTreemap } from './topic-treemap'
import classes from './overview-screen.module.css'

interface SpaceProps {
  readonly storeId: string
  readonly local: NonNullable<Overview['local']>
}

/** How the log's bytes are shared out: among the topics, as a look tells, or among their tags, once asked for. */
export function SpaceCard({ storeId, local }: SpaceProps) {
  const { t } = useTranslation()
  const [by, setBy] = useState<'topic' | 'tag'>('topic')
  return (
    <Card
      icon={<IconLayoutGrid size={16} stroke={1.75} aria-hidden />}
      title={t('overview.space')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('overview.space')}
          value={by}
          onChange={value => setBy(value === 'tag' ? 'tag' : 'topic')}
          data={[{ value: 'topic', label: t('overview.byTopic') }, { value: 'tag', label: t('overview.byTag') }]}
        />
      }
    >
      {by === 'topic' ? <TopicSpace storeId={storeId} local={local} /> : <TagList storeId={storeId} />}
    </Card>
  )
}

function TopicSpace({ storeId, local }: SpaceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { topTopics, otherTopicsBytes } = local
  const others = local.topics - topTopics.length
  const largest = Math.max(1, otherTopicsBytes, topTopics[0]?.bytes ?? 0)
  const widthOf = (bytes: number): { width: string } => ({ width: `${(bytes / largest) * 100}%` })
  return (
    <>
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
      <p className={classes.caption}>{t('overview.measure')}</p>
    </>
  )
}
