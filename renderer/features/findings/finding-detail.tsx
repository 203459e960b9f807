import { ActionIcon, Badge, Button } from '@mantine/core'
import { IconArrowRight, IconChevronDown, IconChevronUp, IconCopy, IconScissors } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RowOf } from '../../api/use-paged-rows'
import { hrefOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useCopy } from '../../ui/copy'
import { DestructiveButton } from '../../ui/destructive'
import { EvidenceBytes } from './evidence-bytes'
import { FindingPlace } from './finding-place'
import { UnitEvidence } from './unit-evidence'
import { waysFrom } from './ways'
import classes from './findings-screen.module.css'

type FindingRow = RowOf<'listFindings'>

interface FindingDetailProps {
  readonly storeId: string
  readonly finding: FindingRow
  readonly selected: number
  readonly total: number
  readonly onSelect: (index: number) => void
}

const badgeColor = { error: 'danger', warning: 'warn', info: 'accent' }

/** One finding: evidence, what the broker does with it, what can be done, where it is. */
export function FindingDetail({ storeId, finding, selected, total, onSelect }: FindingDetailProps) {
  const { t } = useTranslation()
  const copy = useCopy()
  const { severity, code, message, consequence, remedy, notMended, evidence, issues, subject, range, rangeKind } = finding
  const { topic, queueId } = subject
  const ways = waysFrom(storeId, finding)
  return (
    <article className={classes.detail} aria-label={message}>
      <header className={classes.detailHead}>
        <div className={classes.detailTop}>
          <Badge color={badgeColor[severity]}>{t(`ui.severity.${severity}`)}</Badge>
          <span className={classes.code}>{code}</span>
          <span className={classes.space} />
          <ActionIcon aria-label={t('findings.copy')} title={t('findings.copy')} onClick={event => copy(asText(finding), event.currentTarget)}>
            <IconCopy size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('findings.previous')} title={t('findings.previous')} disabled={selected === 0} onClick={() => onSelect(selected - 1)}>
            <IconChevronUp size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('findings.next')} title={t('findings.next')} disabled={selected + 1 >= total} onClick={() => onSelect(selected + 1)}>
            <IconChevronDown size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </div>
        <h2 className={classes.detailTitle}>{message}</h2>
      </header>
      <div className={classes.detailBody}>
        {evidence && (
          <section>
            <h3>{t('findings.evidence')}</h3>
            <EvidenceBytes evidence={evidence} code={code} />
          </section>
        )}
        {!evidence && topic !== undefined && queueId !== undefined && range !== undefined && rangeKind === 'queue-offset' && (
          <section>
            <h3>{t('findings.evidence')}</h3>
            <UnitEvidence storeId={storeId} finding={finding} queue={{ topic, queueId }} range={range} />
          </section>
        )}
        <section>
          <h3>{t(severity === 'info' ? 'findings.whyNormal' : 'findings.consequence')}</h3>
          <p>{consequence}</p>
        </section>
        <section>
          <h3>{t('findings.remedy')}</h3>
          <p>{remedy}</p>
          {severity !== 'info' && notMended !== undefined && <p>{notMended.message}</p>}
          {ways.length > 0 && (
            <div className={classes.fix}>
              {ways.map(({ says, isPlan, route }) =>
                isPlan ? (
                  <DestructiveButton key={says} icon={<IconScissors size={14} stroke={1.75} aria-hidden />} onClick={() => navigate(route)}>
                    {t(`findings.way.${says}`)}
                  </DestructiveButton>
                ) : (
                  <Button key={says} component="a" href={hrefOf(route)} rightSection={<IconArrowRight size={14} aria-hidden />}>
                    {t(`findings.way.${says}`)}
                  </Button>
                ),
              )}
            </div>
          )}
        </section>
        <section>
          <h3>{t('findings.where')}</h3>
          <FindingPlace storeId={storeId} finding={finding} />
        </section>
        {issues.length > 0 && (
          <section>
            <h3>{t('findings.issues')}</h3>
            <p className={classes.issues}>
              {issues.map(issue => (
                <a key={issue} href={`https://github.com/apache/rocketmq/issues/${issue.replace('#', '')}`} target="_blank" rel="noreferrer">
                  {issue}
                </a>
              ))}
            </p>
          </section>
        )}
      </div>
    </article>
  )
}

function asText({ severity, code, message, consequence, remedy, evidence }: FindingRow): string {
  return [`${severity} ${code}`, message, consequence, remedy, evidence && `${evidence.path} @ ${evidence.at}: ${evidence.hex}`].filter(Boolean).join('\n')
}
