import { Button } from '@mantine/core'
import { IconCopy, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCopy } from '../../ui/copy'
import { saveFile } from '../../ui/save-file'
import type { Receipt } from './receipt'
import { useReceiptReport } from './receipt-report'

/** The report of a receipt: as text to paste, as JSON to keep. */
export function ReceiptActions({ receipt, root }: { readonly receipt: Receipt; readonly root: string }) {
  const { t } = useTranslation()
  const copy = useCopy()
  const report = useReceiptReport(receipt, root)
  return (
    <Button.Group>
      <Button leftSection={<IconCopy size={14} aria-hidden />} onClick={event => copy(report, event.currentTarget, t('cleanup.reportCopied'))}>
        {t('cleanup.copyReport')}
      </Button>
      <Button leftSection={<IconDownload size={14} aria-hidden />} onClick={() => saveFile(`${receipt.id}.json`, 'application/json', `${JSON.stringify(receipt, null, 2)}\n`)}>
        {t('cleanup.saveReport')}
      </Button>
    </Button.Group>
  )
}
