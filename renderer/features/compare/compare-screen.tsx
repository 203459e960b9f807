import { Button, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CompareDocument } from '../../../shared/contract/compare'
import { useOperation } from '../../api/use-operation'
import { placeOf, type StoreRoute } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { Facts } from '../../ui/facts'
import { Page } from '../../ui/page'
import { BusyCard, ErrorCard } from '../../ui/state-card'
import { Differences } from './differences'
import { OtherStore } from './other-store'
import classes from './compare.module.css'

/** Before and after, a master and its slave, a store and its backup: what the two have not in common. `compare/{the other}?bytes=1` */
export function CompareScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const { storeId, query, selection: [otherId] } = route
  const bytes = query['bytes'] === '1'
  const answer = useOperation('compareStores', { storeId, otherId: otherId ?? '', bytes }, { enabled: otherId !== undefined })
  const document = answer.data
  return (
    <Page
      title={document ? t(`compare.verdict.${document.same ? document.depth : 'different'}`) : t('frame.place.compare')}
      subtitle={otherId === undefined ? t('compare.says') : undefined}
      actions={
        otherId !== undefined && (
          <>
            <Switch label={t('compare.bytes')} checked={bytes} onChange={event => navigate(placeOf(storeId, 'compare', [otherId], event.currentTarget.checked ? { bytes: '1' } : {}))} />
            <Button loading={answer.isFetching} onClick={() => void answer.refetch()}>{t('compare.again')}</Button>
          </>
        )
      }
    >
      <OtherStore storeId={storeId} otherId={otherId} />
      {answer.error && <ErrorCard error={answer.error} onRetry={() => void answer.refetch()} />}
      {otherId !== undefined && answer.isPending && !answer.error && <BusyCard title={t(bytes ? 'compare.readingBytes' : 'compare.reading')} />}
      {document && (
        <>
          <InShort document={document} />
          <Differences document={document} />
        </>
      )}
    </Page>
  )
}

function InShort({ document: { stores, commitLog, queues, equalQueues, depth, bytesCompared } }: { readonly document: CompareDocument }) {
  const { t } = useTranslation()
  const format = useFormat()
  const spanOf = (span: { readonly start: number; readonly end: number } | null): string => (span === null ? t('ui.none') : t('ui.range', { start: format.exact(span.start), end: format.exact(span.end) }))
  const first = commitLog?.firstDifference
  return (
    <Card title={t('compare.inShort')}>
      <div className={classes.short}>
        {stores.map(({ root }, at) => (
          <Facts
            key={at}
            facts={[
              [t(at === 0 ? 'compare.left' : 'compare.right'), <code key="root">{root}</code>],
              [t('compare.commitLog'), spanOf((at === 0 ? commitLog?.left : commitLog?.right) ?? null)],
              ...(first ? [[t('compare.bytesThere'), <code key="hex">{at === 0 ? first.leftHex : first.rightHex}</code>] as const] : []),
            ]}
          />
        ))}
      </div>
      <p className={classes.sum}>
        {t('compare.queues', { count: queues.length, different: format.exact(queues.length), equal: format.exact(equalQueues) })}
        {depth === 'bytes' && ` ${t('compare.compared', { bytes: format.bytes(bytesCompared) })}`}
        {first && ` ${t('compare.firstByte', { offset: format.exact(first.physicalOffset) })}`}
      </p>
    </Card>
  )
}
