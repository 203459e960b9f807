import { IconCircle, IconCircleCheck, IconProgress } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PlanSummary } from '../../../shared/contract/schemas'
import { namesIn } from '../../../shared/words/names'
import { usePreferences } from '../../app/preferences'
import { useJobs } from '../../app/use-writing'
import { useFormat } from '../../i18n/format'
import { BusyCard } from '../../ui/state-card'
import { stagesOf } from './run-stages'
import classes from './cleanup.module.css'

const icons = { done: IconCircleCheck, now: IconProgress, waits: IconCircle } as const

/** Step 3: what is being done and how far, kind of file by kind of file; it can be stopped at any moment. */
export function RunCard({ plan }: { readonly plan: PlanSummary | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const job = useJobs().find(({ operation }) => operation === 'applyPlan')
  return (
    <div className={classes.column}>
      <BusyCard title={t('cleanup.running')} stage={job?.stage && namesIn(lang).workStage[job.stage]} done={job?.done ?? 0} total={job?.total} onCancel={job?.cancel} />
      <ol className={classes.runStages} aria-label={t('cleanup.order')}>
        {stagesOf(plan?.stepTotals ?? [], job).map(({ kind, files, done, state }) => {
          const StageIcon = icons[state]
          return (
            <li key={kind} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
              <StageIcon size={16} stroke={1.75} aria-hidden />
              <span>{t(`cleanup.kind.${kind}`)}</span>
              <span className={classes.right}>{t('cleanup.ofTotal', { done: format.exact(done), total: format.exact(files) })}</span>
            </li>
          )
        })}
      </ol>
      <p className={classes.quiet}>{t('cleanup.runningSays')}</p>
    </div>
  )
}
