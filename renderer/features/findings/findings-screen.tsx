import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconCircleCheck, IconFilterOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../../shared/store/checks/finding'
import { useOperation } from '../../api/use-operation'
import { usePagedRows } from '../../api/use-paged-rows'
import { usePreferences } from '../../app/preferences'
import { placeOf, type StoreRoute } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Page } from '../../ui/page'
import { BusyCard, ErrorCard, StateCard } from '../../ui/state-card'
import { DeepCheck } from './deep-check'
import { FindingDetail } from './finding-detail'
import { FindingList } from './finding-list'
import { SaveReport } from './save-report'
import { SeverityFilter, type Shown } from './severity-filter'
import classes from './findings-screen.module.css'

const severities: readonly Severity[] = ['error', 'warning', 'info']

const queryOf = ({ severity, code }: Shown): Record<string, string> => ({ ...(severity && { severity }), ...(code !== undefined && { code }) })

/** Every finding, worst first, and one of them understood well enough to decide. The URL holds the filter and the position in the list. */
export function FindingsScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const { storeId, selection, query } = route
  const severity = severities.find(name => name === query['severity'])
  const code = query['code']
  const overview = useOperation('overview', { storeId, lang }).data
  const counts = overview?.findings
  const findings = usePagedRows('listFindings', {
    storeId,
    lang,
    sort: undefined,
    ...(severity && { severities: [severity] }),
    ...(code !== undefined && { codes: [code] }),
  })
  const all = counts && counts.error + counts.warning + counts.info
  const selected = Math.max(0, Math.min((findings.total ?? 1) - 1, Number(selection[0] ?? 0) || 0))
  const finding = findings.rowAt(selected)

  const select = (index: number): void => navigate(placeOf(storeId, 'findings', [String(index)], query), 'replace')
  useHotkeys([
    [']', () => select(Math.min((findings.total ?? 1) - 1, selected + 1))],
    ['[', () => select(Math.max(0, selected - 1))],
  ])
  const show = (next: Record<string, string>): void => navigate(placeOf(storeId, 'findings', [], next))

  return (
    <Page
      fill
      title={t('findings.title')}
      subtitle={counts?.depth === 'deep' ? t('findings.depthDeep') : t('findings.depth')}
      actions={
        <>
          <SeverityFilter counts={counts} shown={{ severity, code }} onShow={next => show(queryOf(next))} />
          <DeepCheck storeId={storeId} />
          {overview && <SaveReport storeId={storeId} brokerName={overview.store.brokerName} />}
        </>
      }
    >
      {findings.error && findings.total === undefined ? (
        <div>
          <ErrorCard error={findings.error} onRetry={findings.retry} />
        </div>
      ) : findings.total === undefined ? (
        <div>
          <BusyCard title={t('findings.loading')} />
        </div>
      ) : findings.total === 0 ? (
        <div>
          {severity === undefined && code === undefined ? (
            <StateCard tone="good" icon={<IconCircleCheck size={20} aria-hidden />} title={t('findings.none')}>
              {t('findings.noneBody')}
            </StateCard>
          ) : (
            <StateCard icon={<IconFilterOff size={20} aria-hidden />} title={t('findings.noneOfFilter')} actions={<Button onClick={() => show({})}>{t('findings.showAll')}</Button>}>
              {t('findings.noneOfFilterBody', { n: format.exact(all ?? 0) })}
            </StateCard>
          )}
        </div>
      ) : (
        <div className={classes.columns}>
          <FindingList findings={findings} total={findings.total} selected={selected} onSelect={select} />
          {finding && <FindingDetail storeId={storeId} finding={finding} selected={selected} total={findings.total} onSelect={select} />}
        </div>
      )}
    </Page>
  )
}
