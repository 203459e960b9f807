import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { HazardLine } from '../../ui/destructive'
import classes from './cleanup.module.css'

const stages = ['cut', 'review', 'run', 'receipt'] as const
export type Stage = (typeof stages)[number]

/** The frame of freeing space: the hazard line, where one stands, and the way on. */
export function Flow({ stage, children, foot }: { readonly stage: Stage; readonly children: ReactNode; readonly foot?: ReactNode }) {
  const { t } = useTranslation()
  const now = stages.indexOf(stage)
  return (
    <div className={classes.flow}>
      <HazardLine />
      <div className={classes.head}>
        <h1>{t('cleanup.title')}</h1>
        <ol className={classes.stages}>
          {stages.map((name, index) => (
            <li key={name} aria-current={index === now ? 'step' : undefined} data-done={index < now || undefined}>
              <span className={classes.number} aria-hidden="true">
                {index < now ? <IconCheck size={14} stroke={2} /> : index + 1}
              </span>
              {t(`cleanup.steps.${name}`)}
            </li>
          ))}
        </ol>
        <span className={classes.quiet}>{(stage === 'cut' || stage === 'review') && t('cleanup.before3')}</span>
      </div>
      <div className={classes.content}>{children}</div>
      {foot !== undefined && <div className={classes.foot}>{foot}</div>}
    </div>
  )
}
