import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../shared/store/checks/finding'
import classes from './severity-icon.module.css'

const icons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle }

/** How bad a finding is: serious, warning, note. */
export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const { t } = useTranslation()
  const Icon = icons[severity]
  return <Icon size={16} stroke={1.75} className={classes[severity]} role="img" aria-label={t(`ui.severity.${severity}`)} />
}
