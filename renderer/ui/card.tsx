import type { ReactNode } from 'react'
import classes from './card.module.css'

interface CardProps {
  readonly title?: ReactNode
  readonly icon?: ReactNode
  /** Beside the title: a summary or badges. */
  readonly aside?: ReactNode
  /** At the right end of the head. */
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Without inner padding: tables, lists. */
  readonly flush?: boolean
  readonly grow?: boolean
}

/** The one level of grouping on a screen. */
export function Card({ title, icon, aside, actions, children, flush = false, grow = false }: CardProps) {
  return (
    <section className={classes.card} data-grow={grow || undefined}>
      {title !== undefined && (
        <div className={classes.head}>
          {icon}
          <h2>{title}</h2>
          {aside}
          <span className={classes.space} />
          {actions}
        </div>
      )}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  )
}
