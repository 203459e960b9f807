import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconArchive, IconArrowLeft, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanSummary } from '../../../shared/contract/schemas'
import { useAction, useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { useCopy } from '../../ui/copy'
import { DestructiveButton } from '../../ui/destructive'
import { BusyCard, EmptyCard, ErrorCard } from '../../ui/state-card'
import { Blockers, unreadByGroup } from './blast-radius'
import { queryOf, type Cut } from './cut-query'
import { Flow } from './flow'
import { MinimumTable, StepTable } from './plan-tables'
import { RunCard } from './run-card'
import classes from './cleanup.module.css'

/** Steps 2 and 3: a second person's eye over exactly what will be done, then the run. */
export function Review({ storeId, cut }: { readonly storeId: string; readonly cut: Cut }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const plan = useOperation('planCleanup', { storeId, cut, lang })
  const apply = useAction('applyPlan')
  const back = (): void => navigate(placeOf(storeId, 'free-space', [], queryOf(cut)))

  if (apply.isPending) return <Flow stage="run"><RunCard /></Flow>
  if (apply.error) return <Flow stage="run" foot={<BackButton onClick={back} />}><ErrorCard error={apply.error} onRetry={() => apply.reset()} /></Flow>
  if (plan.error) return <Flow stage="review" foot={<BackButton onClick={back} />}><ErrorCard error={plan.error} onRetry={() => void plan.refetch()} /></Flow>
  if (!plan.data) return <Flow stage="review"><BusyCard title={t('cleanup.reading')} /></Flow>
  return (
    <ReadyReview
      key={plan.data.id}
      plan={plan.data}
      onBack={back}
      onApply={(confirm, assumeStopped) =>
        apply.mutate(
          { storeId, planId: plan.data.id, digest: plan.data.digest, confirm, assumeStopped, lang },
          { onSuccess: receipt => navigate(placeOf(storeId, 'set-aside', [receipt.id]), 'replace') },
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
  readonly plan: PlanSummary
  readonly onBack: () => void
  readonly onApply: (confirm: string, assumeStopped: boolean) => void
}

function ReadyReview({ plan, onBack, onApply }: ReadyReviewProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const copy = useCopy()
  const files = plan.stepTotals.reduce((sum, step) => sum + step.files, 0)
  const hard = plan.blockers.filter(({ code }) => code !== 'liveness-unknown')
  return (
    <Flow
      stage="review"
      foot={
        <>
          <BackButton onClick={onBack} />
          <Button onClick={event => copy(['store-inspector', ...plan.cliArguments.map(quoted)].join(' '), event.currentTarget)}>{t('cleanup.copyCommand')}</Button>
        </>
      }
    >
      <p>
        {t('cleanup.headline', { files: t('cleanup.fileCount', { count: files, n: format.exact(files) }), bytes: format.bytes(plan.effects.setAsideBytes) })}{' '}
        <span className={classes.quiet}>{t('cleanup.plan', { id: plan.id })}</span>
      </p>
      <div className={classes.sides}>
        <div className={classes.column}>
          <StepTable plan={plan} />
          {plan.keptTotals.length > 0 && (
            <Card title={t('cleanup.stays')}>
              <dl className={classes.facts}>
                {plan.keptTotals.map(({ reason, files: kept }) => (
                  <div key={reason}>
                    <dt>{t(`cleanup.kept.${reason}`)}</dt>
                    <dd>{format.exact(kept)}</dd>
                  </div>
                ))}
              </dl>
            </Card>
          )}
          <MinimumTable plan={plan} />
        </div>
        <div className={classes.column}>
          <Card title={t('cleanup.checked')}>
            <div className={classes.column}>
              {plan.blockers.length === 0 ? (
                <span>
                  <IconCircleCheck size={16} color="var(--good)" aria-hidden /> {t('cleanup.noBlocker')}
                </span>
              ) : (
                <Blockers blockers={plan.blockers} />
              )}
              <span className={classes.quiet}>{t('cleanup.boundTo', { count: plan.boundFiles, n: format.exact(plan.boundFiles) })}</span>
            </div>
          </Card>
          {files === 0 ? (
            <EmptyCard title={t('cleanup.nothing')}>{t('cleanup.nothingSays')}</EmptyCard>
          ) : (
            hard.length === 0 && <Confirmation plan={plan} files={files} onCancel={onBack} onApply={onApply} />
          )}
        </div>
      </div>
    </Flow>
  )
}

interface ConfirmationProps {
  readonly plan: PlanSummary
  readonly files: number
  readonly onCancel: () => void
  readonly onApply: ReadyReviewProps['onApply']
}

/** Scaled to the risk: nothing lost, nothing to type; messages or unread ones lost, the name and each loss by itself. */
function Confirmation({ plan, files, onCancel, onApply }: ConfirmationProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const cancel = useRef<HTMLButtonElement>(null)
  const [name, setName] = useState('')
  const [accepted, setAccepted] = useState(false)
  const [assumed, setAssumed] = useState(false)
  const { brokerName } = plan.store
  const unread = unreadByGroup(plan).reduce((sum, { messages }) => sum + messages, 0)
  const isUnknown = plan.blockers.some(({ code }) => code === 'liveness-unknown')
  const typesName = plan.effects.messages > 0 || isUnknown
  const offBecause = typesName && name !== brokerName ? t('cleanup.off.name') : (unread > 0 && !accepted) || (isUnknown && !assumed) ? t('cleanup.off.accept') : undefined
  useEffect(() => cancel.current?.focus(), [])

  return (
    <Card title={t('cleanup.confirm')}>
      <div className={classes.confirm}>
        {unread > 0 && <Checkbox checked={accepted} onChange={event => setAccepted(event.currentTarget.checked)} label={t('cleanup.loses', { n: format.exact(unread) })} />}
        {isUnknown && <Checkbox checked={assumed} onChange={event => setAssumed(event.currentTarget.checked)} label={t('cleanup.assume')} />}
        {typesName && <TextInput label={t('cleanup.typeName', { name: brokerName })} value={name} onChange={event => setName(event.currentTarget.value)} autoComplete="off" spellCheck={false} />}
        <div className={classes.buttons}>
          <Button ref={cancel} onClick={onCancel}>
            {t('cleanup.cancel')}
          </Button>
          <DestructiveButton filled icon={<IconArchive size={16} aria-hidden />} offBecause={offBecause} onClick={() => onApply(brokerName, assumed)}>
            {t('cleanup.setAside', { count: files, n: format.exact(files) })}
          </DestructiveButton>
        </div>
        {offBecause !== undefined && <span className={classes.quiet}>{offBecause}</span>}
      </div>
    </Card>
  )
}

const quoted = (argument: string): string => (/^[\w./:=+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`)
