import { Badge } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { SeverityIcon } from '../../ui/severity-icon'
import classes from './overview-screen.module.css'

const mostKinds = 5

/** What is wrong by kind, the most serious first and opened with its remedy. Notes only where nothing is wrong. */
export function WhatsWrongCard({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { error, warning, info, kinds } = overview.findings
  const wrong = kinds.filter(({ first }) => first.severity !== 'info')
  const shown = (wrong.length > 0 ? wrong : kinds).slice(0, mostKinds)
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
      actions={kinds.length > 0 && <a className={classes.small} href={hrefOf(placeOf(overview.storeId, 'findings'))}>{t('overview.allFindings')}</a>}
    >
      {kinds.length === 0 && <p className={classes.nothing}>{t('overview.nothingFound')}</p>}
      <ul>
        {shown.map(({ title, findings, first }, at) => {
          const isOpened = at === 0 && first.severity !== 'info'
          return (
            <li key={first.code}>
              <a className={classes.finding} data-opened={isOpened ? first.severity : undefined} href={hrefOf(placeOf(overview.storeId, 'findings', [], { code: first.code }))}>
                <SeverityIcon severity={first.severity} />
                <span className={classes.findingWords}>
                  <span className={classes.findingTitle}>
                    {title}
                    {findings > 1 && <span className={classes.times}>{t('overview.times', { n: format.exact(findings) })}</span>}
                  </span>
                  <span className={classes.findingMessage}>{first.message}</span>
                  {isOpened && <span className={classes.remedy}>{first.remedy}</span>}
                </span>
                <IconChevronRight size={16} aria-hidden />
              </a>
            </li>
          )
        })}
      </ul>
      {wrong.length > shown.length && (
        <a className={classes.moreKinds} href={hrefOf(placeOf(overview.storeId, 'findings'))}>
          {t('overview.moreKinds', { count: wrong.length - shown.length, n: format.exact(wrong.length - shown.length) })}
        </a>
      )}
    </Card>
  )
}
