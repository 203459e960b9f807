import { Fragment, type ReactNode } from 'react'
import classes from './facts.module.css'

/** Names left, values right. */
export function Facts({ facts, alignLeft = false }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[]; readonly alignLeft?: boolean }) {
  return (
    <dl className={classes.facts} data-left={alignLeft || undefined}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
