import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format'
import { Detail, Fact, Facts } from '../../ui/master-detail'
import { Note } from '../../ui/state-card'
import { useReceiptTitle, type ReceiptProps } from './receipt'
import { ReceiptActions } from './receipt-actions'
import { ReceiptWays } from './receipt-ways'
import classes from './cleanup.module.css'

/** A receipt in the history: what was really done, measured. */
export function ReceiptCard({ storeId, receipt, brokerName, root, onClose }: ReceiptProps & { readonly root: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { checkAfter } = receipt
  return (
    <Detail
      title={useReceiptTitle(receipt)}
      actions={
        <ReceiptActions receipt={receipt} root={root} />
      }
      onClose={onClose}
    >
      <Facts>
        <Fact name={t('cleanup.at')}>{format.time(receipt.startedAt)}</Fact>
        <Fact name={t('cleanup.stepsDone')}>{t('cleanup.ofTotal', { done: format.exact(receipt.stepsDone), total: format.exact(receipt.stepsTotal) })}</Fact>
        <Fact name={t('cleanup.bytes')}>{format.exactBytes(receipt.setAsideBytes)}</Fact>
        <Fact name={t('cleanup.freed')}>{format.exactBytes(receipt.freedBytes)}</Fact>
        <Fact name={t('cleanup.checkAfter')}>
          {t('cleanup.checkSays', { error: format.exact(checkAfter.error), warning: format.exact(checkAfter.warning), info: format.exact(checkAfter.info) })}
        </Fact>
      </Facts>
      <Facts>
        <Fact name={t('cleanup.quarantine')}>
          {receipt.quarantine.map(path => (
            <code key={path} className={classes.path}>
              {path}
            </code>
          ))}
        </Fact>
      </Facts>
      {receipt.assumedStopped && <Note tone="warn">{t('cleanup.assumed')}</Note>}
      {receipt.state === 'set-aside' && <ReceiptWays storeId={storeId} receipt={receipt} brokerName={brokerName} />}
    </Detail>
  )
}
