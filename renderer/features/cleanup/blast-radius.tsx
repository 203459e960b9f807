import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PlanSummary } from '../../../shared/contract/schemas'
import { useFormat } from '../../i18n/format'
import { Figure } from '../../ui/figure'
import { BusyCard, EmptyCard } from '../../ui/state-card'
import { Blockers } from './blockers'
import { filesIn, unreadByGroup } from './plan-sums'
import classes from './cleanup.module.css'

const mostTopics = 8

interface BlastRadiusProps {
  readonly plan: PlanSummary | undefined
  /** It is the last cut's; the one of this cut is on its way. */
  readonly isStale: boolean
}

/** What a cut costs, in the order of pain. */
export function BlastRadius({ plan, isStale }: BlastRadiusProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!plan) return <BusyCard title={t('cleanup.reading')} />
  const { effects, blockers } = plan
  if (filesIn(plan) === 0) {
    return blockers.length > 0 ? <Blockers blockers={blockers} /> : <EmptyCard title={t('cleanup.nothing')}>{t('cleanup.nothingSays')}</EmptyCard>
  }
  const unread = unreadByGroup(plan)
  const topics = effects.topics.slice(0, mostTopics)
  return (
    <div className={classes.blast} aria-live="polite" aria-busy={isStale}>
      <div>
        <div className={classes.big}>{format.bytes(effects.setAsideBytes)}</div>
        <div className={classes.quiet}>{t('cleanup.bytesMove', { bytes: format.exactBytes(effects.setAsideBytes) })}</div>
      </div>
      <dl className={classes.facts}>
        {plan.stepTotals.map(({ kind, files }) => (
          <div key={kind}>
            <dt>{t(`cleanup.kind.${kind}`)}</dt>
            <dd>{format.exact(files)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('cleanup.messages')}</dt>
          <dd>
            <Figure value={effects.messages} inRow={false} />
          </dd>
        </div>
        {topics.map(({ topic, messages }) => (
          <div key={topic} className={classes.within}>
            <dt>{topic}</dt>
            <dd>{format.exact(messages)}</dd>
          </div>
        ))}
        {effects.topics.length > topics.length && (
          <div className={classes.within}>
            <dt>{t('cleanup.moreTopics', { n: format.exact(effects.topics.length - topics.length) })}</dt>
            <dd>{format.exact(effects.topics.slice(mostTopics).reduce((sum, { messages }) => sum + messages, 0))}</dd>
          </div>
        )}
      </dl>
      <div>
        <h3>{t('cleanup.unread')}</h3>
        {unread.length === 0 ? (
          <Fine>{t('cleanup.noneUnread')}</Fine>
        ) : (
          <ul className={classes.unread}>
            {unread.map(({ group, topic, messages }) => (
              <li key={`${group}@${topic}`}>
                <IconAlertTriangle size={16} aria-hidden />
                <span>
                  <b>{group}</b> {topic}
                </span>
                <b>{format.exact(messages)}</b>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div>
        <h3>{t('cleanup.needed')}</h3>
        {effects.delayedMessages + effects.timerMessages + effects.halfMessages === 0 ? (
          <Fine>{t('cleanup.noneNeeded')}</Fine>
        ) : (
          <dl className={classes.facts}>
            {(['delayed', 'timer', 'half'] as const)
              .filter(kind => effects[`${kind}Messages`] > 0)
              .map(kind => (
                <div key={kind}>
                  <dt>{t(`cleanup.neededKind.${kind}`)}</dt>
                  <dd>{format.exact(effects[`${kind}Messages`])}</dd>
                </div>
              ))}
          </dl>
        )}
      </div>
      {blockers.length > 0 && <Blockers blockers={blockers} />}
    </div>
  )
}

/** A question that was asked and has the good answer. */
function Fine({ children }: { readonly children: string }) {
  return (
    <div className={classes.fine}>
      <IconCircleCheck size={16} aria-hidden />
      {children}
    </div>
  )
}
