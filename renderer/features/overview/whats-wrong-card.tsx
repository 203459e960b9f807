import { Badge } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { SeverityIcon } from '../../ui/severity-icon'
import classes from './overview-screen.module.css'

/** The worst findings, the first one opened with its remedy. */
export function WhatsWrongCard({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { error, warning, info, top } = overview.findings
  return (
    <Card
      flush
      title={t('overview.whatsWrong')}
      aside={
        <>
          {error > 0 && <Badge color="danger">{t('overview.serious', { n: format.exact(error) })}</Badge>}
          {warning > 0 && <Badge color="warn">{t('overview.warnings', { count: warning, n: format.exact(warning) })}</Badge>}
          {info > 0 && <Badge variant="muted">{t('overview.notes', { count: info, n: format.exact(info) })}</Badge>}
        </>
      }
      actions={top.length > 0 && <a className={classes.small} href={hrefOf(placeOf(overview.storeId, 'findings'))}>{t('overview.allFindings')}</a>}
    >
      {top.length === 0 && <p className={classes.nothing}>{t('overview.nothingFound')}</p>}
      <ul>
        {top.map((finding, at) => {
          const isOpened = at === 0 && finding.severity !== 'info'
          return (
            // Findings have no id of their own; their order is part of the answer.
            <li key={at}>
              <a className={classes.finding} data-opened={isOpened ? finding.severity : undefined} href={hrefOf(placeOf(overview.storeId, 'findings', [String(at)]))}>
                <SeverityIcon severity={finding.severity} />
                <span className={classes.findingWords}>
                  <span className={classes.findingTitle}>{finding.message}</span>
                  {isOpened && <span className={classes.remedy}>{finding.remedy}</span>}
                </span>
                <IconChevronRight size={16} aria-hidden />
              </a>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
