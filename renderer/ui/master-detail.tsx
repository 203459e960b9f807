import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './master-detail.module.css'

interface MasterDetailProps {
  readonly children: ReactNode
  /** Absent: the list has the whole height. */
  readonly detail?: ReactNode
}

/** A list above, what is selected in it below: details want width more than height. */
export function MasterDetail({ children, detail }: MasterDetailProps) {
  return (
    <div className={classes.both}>
      <section className={classes.master}>{children}</section>
      {detail}
    </div>
  )
}

interface DetailProps {
  readonly title: string
  readonly subtitle?: ReactNode
  /** At the right end of the head. */
  readonly actions?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  /** Takes the larger part of the height, and what is in it scrolls by itself. */
  readonly tall?: boolean
}

/** The lower part; `Esc` closes it. */
export function Detail({ title, subtitle, actions, onClose, children, tall = false }: DetailProps) {
  const { t } = useTranslation()
  return (
    <section className={classes.detail} data-tall={tall || undefined} aria-label={title} onKeyDown={event => event.key === 'Escape' && onClose()}>
      <div className={classes.head}>
        <h2>{title}</h2>
        <span className={classes.subtitle}>{subtitle}</span>
        {actions}
        <ActionIcon aria-label={t('ui.close')} title={t('ui.close')} onClick={onClose}>
          <IconX size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.body} role="group" aria-label={title} tabIndex={0}>
        {children}
      </div>
    </section>
  )
}

/** Names and their figures, side by side. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>
}

export function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
