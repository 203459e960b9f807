import type { ReactNode } from 'react'
import classes from './page.module.css'

interface PageProps {
  /** The screen's one sentence. */
  readonly title: string
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** The content fills the height and scrolls inside itself (tables); otherwise the page scrolls. */
  readonly fill?: boolean
}

/** A screen: one headline, its actions at the right, then cards. */
export function Page({ title, subtitle, actions, children, fill = false }: PageProps) {
  return (
    <div className={classes.page} data-fill={fill || undefined}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h1>{title}</h1>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  )
}
