import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import type { Severity } from '../../../shared/store/checks/finding'
import { useFormat } from '../../i18n/format'
import { SeverityIcon } from '../../ui/severity-icon'
import classes from './findings-screen.module.css'

/** What is shown: one severity, one kind, or all. */
export interface Shown {
  readonly severity: Severity | undefined
  readonly code: string | undefined
}

interface SeverityFilterProps {
  readonly counts: Overview['findings'] | undefined
  readonly shown: Shown
  readonly onShow: (shown: Shown) => void
}

/** One severity or one kind at a time, each with its count. */
export function SeverityFilter({ counts, shown: { severity: shown, code }, onShow }: SeverityFilterProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!counts) return null
  const show = (severity: Severity | undefined): void => onShow({ severity, code: undefined })
  return (
    <div className={classes.filter} role="group" aria-label={t('findings.filter')}>
      <NativeSelect aria-label={t('findings.kind')} value={code ?? ''} onChange={event => onShow({ severity: undefined, code: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}>
        <option value="">{t('findings.everyKind')}</option>
        {counts.kinds.map(({ title, findings, first }) => (
          <option key={first.code} value={first.code}>
            {t('findings.kindOf', { title, n: format.exact(findings) })}
          </option>
        ))}
      </NativeSelect>
      <button type="button" aria-pressed={shown === undefined && code === undefined} onClick={() => show(undefined)}>
        {t('findings.all', { n: format.exact(counts.error + counts.warning + counts.info) })}
      </button>
      {(['error', 'warning', 'info'] as const).map(severity => (
        <button key={severity} type="button" aria-pressed={shown === severity} onClick={() => show(severity)}>
          <SeverityIcon severity={severity} />
          {format.exact(counts[severity])}
        </button>
      ))}
    </div>
  )
}
