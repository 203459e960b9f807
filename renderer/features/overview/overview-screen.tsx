import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { BusyCard, ErrorCard } from '../../ui/state-card'
import { Page } from '../../ui/page'
import { SegmentMapCard } from '../../ui/segment-map/segment-map-card'
import { DaysCard } from './days-card'
import { DiskCard } from './disk-card'
import { headlineOf } from './headline'
import { MessagesCard } from './messages-card'
import { OverviewNotes } from './overview-notes'
import { SpaceCard } from './space-card'
import { TieredCard } from './tiered-card'
import { useHeadlineWords } from './use-headline-words'
import { WhatsWrongCard } from './whats-wrong-card'
import classes from './overview-screen.module.css'

/** Whether this store is well, in one sentence; then the map, the worst findings, and where the space is. */
export function OverviewScreen({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const answer = useOperation('overview', { storeId, lang })
  if (answer.data) return <ReadyOverview overview={answer.data} />
  return (
    <div className={classes.waiting}>
      {answer.error ? <ErrorCard error={answer.error} onRetry={() => void answer.refetch()} /> : <BusyCard title={t('overview.reading')} />}
    </div>
  )
}

function ReadyOverview({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const { storeId, local, tiered } = overview
  const headline = headlineOf(overview)
  const words = useHeadlineWords(headline, overview)
  const isWell = headline.says === 'nothing-wrong'
  return (
    <Page
      title={words.title}
      subtitle={
        <>
          {words.detail} {!isWell && <a href={hrefOf(placeOf(storeId, 'findings'))}>{t('overview.detail.evidence')}</a>}
        </>
      }
      actions={
        !isWell && (
          <Button component="a" href={hrefOf(placeOf(storeId, 'findings', ['0']))} variant="filled" rightSection={<IconArrowRight size={14} aria-hidden />}>
            {t('overview.howToFix')}
          </Button>
        )
      }
    >
      <OverviewNotes overview={overview} />
      {local && <SegmentMapCard storeId={storeId} summary={<LocalSummary local={local} />} />}
      <div className={classes.cards}>
        <WhatsWrongCard overview={overview} />
        {local && (
          <div className={`${classes.column} ${classes.spaces}`}>
            <SpaceCard storeId={storeId} local={local} />
            <DaysCard storeId={storeId} />
          </div>
        )}
        <div className={classes.column}>
          <DiskCard overview={overview} />
          {local && <MessagesCard local={local} />}
          {tiered && <TieredCard storeId={storeId} tiered={tiered} />}
        </div>
      </div>
    </Page>
  )
}

function LocalSummary({ local }: { readonly local: NonNullable<Overview['local']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { oldestStored, newestStored } = local
  const counts = t('overview.mapSummary', {
    segments: t('overview.segmentCount', { count: local.segments, n: format.exact(local.segments) }),
    queues: t('overview.queueCount', { count: local.queues, n: format.exact(local.queues) }),
    topics: t('overview.topicCount', { count: local.topics, n: format.exact(local.topics) }),
    units: t('overview.messageCount', { count: local.units.ok, n: format.short(local.units.ok) }),
  })
  if (oldestStored === null || newestStored === null) return counts
  return `${counts} · ${t('overview.fromTo', { from: format.shortTime(oldestStored), to: format.shortTime(newestStored) })}`
}
