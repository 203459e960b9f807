import { IconScissors } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ForecastDocument } from '../../../shared/contract/documents'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { hrefOf, placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { DestructiveButton } from '../../ui/destructive'
import { Page } from '../../ui/page'
import { BusyCard, ErrorCard, Note } from '../../ui/state-card'
import { CutQueues } from './cut-queues'
import { RemovedFiles } from './removed-files'
import { StepList } from './step-list'
import { verdictOf } from './verdict'
import classes from './next-start.module.css'

/** Notes that stand at their step already. */
const toldByStep = new Set(['minimum-stays-zero', 'queues-destroyed'])

/** No surprises: what a broker does when it starts on these files, step by step. */
export function NextStartScreen({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const answer = useOperation('forecastDocument', { storeId, lang })
  const isRunning = useOperation('overview', { storeId, lang }).data?.store.inUse.state === 'in-use'
  const document = answer.data
  if (answer.error) return <Page title={t('frame.place.next-start')}><div><ErrorCard error={answer.error} onRetry={() => void answer.refetch()} /></div></Page>
  if (!document) return <Page title={t('frame.place.next-start')}><div><BusyCard title={t('nextStart.reading')} /></div></Page>
  return (
    <Page
      title={t(`nextStart.verdict.${verdictOf(document).says}`)}
      subtitle={t('nextStart.says', { version: document.brokerVersion.assumed, recovery: t(`nextStart.recovery.${document.recovery}`) })}
    >
      {isRunning && <Note tone="warn">{t('nextStart.whileRunning')}</Note>}
      <div className={classes.columns}>
        <Card title={t('nextStart.steps')}>
          <StepList storeId={storeId} document={document} />
        </Card>
        <div className={classes.column}>
          <Change storeId={storeId} document={document} />
          <CutQueues storeId={storeId} document={document} />
          <RemovedFiles document={document} />
          <Card title={t('nextStart.notes')}>
            <ul className={classes.notes}>
              {document.notes
                .filter(({ code }) => !toldByStep.has(code))
                .map(({ code, message }) => (
                  <li key={`${code} ${message}`}>{message}</li>
                ))}
            </ul>
          </Card>
        </div>
      </div>
    </Page>
  )
}

/** What a person can do before the start, where there is something. */
function Change({ storeId, document }: { readonly storeId: string; readonly document: ForecastDocument }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { says } = verdictOf(document)
  const dead = document.firstCleaning.removedFiles.length
  return (
    <Card title={t('nextStart.change')}>
      <div className={classes.change}>
        {(says === 'refuses' || says === 'depends') && <a href={hrefOf(placeOf(storeId, 'findings', [], { severity: 'error' }))}>{t('nextStart.seeFindings')}</a>}
        {dead > 0 && (
          <>
            <p>{t('nextStart.setAside', { count: dead, n: format.exact(dead) })}</p>
            <DestructiveButton small icon={<IconScissors size={14} stroke={1.75} aria-hidden />} onClick={() => navigate(placeOf(storeId, 'free-space', [], { cut: 'dangling' }))}>
              {t('nextStart.review')}
            </DestructiveButton>
          </>
        )}
        {says === 'keeps' && dead === 0 && <p>{t('nextStart.keepsAll')}</p>}
      </div>
    </Card>
  )
}
