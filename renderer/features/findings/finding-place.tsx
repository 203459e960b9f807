import { useTranslation } from 'react-i18next'
import type { RowOf } from '../../api/use-paged-rows'
import { hrefOf, placeOf } from '../../app/route'
import { Facts } from '../../ui/facts'
import { Figure } from '../../ui/figure'
import classes from './findings-screen.module.css'

/** Which queue, file and offsets a finding speaks of, with the ways there. */
export function FindingPlace({ storeId, finding }: { readonly storeId: string; readonly finding: RowOf<'listFindings'> }) {
  const { t } = useTranslation()
  const { subject, range, rangeKind, count } = finding
  const { side, topic, queueId, group, path } = subject
  const queuePlace = side === 'tiered' ? 'tiered' : 'queues'
  const segmentBase = side === 'tiered' ? undefined : /(?:^|\/)commitlog\/(\d{20})$/.exec(path ?? '')?.[1]
  return (
    <Facts
      alignLeft
      facts={[
        ...(side ? [[t('findings.sideName'), t(`findings.side.${side}`)] as const] : []),
        ...(topic !== undefined && queueId === undefined ? [[t('findings.topic'), topic] as const] : []),
        ...(topic !== undefined && queueId !== undefined
          ? [
              [
                t('findings.queue'),
                <>
                  {topic}/{queueId} <a href={hrefOf(placeOf(storeId, queuePlace, [topic, String(queueId)]))}>{t('findings.openQueue')}</a>
                </>,
              ] as const,
            ]
          : []),
        ...(group !== undefined ? [[t('findings.group'), group] as const] : []),
        ...(path !== undefined
          ? [
              [
                t('findings.file'),
                <>
                  <span className={classes.mono}>{path}</span>{' '}
                  {segmentBase !== undefined && <a href={hrefOf(placeOf(storeId, 'segments', [String(Number(segmentBase))]))}>{t('findings.openSegment')}</a>}
                </>,
              ] as const,
            ]
          : []),
        ...(range && rangeKind
          ? [
              [
                t(`findings.rangeKind.${rangeKind}`),
                <>
                  <Figure value={range.start} inRow={false} /> – <Figure value={range.end} inRow={false} />
                </>,
              ] as const,
            ]
          : []),
        [t('findings.count'), <Figure key="count" value={count} inRow={false} />],
      ]}
    />
  )
}
