import { useTranslation } from 'react-i18next'
import type { Severity } from '../../../shared/store/checks/finding'
import { useFormat } from '../../i18n/format'
import { SeverityIcon } from '../../ui/severity-icon'
import classes from './findings-screen.module.css'

interface SeverityFilterProps {
  readonly counts: Readonly<Record<Severity, number>> | undefined
  readonly shown: Severity | undefined
  /** Shown is one code only. */
  readonly code: string | undefined
  readonly onShow: (severity: Severity | undefined) => void
}

/** One severity at a time, each with its count. */
export function SeverityFilter({ counts, shown, code, onShow }: SeverityFilterProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!counts) return null
  return (
    <div className={classes.filter} role="group" aria-label={t('findings.filter')}>
      {code !== undefined && <span className={classes.onlyCode}>{t('findings.onlyCode', { code })}</span>}
      <button type="button" aria-pressed={shown === undefined && code === undefined} onClick={() => onShow(undefined)}>
        {t('findings.all', { n: format.exact(counts.error + counts.warning + counts.info) })}
      </button>
      {(['error', 'warning', 'info'] as const).map(severity => (
        <button key={severity} type="button" aria-pressed={shown === severity} onClick={() => onShow(severity)}>
          <SeverityIcon severity={severity} />
          {format.exact(counts[severity])}
        </button>
      ))}
    </div>
  )
}
