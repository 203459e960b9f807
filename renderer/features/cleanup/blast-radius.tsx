import { useTranslation } from 'react-i18next'
import type { PlanSummary } from '../../../shared/contract/schemas'
import { useFormat } from '../../i18n/format'
import { Figure } from '../../ui/figure'
import { BusyCard, EmptyCard } from '../../ui/state-card'
import classes from './cleanup.module.css'

/** What a cut costs, in the order of pain. */
export function BlastRadius({ plan }: { readonly plan: PlanSummary | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!plan) return <BusyCard title={t('cleanup.reading')} />
  const { effects, blockers } = plan
  const files = plan.stepTotals.reduce((sum, step) => sum + step.files, 0)
  if (files === 0 && blockers.length === 0) return <EmptyCard title={t('cleanup.nothing')}>{t('cleanup.nothingSays')}</EmptyCard>
  const unread = unreadByGroup(plan)
  const needed = [
    ['delayed', effects.delayedMessages],
    ['timer', effects.timerMessages],
    ['half', effects.halfMessages],
  ] as const
  const stillNeeded = needed.filter(([, messages]) => messages > 0)
  return (
    <div className={classes.column} aria-live="polite">
      <dl className={classes.facts}>
        <div>
          <dt>{t('cleanup.bytes')}</dt>
          <dd title={format.exactBytes(effects.setAsideBytes)}>{format.bytes(effects.setAsideBytes)}</dd>
        </div>
        <div>
          <dt>{t('cleanup.files')}</dt>
          <dd>
            <Figure value={files} inRow={false} />
          </dd>
        </div>
        <div>
          <dt>{t('cleanup.messages')}</dt>
          <dd>
            <Figure value={effects.messages} inRow={false} />
          </dd>
        </div>
        {effects.topics.slice(0, 8).map(({ topic, messages }) => (
          <div key={topic}>
            <dt>{topic}</dt>
            <dd>{format.exact(messages)}</dd>
          </div>
        ))}
      </dl>
      {unread.length > 0 && (
        <div className={classes.unread}>
          <h4>{t('cleanup.unread')}</h4>
          <dl className={classes.facts}>
            {unread.map(({ group, topic, messages }) => (
              <div key={`${group}@${topic}`}>
                <dt>{t('cleanup.unreadOf', { group, topic })}</dt>
                <dd>{format.exact(messages)}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      <div>
        <h4>{t('cleanup.needed')}</h4>
        {stillNeeded.length === 0 ? (
          <span className={classes.quiet}>{t('cleanup.noneNeeded')}</span>
        ) : (
          <dl className={classes.facts}>
            {stillNeeded.map(([kind, messages]) => (
              <div key={kind}>
                <dt>{t(`cleanup.${kind}`)}</dt>
                <dd>{format.exact(messages)}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {blockers.length > 0 && <Blockers blockers={blockers} />}
    </div>
  )
}

/** What keeps a plan from being applied, each with what to do. */
export function Blockers({ blockers }: { readonly blockers: PlanSummary['blockers'] }) {
  const { t } = useTranslation()
  return (
    <div>
      <h4>{t('cleanup.inTheWay')}</h4>
      <ul className={classes.blockers}>
        {blockers.map((blocker, index) => (
          <li key={`${blocker.code}${index}`}>
            {blocker.message} <code>{blocker.code}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Unread messages per group and topic, the most first. */
export function unreadByGroup({ effects }: PlanSummary): { group: string; topic: string; messages: number }[] {
  const sums = new Map<string, { group: string; topic: string; messages: number }>()
  for (const { group, topic, messages } of effects.unread) {
    const known = sums.get(`${group}@${topic}`)
    if (known) known.messages += messages
    else sums.set(`${group}@${topic}`, { group, topic, messages })
  }
  return [...sums.values()].filter(({ messages }) => messages > 0).sort((a, b) => b.messages - a.messages)
}
