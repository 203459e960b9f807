import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format'
import { useCopy } from '../../ui/copy'
import { Detail, Fact, Facts } from '../../ui/master-detail'
import { Note } from '../../ui/state-card'
import { useReceiptTitle, type ReceiptProps } from './receipt'
import { ReceiptWays } from './receipt-ways'
import classes from './cleanup.module.css'

/** A receipt in the history: what was really done, measured. */
export function ReceiptCard({ storeId, receipt, brokerName, onClose }: ReceiptProps & { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const copy = useCopy()
  const { checkAfter } = receipt
  return (
    <Detail
      title={useReceiptTitle(receipt)}
      actions={
        <Button size="compact-sm" leftSection={<IconCopy size={14} aria-hidden />} onClick={event => copy(JSON.stringify(receipt, null, 2), event.currentTarget)}>
          {t('cleanup.copyReport')}
        </Button>
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
