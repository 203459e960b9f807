import { useTranslation } from 'react-i18next'
import type { PlanSummary } from '../../../shared/contract/schemas'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import classes from './cleanup.module.css'

/** What goes, by kind, in the order of execution. */
export function StepTable({ plan }: { readonly plan: PlanSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { stepTotals } = plan
  const sum = (of: (step: PlanSummary['stepTotals'][number]) => number): number => stepTotals.reduce((total, step) => total + of(step), 0)
  return (
    <Card flush>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('cleanup.order')}</th>
            <th scope="col">{t('cleanup.what')}</th>
            <th scope="col">{t('cleanup.firstLast')}</th>
            <th scope="col" className={classes.right}>{t('cleanup.files')}</th>
            <th scope="col" className={classes.right}>{t('cleanup.bytes')}</th>
          </tr>
        </thead>
        <tbody>
          {stepTotals.map((step, index) => (
            <tr key={step.kind}>
              <td>{index + 1}</td>
              <td>
                <b>{t(`cleanup.kind.${step.kind}`)}</b>
              </td>
              <td className={classes.quiet}>{step.firstPath === step.lastPath ? step.firstPath : `${step.firstPath} … ${step.lastPath}`}</td>
              <td className={classes.right}>{format.exact(step.files)}</td>
              <td className={classes.right}>{format.exact(step.bytes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td colSpan={2}>{t('cleanup.total')}</td>
            <td className={classes.right}>{format.exact(sum(step => step.files))}</td>
            <td className={classes.right}>{format.exact(sum(step => step.bytes))}</td>
          </tr>
        </tfoot>
      </table>
    </Card>
  )
}

const mostRows = 400

/** The minimum of each queue before and after; those that change first. */
export function MinimumTable({ plan }: { readonly plan: PlanSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  const changed = plan.effects.queues.filter(queue => queue.minOffsetBefore !== queue.minOffsetAfter)
  const rows = [...changed, ...plan.effects.queues.filter(queue => queue.minOffsetBefore === queue.minOffsetAfter)].slice(0, mostRows)
  if (rows.length === 0) return null
  return (
    <Card title={t('cleanup.minimum')} aside={<span className={classes.quiet}>{t('cleanup.minimumSays')}</span>} flush>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('cleanup.minimum')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('cleanup.queue')}</th>
              <th scope="col" className={classes.right}>{t('cleanup.now')}</th>
              <th scope="col" className={classes.right}>{t('cleanup.after')}</th>
              <th scope="col" className={classes.right}>{t('cleanup.max')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ side, topic, queueId, minOffsetBefore, minOffsetAfter, maxOffset }) => (
              <tr key={`${side} ${topic}/${queueId}`}>
                <td>{side === 'tiered' ? t('cleanup.tieredQueue', { name: `${topic}/${queueId}` }) : `${topic}/${queueId}`}</td>
                <td className={classes.right}>{format.exact(minOffsetBefore)}</td>
                <td className={classes.right}>
                  <b>{format.exact(minOffsetAfter)}</b>
                </td>
                <td className={classes.right}>{format.exact(maxOffset)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
