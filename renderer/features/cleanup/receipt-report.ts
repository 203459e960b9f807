import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format'
import { useReceiptTitle, type Receipt } from './receipt'

/** A receipt as a few lines for a ticket or a chat: what was done, measured, and where the files are. */
export function useReceiptReport(receipt: Receipt, root: string): string {
  const { t } = useTranslation()
  const format = useFormat()
  const { checkAfter } = receipt
  const line = (name: string, value: string): string => `${name}: ${value}`
  return [
    useReceiptTitle(receipt),
    line(t('cleanup.reportStore'), root),
    line(t('cleanup.reportId'), receipt.id),
    line(t('cleanup.at'), `${format.time(receipt.startedAt)} – ${format.time(receipt.finishedAt)}`),
    line(t('cleanup.stepsDone'), t('cleanup.ofTotal', { done: format.exact(receipt.stepsDone), total: format.exact(receipt.stepsTotal) })),
    line(t('cleanup.bytes'), format.exactBytes(receipt.setAsideBytes)),
    line(t('cleanup.freed'), format.exactBytes(receipt.freedBytes)),
    line(t('cleanup.checkAfter'), t('cleanup.checkSays', { error: format.exact(checkAfter.error), warning: format.exact(checkAfter.warning), info: format.exact(checkAfter.info) })),
    ...receipt.quarantine.map(path => line(t('cleanup.quarantine'), path)),
    ...(receipt.assumedStopped ? [t('cleanup.assumed')] : []),
  ].join('\n')
}
