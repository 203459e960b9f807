import type { ButtonHTMLAttributes, ComponentPropsWithRef, ReactNode } from 'react'
import classes from './destructive.module.css'

interface DestructiveButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly children: ReactNode
  readonly icon?: ReactNode
  /** Filled: only *Set aside* at the end of the review, and *Purge* in its dialog. */
  readonly filled?: boolean
  readonly small?: boolean
  /** Why it is off; shown as a tooltip, and to be repeated as text beside it. The button stays focusable. */
  readonly offBecause?: string | undefined
}

/** The one look of everything that takes something away: square, crimson, with a hazard stripe. */
export function DestructiveButton({ children, icon, filled = false, small = false, offBecause, onClick, ...rest }: DestructiveButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes.button}
      data-filled={filled || undefined}
      data-small={small || undefined}
      aria-disabled={offBecause !== undefined}
      title={offBecause}
      onClick={offBecause === undefined ? onClick : undefined}
    >
      {icon}
      {children}
    </button>
  )
}

/** The 4 px line over everything that belongs to freeing space. */
export function HazardLine() {
  return <div className={classes.line} aria-hidden="true" />
}

/** The handle of a cut line: crimson, square, with what it stands on. */
export function DestructiveFlag(props: Omit<ComponentPropsWithRef<'div'>, 'className'>) {
  return <div {...props} className={classes.flag} />
}
