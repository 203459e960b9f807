import { IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PlanSummary } from '../../../shared/contract/schemas'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import classes from './cleanup.module.css'

/** What goes, by kind, in the order of execution. */
export function StepTable({ plan: { stepTotals } }: { readonly plan: PlanSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
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
            <th scope="col" className={classes.right}>{t('cleanup.size')}</th>
          </tr>
        </thead>
        <tbody>
          {stepTotals.map(({ kind, firstPath, lastPath, files, bytes }, index) => (
            <tr key={kind}>
              <td>{index + 1}</td>
              <td className={classes.kind}>{t(`cleanup.kind.${kind}`)}</td>
              <td className={classes.paths}>
                <code>{firstPath}</code>
                {lastPath !== firstPath && <code>{lastPath}</code>}
              </td>
              <td className={classes.right}>{format.exact(files)}</td>
              <td className={classes.right}>{bytes === 0 ? t('ui.none') : format.exact(bytes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td>{t('cleanup.total')}</td>
            <td className={classes.small}>{t('cleanup.synced')}</td>
            <td className={classes.right}>{format.exact(sum(step => step.files))}</td>
            <td className={classes.right}>{format.exact(sum(step => step.bytes))}</td>
          </tr>
        </tfoot>
      </table>
    </Card>
  )
}

/** What stays although it lies in the way of the cut. */
export function KeptTable({ plan: { keptTotals } }: { readonly plan: PlanSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (keptTotals.length === 0) return null
  return (
    <Card title={t('cleanup.stays')}>
      <dl className={classes.facts}>
        {keptTotals.map(({ reason, files }) => (
          <div key={reason}>
            <dt className={classes.kept}>
              <IconShieldCheck size={16} stroke={1.75} aria-hidden />
              {t(`cleanup.kept.${reason}`)}
            </dt>
            <dd>{format.exact(files)}</dd>
          </div>
        ))}
      </dl>
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
    <Card title={t('cleanup.minimum')} aside={<span className={classes.small}>{t('cleanup.minimumSays')}</span>} actions={<span className={classes.small}>{`${format.exact(changed.length)} / ${format.exact(plan.effects.queues.length)}`}</span>} flush>
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
              <tr key={`${side} ${topic}/${queueId}`} data-same={minOffsetBefore === minOffsetAfter || undefined}>
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
