import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format'
import { useCopy } from './copy'
import classes from './figure.module.css'

interface FigureProps {
  readonly value: number | null | undefined
  /** The written form when it is not the plain separated number, such as a short size. */
  readonly children?: ReactNode
  /** A zero that says nothing is drawn as a dim dash. */
  readonly zeroIsDash?: boolean
  readonly tone?: 'danger' | 'warn' | 'dim'
  /** False outside tables' rows: there each figure is a tab stop of its own. */
  readonly inRow?: boolean
}

/** A number that can be copied: a click takes the raw digits, without separators. */
export function Figure({ value, children, zeroIsDash = false, tone, inRow = true }: FigureProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const copy = useCopy()
  if (value === null || value === undefined || (zeroIsDash && value === 0)) {
    return <span className={classes.none}>{value === 0 ? '–' : t('ui.none')}</span>
  }
  return (
    <button
      type="button"
      className={classes.figure}
      data-tone={tone}
      tabIndex={inRow ? -1 : 0}
      title={t('ui.copyDigits', { digits: String(value) })}
      onClick={event => {
        event.stopPropagation()
        copy(String(value), event.currentTarget)
      }}
    >
      {children ?? format.exact(value)}
    </button>
  )
}
