import { Button, Progress } from '@mantine/core'
import { IconCircleX, IconFolderQuestion, IconPlugConnectedX, IconShieldX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallError } from '../../shared/contract/client'
import { useFormat } from '../i18n/format'
import { useCopy } from './copy'
import classes from './state-card.module.css'

interface CardProps {
  readonly title: string
  readonly children?: ReactNode
  /** Buttons; the primary one first. */
  readonly actions?: ReactNode
}

interface StateCardProps extends CardProps {
  readonly icon: ReactNode
  readonly tone?: 'danger' | 'warn' | 'good'
}

/** The frame of every state that stands where content would be. */
export function StateCard({ icon, title, tone, children, actions }: StateCardProps) {
  return (
    <section className={classes.card} data-tone={tone}>
      <div className={classes.head}>
        {icon}
        <h2>{title}</h2>
      </div>
      {children !== undefined && <div className={classes.body}>{children}</div>}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </section>
  )
}

/** Nothing to show: one sentence, what was looked for, the nearest thing that would work. */
export function EmptyCard({ icon, ...card }: CardProps & { readonly icon?: ReactNode }) {
  return <StateCard icon={icon ?? <IconFolderQuestion size={28} stroke={1.5} aria-hidden />} {...card} />
}

interface BusyCardProps {
  /** What is being done, such as "Reading queue files". */
  readonly title: string
  readonly stage?: string | undefined
  readonly done?: number
  readonly total?: number | undefined
  readonly onCancel?: (() => void) | undefined
}

/** Work on its way: what, and how far. */
export function BusyCard({ title, stage, done = 0, total, onCancel }: BusyCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className={classes.card} aria-busy="true">
      <h2>{title}</h2>
      <div className={classes.progressLine}>
        <span>{stage}</span>
        <span>{total !== undefined && total > 0 ? t('ui.doneOf', { done: format.exact(done), total: format.exact(total) }) : ''}</span>
      </div>
      <Progress value={total ? (done / total) * 100 : 100} animated={!total} aria-label={title} radius="sm" size={6} />
      {onCancel && (
        <div className={classes.actions}>
          <Button onClick={onCancel}>{t('ui.cancel')}</Button>
        </div>
      )}
    </section>
  )
}

/** What went wrong with a call: refused, failed, stopped or our own bug; each in its form, with the service's sentence. */
export function ErrorCard({ error, onRetry, actions }: { readonly error: CallError; readonly onRetry?: (() => void) | undefined; readonly actions?: ReactNode }) {
  const { t } = useTranslation()
  const copy = useCopy()
  const { kind, code, message, path, blockers } = error.error
  const form = formOf(kind)
  return (
    <StateCard
      {...form}
      title={t(`ui.error.${kind}`)}
      actions={
        <>
          {actions}
          {onRetry && <Button onClick={onRetry}>{t('ui.tryAgain')}</Button>}
          <Button onClick={event => copy([code, message, path].filter(Boolean).join('\n'), event.currentTarget)}>{t('ui.copyDetails')}</Button>
        </>
      }
    >
      <p role="alert">{message}</p>
      {blockers?.map(blocker => <p key={blocker.code}>{blocker.message}</p>)}
      <p className={classes.code}>
        {code}
        {path !== undefined && <> · {path}</>}
      </p>
    </StateCard>
  )
}

function formOf(kind: CallError['error']['kind']): { icon: ReactNode; tone?: 'danger' } {
  if (kind === 'refusal' || kind === 'usage') return { icon: <IconShieldX size={20} aria-hidden /> }
  if (kind === 'cancelled') return { icon: <IconCircleX size={20} aria-hidden /> }
  return { icon: <IconPlugConnectedX size={20} aria-hidden />, tone: 'danger' }
}

/** A remark over the content it belongs to: what is missing, what changed. Never instead of the content. */
export function Note({ tone, icon, children, action }: { readonly tone: 'danger' | 'warn' | 'good' | 'accent'; readonly icon?: ReactNode; readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={classes.note} data-tone={tone} role="note">
      {icon}
      <div>{children}</div>
      {action}
    </div>
  )
}
