import { Button } from '@mantine/core'
import { IconArrowLeft, IconCircleCheck, IconTerminal2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PlanSummary } from '../../../shared/contract/schemas'
import { useAction, useOperation } from '../../api/use-operation'
import { quoted } from '../../app/command-of'
import { usePreferences } from '../../app/preferences'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { useCopy } from '../../ui/copy'
import { BusyCard, EmptyCard, ErrorCard } from '../../ui/state-card'
import { Blockers } from './blockers'
import { Confirmation } from './confirmation'
import { queryOf, type Cut } from './cut-query'
import { Flow } from './flow'
import { InUseNote } from './in-use-note'
import { filesIn, logBytesIn } from './plan-sums'
import { KeptTable, MinimumTable, StepTable } from './plan-tables'
import { RunCard } from './run-card'
import classes from './cleanup.module.css'

/** Steps 2 and 3: a second person's eye over exactly what will be done, then the run. */
export function Review({ storeId, cut }: { readonly storeId: string; readonly cut: Cut }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const plan = useOperation('planCleanup', { storeId, cut, lang })
  const apply = useAction('applyPlan')
  const back = (): void => navigate(placeOf(storeId, 'free-space', [], queryOf(cut)))

  if (apply.isPending) return <Flow stage="run"><RunCard plan={plan.data} /></Flow>
  if (apply.error) return <Flow stage="run" foot={<BackButton onClick={back} />}><ErrorCard error={apply.error} onRetry={() => apply.reset()} /></Flow>
  if (plan.error) return <Flow stage="review" foot={<BackButton onClick={back} />}><ErrorCard error={plan.error} onRetry={() => void plan.refetch()} /></Flow>
  if (!plan.data) return <Flow stage="review"><BusyCard title={t('cleanup.reading')} /></Flow>
  return (
    <ReadyReview
      key={plan.data.id}
      storeId={storeId}
      plan={plan.data}
      onBack={back}
      onApply={(confirm, assumeStopped) =>
        apply.mutate(
          { storeId, planId: plan.data.id, digest: plan.data.digest, confirm, assumeStopped, lang },
          { onSuccess: receipt => navigate(placeOf(storeId, 'free-space', ['receipt', receipt.id]), 'replace') },
        )
      }
    />
  )
}

function BackButton({ onClick }: { readonly onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <Button leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onClick}>
      {t('cleanup.change')}
    </Button>
  )
}

interface ReadyReviewProps {
  readonly storeId: string
  readonly plan: PlanSummary
  readonly onBack: () => void
  readonly onApply: (confirm: string, assumeStopped: boolean) => void
}

function ReadyReview({ storeId, plan, onBack, onApply }: ReadyReviewProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const copy = useCopy()
  const files = filesIn(plan)
  const { lang } = usePreferences()
  const stored = useOperation('overview', { storeId, lang }).data?.local?.segmentBytes ?? 0
  const takesMost = logBytesIn(plan) > stored / 2
  const isBlocked = plan.blockers.some(({ code }) => code !== 'liveness-unknown')
  return (
    <Flow
      stage="review"
      foot={
        <>
          <BackButton onClick={onBack} />
          <Button leftSection={<IconTerminal2 size={14} aria-hidden />} onClick={event => copy(['store-inspector', ...plan.cliArguments.map(quoted)].join(' '), event.currentTarget)}>
            {t('cleanup.copyCommand')}
          </Button>
        </>
      }
    >
      <InUseNote storeId={storeId} />
      {files > 0 && (
        <div className={classes.sentence}>
          <p>
            {plan.cut.repair !== undefined && (
              <>
                {t(`cleanup.repair.${plan.cut.repair.code}`)}
                {plan.cut.repair.place !== null && ` (${plan.cut.repair.place})`}
                {': '}
              </>
            )}
            <b>{t('cleanup.amountOf', { files: t('cleanup.fileCount', { count: files, n: format.exact(files) }), bytes: format.bytes(plan.effects.setAsideBytes) })}</b>
            {t('cleanup.moves')}
          </p>
          <code>{t('cleanup.plan', { id: plan.id })}</code>
        </div>
      )}
      <div className={classes.sides} data-alone={files === 0 || undefined}>
        <div className={classes.column}>
          {files > 0 ? <StepTable plan={plan} /> : <NothingGoes plan={plan} />}
          <KeptTable plan={plan} />
          <MinimumTable plan={plan} />
        </div>
        {files > 0 && (
          <div className={classes.column}>
            <Card title={t('cleanup.checked')}>
              <div className={classes.column}>
                {plan.blockers.length > 0 ? (
                  <Blockers blockers={plan.blockers} />
                ) : (
                  <div className={classes.fine}>
                    <IconCircleCheck size={16} aria-hidden />
                    {t('cleanup.noBlocker')}
                  </div>
                )}
                <p className={classes.small}>{t('cleanup.boundTo', { count: plan.boundFiles, n: format.exact(plan.boundFiles) })}</p>
              </div>
            </Card>
            {!isBlocked && <Confirmation plan={plan} takesMost={takesMost} onCancel={onBack} onApply={onApply} />}
          </div>
        )}
      </div>
    </Flow>
  )
}

/** Why a plan is empty: something is in its way, or there is nothing to do. */
function NothingGoes({ plan: { blockers } }: { readonly plan: PlanSummary }) {
  const { t } = useTranslation()
  if (blockers.length === 0) return <EmptyCard title={t('cleanup.nothing')}>{t('cleanup.nothingSays')}</EmptyCard>
  return (
    <Card title={t('cleanup.blockers')}>
      <Blockers blockers={blockers} />
    </Card>
  )
}
