import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { SegmentMapCard } from '../../ui/segment-map/segment-map-card'
import { BusyCard, EmptyCard, ErrorCard, Note } from '../../ui/state-card'
import { Flow } from './flow'
import { useReceiptTitle, type Receipt } from './receipt'
import { ReceiptActions } from './receipt-actions'
import { ReceiptWays } from './receipt-ways'
import classes from './cleanup.module.css'

/** Step 4: what was set aside, what the store is like without it, and the two ways on. */
export function ReceiptStep({ storeId, receiptId }: { readonly storeId: string; readonly receiptId: string }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const answer = useOperation('listReceipts', { storeId })
  const overview = useOperation('overview', { storeId, lang }).data
  const receipt = answer.data?.find(({ id }) => id === receiptId)
  if (answer.error) return <Flow stage="receipt"><ErrorCard error={answer.error} onRetry={() => void answer.refetch()} /></Flow>
  if (answer.data && !answer.isFetching && !receipt) return <Flow stage="receipt"><EmptyCard title={t('cleanup.noReceipt')} /></Flow>
  if (!receipt || !overview) return <Flow stage="receipt"><BusyCard title={t('cleanup.steps.receipt')} /></Flow>
  return <ReadyReceipt receipt={receipt} overview={overview} />
}

function ReadyReceipt({ receipt, overview }: { readonly receipt: Receipt; readonly overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { storeId, store, local, tiered } = overview
  const isAside = receipt.state === 'set-aside'
  const visible = (local?.units.expiredVisible ?? 0) + (tiered?.units.expiredVisible ?? 0)
  const holes = (local?.holes.length ?? 0) + (local?.queueHoles ?? 0) + (tiered?.holes ?? 0)
  return (
    <Flow stage="receipt" foot={<Button onClick={() => navigate(placeOf(storeId, 'overview'))}>{t('cleanup.toOverview')}</Button>}>
      <div className={classes.sentence}>
        <div>
          <h2 className={classes.outcome}>
            <IconCircleCheck size={20} aria-hidden />
            {useReceiptTitle(receipt)}
          </h2>
          {isAside && <p className={classes.quiet}>{t('cleanup.whole')}</p>}
        </div>
        <ReceiptActions receipt={receipt} root={store.root} />
      </div>
      {receipt.assumedStopped && <Note tone="warn">{t('cleanup.assumed')}</Note>}
      <div className={classes.cards}>
        <Card title={t('cleanup.done')}>
          <dl className={classes.facts}>
            <Line name={t('cleanup.at')}>{format.time(receipt.finishedAt)}</Line>
            <Line name={t('cleanup.stepsDone')}>{t('cleanup.ofTotal', { done: format.exact(receipt.stepsDone), total: format.exact(receipt.stepsTotal) })}</Line>
            <Line name={t('cleanup.bytes')}>{format.exactBytes(receipt.setAsideBytes)}</Line>
            <Line name={t('cleanup.freed')}>
              <b>{format.exactBytes(receipt.freedBytes)}</b>
            </Line>
          </dl>
          <p className={classes.small}>{t('cleanup.quarantine')}</p>
          {receipt.quarantine.map(path => (
            <code key={path} className={classes.path}>
              {path}
            </code>
          ))}
        </Card>
        <Card title={t('cleanup.checkAfter')}>
          <dl className={classes.facts}>
            <Checked name={t('cleanup.visibleAfter')} count={visible} />
            <Checked name={t('cleanup.holesAfter')} count={holes} />
            <Checked name={t('cleanup.seriousAfter')} count={overview.findings.error} />
            <Checked name={t('cleanup.warningsAfter')} count={overview.findings.warning} />
          </dl>
        </Card>
        {isAside && (
          <Card title={t('cleanup.ways')}>
            <ReceiptWays storeId={storeId} receipt={receipt} brokerName={store.brokerName} />
          </Card>
        )}
      </div>
      {local && <SegmentMapCard storeId={storeId} title={t('cleanup.storeNow')} />}
    </Flow>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** A number that should be zero. */
function Checked({ name, count }: { readonly name: string; readonly count: number }) {
  const format = useFormat()
  return (
    <div>
      <dt className={count === 0 ? classes.fine : classes.doubt}>
        {count === 0 ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
        <span>{name}</span>
      </dt>
      <dd>{format.exact(count)}</dd>
    </div>
  )
}
