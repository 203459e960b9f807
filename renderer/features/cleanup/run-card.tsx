import { useTranslation } from 'react-i18next'
import { namesIn } from '../../../shared/words/names'
import { usePreferences } from '../../app/preferences'
import { useJobs } from '../../app/use-writing'
import { BusyCard } from '../../ui/state-card'
import classes from './cleanup.module.css'

/** Step 3: what is being done and how far; it can be stopped at any moment. */
export function RunCard() {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const job = useJobs().find(({ operation }) => operation === 'applyPlan')
  return (
    <div className={classes.column}>
      <BusyCard title={t('cleanup.running')} stage={job?.stage && namesIn(lang).workStage[job.stage]} done={job?.done ?? 0} total={job?.total} onCancel={job?.cancel} />
      <p className={classes.quiet}>{t('cleanup.runningSays')}</p>
    </div>
  )
}
