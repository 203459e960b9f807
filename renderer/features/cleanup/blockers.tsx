import { IconBarrierBlock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PlanSummary } from '../../../shared/contract/schemas'
import classes from './cleanup.module.css'

/** What keeps a plan from being applied, each with what to do. */
export function Blockers({ blockers }: { readonly blockers: PlanSummary['blockers'] }) {
  const { t } = useTranslation()
  return (
    <div className={classes.column}>
      <h3>{t('cleanup.inTheWay')}</h3>
      <ul className={classes.blockers}>
        {blockers.map(blocker => (
          <li key={blocker.message}>
            <IconBarrierBlock size={16} aria-hidden />
            <span>
              {blocker.message} <code>{blocker.code}</code>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
