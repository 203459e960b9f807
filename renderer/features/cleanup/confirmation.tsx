import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanSummary } from '../../../shared/contract/schemas'
import { useFormat } from '../../i18n/format'
import { DestructiveButton, HazardLine } from '../../ui/destructive'
import { filesIn, unreadByGroup } from './plan-sums'
import classes from './cleanup.module.css'

interface ConfirmationProps {
  readonly plan: PlanSummary
  /** More than half of what is stored would go. */
  readonly takesMost: boolean
  readonly onCancel: () => void
  readonly onApply: (confirm: string, assumeStopped: boolean) => void
}

/** Scaled to the risk: nothing lost, nothing to type; messages or unread ones lost, the name and each loss by itself; most of the log lost, the number of files too. */
export function Confirmation({ plan, takesMost, onCancel, onApply }: ConfirmationProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const cancel = useRef<HTMLButtonElement>(null)
  const [name, setName] = useState('')
  const [typedFiles, setTypedFiles] = useState('')
  const [accepted, setAccepted] = useState<readonly string[]>([])
  const [assumed, setAssumed] = useState(false)
  const { brokerName } = plan.store
  const files = filesIn(plan)
  const losses = lossesByGroup(plan)
  const isUnknown = plan.blockers.some(({ code }) => code === 'liveness-unknown')
  const typesName = plan.effects.messages > 0 || isUnknown
  const isAccepted = losses.every(({ group }) => accepted.includes(group)) && (assumed || !isUnknown)
  const offBecause = !isAccepted ? t('cleanup.off.accept') : typesName && name !== brokerName ? t('cleanup.off.name') : takesMost && typedFiles.trim() !== String(files) ? t('cleanup.off.files') : undefined
  // Where it stands below the review, that is read first.
  useEffect(() => cancel.current?.focus({ preventScroll: true }), [])

  function go(event: FormEvent): void {
    event.preventDefault()
    if (offBecause === undefined) onApply(brokerName, assumed)
  }

  return (
    <section className={classes.confirmCard} aria-label={t('cleanup.confirm')}>
      <HazardLine />
      <form className={classes.confirm} onSubmit={go}>
        <h2>{t('cleanup.confirm')}</h2>
        <dl className={classes.facts}>
          <div>
            <dt>{t('cleanup.files')}</dt>
            <dd>{format.exact(files)}</dd>
          </div>
          <div>
            <dt>{t('cleanup.bytes')}</dt>
            <dd>{format.exactBytes(plan.effects.setAsideBytes)}</dd>
          </div>
          <div>
            <dt>{t('cleanup.messages')}</dt>
            <dd>{plan.effects.messages === 0 ? t('cleanup.noMessage') : format.exact(plan.effects.messages)}</dd>
          </div>
        </dl>
        {losses.map(({ group, messages }) => (
          <Checkbox
            key={group}
            checked={accepted.includes(group)}
            onChange={event => setAccepted(event.currentTarget.checked ? [...accepted, group] : accepted.filter(other => other !== group))}
            label={t('cleanup.loses', { group, n: format.exact(messages) })}
          />
        ))}
        {isUnknown && <Checkbox checked={assumed} onChange={event => setAssumed(event.currentTarget.checked)} label={t('cleanup.assume')} />}
        {typesName && (
          <TextInput label={t('cleanup.typeName', { name: brokerName })} value={name} onChange={event => setName(event.currentTarget.value)} autoComplete="off" spellCheck={false} />
        )}
        {takesMost && (
          <TextInput label={t('cleanup.typeFiles')} value={typedFiles} onChange={event => setTypedFiles(event.currentTarget.value)} inputMode="numeric" autoComplete="off" />
        )}
        <p className={classes.small}>{t('cleanup.kept3')}</p>
        <div className={classes.buttons}>
          <Button ref={cancel} onClick={onCancel}>
            {t('cleanup.cancel')}
          </Button>
          <DestructiveButton filled type="submit" icon={<IconArchive size={16} aria-hidden />} offBecause={offBecause}>
            {t('cleanup.setAside', { count: files, n: format.exact(files) })}
          </DestructiveButton>
        </div>
        {offBecause !== undefined && <span className={classes.small}>{offBecause}</span>}
      </form>
    </section>
  )
}

function lossesByGroup(plan: PlanSummary): { group: string; messages: number }[] {
  const sums = new Map<string, number>()
  for (const { group, messages } of unreadByGroup(plan)) sums.set(group, (sums.get(group) ?? 0) + messages)
  return [...sums].map(([group, messages]) => ({ group, messages }))
}
