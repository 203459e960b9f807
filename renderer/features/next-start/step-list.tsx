import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ForecastDocument } from '../../../shared/contract/documents'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { stepsOf, type StartStep } from './start-steps'
import classes from './next-start.module.css'

const icons = { fine: IconCircleCheck, changes: IconAlertTriangle, depends: IconHelpCircle, stops: IconCircleX, unreached: IconCircleDashed }

interface StepListProps {
  readonly storeId: string
  readonly document: ForecastDocument
}

/** The broker's steps; where it stops, the rest is dim. */
export function StepList({ storeId, document }: StepListProps) {
  const { t } = useTranslation()
  return (
    <ol className={classes.steps}>
      {stepsOf(document).map(step => {
        const Icon = icons[step.outcome]
        return (
          <li key={step.name} data-outcome={step.outcome}>
            <Icon size={18} stroke={1.75} aria-hidden />
            <div>
              <b>{t(`nextStart.step.${step.name}`)}</b>
              <StepWords step={step} document={document} />
              {step.refusals.map(({ code, path }) => (
                <p key={`${code} ${path}`} className={classes.refusal}>
                  <code>{path ?? code}</code> <a href={hrefOf(placeOf(storeId, 'findings', [], { code }))}>{t('nextStart.evidence')}</a>
                </p>
              ))}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function StepWords({ step, document }: { readonly step: StartStep; readonly document: ForecastDocument }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { commitLog, queues, recovery, notes } = document
  const count = { count: step.count, n: format.exact(step.count) }
  if (step.outcome === 'unreached') return <p>{t('nextStart.stepSays.unreached')}</p>
  if (step.refusals.length > 0) return null
  switch (step.name) {
    case 'config':
    case 'index':
      return <p>{t(`nextStart.stepSays.${step.name}`)}</p>
    case 'commitlog':
      return <p>{t('nextStart.stepSays.commitlog', { min: format.exact(commitLog.minOffset), max: format.exact(commitLog.maxOffset) })}</p>
    case 'queues':
      return <p>{t('nextStart.stepSays.queues', { count: queues.length, n: format.exact(queues.length) })}</p>
    case 'recover':
      return (
        <p>
          {t(recovery === 'normal' ? 'nextStart.stepSays.recoverNormal' : 'nextStart.stepSays.recoverAbnormal')}{' '}
          {commitLog.readFrom !== null && t('nextStart.stepSays.readFrom', { path: commitLog.readFrom })}
        </p>
      )
    case 'cutLog':
      return (
        <>
          {commitLog.cutFrom !== null && (
            <p>
              {t('nextStart.stepSays.cutLog', { from: format.exact(commitLog.cutFrom) })} {commitLog.cutBecause !== null && <code>{commitLog.cutBecause}</code>}
            </p>
          )}
          {step.count > 0 && <p>{t('nextStart.stepSays.cutFiles', count)}</p>}
          {step.outcome === 'fine' && <p>{t('nextStart.stepSays.cutLogFine', { max: format.exact(commitLog.maxOffset) })}</p>}
        </>
      )
    case 'cutQueues':
      return <p>{step.count > 0 ? t('nextStart.stepSays.cutQueues', count) : t('nextStart.stepSays.cutQueuesFine')}</p>
    case 'serve':
      return <p>{notes.find(({ code }) => code === 'queues-destroyed' || code === 'minimum-stays-zero')?.message ?? t('nextStart.stepSays.serveFine')}</p>
    case 'clean':
      return <p>{step.count > 0 ? t('nextStart.stepSays.clean', count) : t('nextStart.stepSays.cleanFine')}</p>
  }
}
