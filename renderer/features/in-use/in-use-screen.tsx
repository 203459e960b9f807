import { Button } from '@mantine/core'
import { IconArrowRight, IconCircleCheck, IconFileSearch, IconLock, IconLockQuestion, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { inUseWords } from '../../../shared/words/in-use-words'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { hrefOf, placeOf } from '../../app/route'
import { Card } from '../../ui/card'
import { Page } from '../../ui/page'
import { BusyCard, ErrorCard } from '../../ui/state-card'
import { AskTheBroker } from './ask-the-broker'
import { StopChecklist } from './stop-checklist'
import classes from './in-use.module.css'

type InUse = OutputOf<'inUse'>

/** Why nothing can be applied while a broker is at work, and the two ways out. Turns by itself when the broker stops: then there is nothing left to ask it. */
export function InUseScreen({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const answer = useOperation('inUse', { storeId })
  const overview = useOperation('overview', { storeId, lang }).data
  const inUse = answer.data
  if (answer.error) return <Page title={t('frame.chip.inUse')}><div><ErrorCard error={answer.error} onRetry={() => void answer.refetch()} /></div></Page>
  if (!inUse) return <Page title={t('frame.chip.inUse')}><div><BusyCard title={t('inUse.reading')} /></div></Page>
  const { state } = inUse
  return (
    <Page
      title={t(`inUse.title.${state}`)}
      subtitle={t(`inUse.says.${state}`)}
      actions={
        <>
          <Button leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden />} loading={answer.isFetching} onClick={() => void answer.refetch()}>
            {t('inUse.checkAgain')}
          </Button>
          <Button component="a" variant={state === 'free' ? 'filled' : 'default'} href={hrefOf(placeOf(storeId, 'free-space'))} rightSection={<IconArrowRight size={14} aria-hidden />}>
            {t('inUse.preparePlan')}
          </Button>
        </>
      }
    >
      <Card title={t('inUse.signs')} aside={<span className={classes.dim}>{t(`inUse.signsSay.${state}`)}</span>}>
        <Signs inUse={inUse} />
      </Card>
      <div className={classes.ways}>
        {state !== 'free' && overview?.local != null && <AskTheBroker storeId={storeId} />}
        <StopChecklist inUse={inUse} brokerName={overview?.store.brokerName ?? ''} />
      </div>
    </Page>
  )
}

const ofLocks = new Set<string>(['lock-held'])
const ofFiles = new Set<string>(['file-open', 'file-mapped'])

/** Each sign in words, with the raw text it was read from. */
function Signs({ inUse: { reasons, state } }: { readonly inUse: InUse }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  if (reasons.length === 0) {
    return (
      <p className={classes.fine}>
        <IconCircleCheck size={16} aria-hidden />
        {t('inUse.noSigns')}
      </p>
    )
  }
  return (
    <ul className={classes.signs} data-state={state}>
      {reasons.map(reason => {
        const Icon = ofLocks.has(reason.code) ? IconLock : ofFiles.has(reason.code) ? IconFileSearch : IconLockQuestion
        return (
          <li key={`${reason.code} ${reason.pid} ${reason.path}`}>
            <Icon size={16} stroke={1.75} aria-hidden />
            <span>{inUseWords(reason, lang)}</span>
            {reason.raw !== undefined && <code>{reason.raw}</code>}
          </li>
        )
      })}
    </ul>
  )
}
