import { Button } from '@mantine/core'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { useFormat } from '../../i18n/format'
import { DestructiveButton } from '../../ui/destructive'
import { ErrorCard } from '../../ui/state-card'
import { PurgeDialog } from './purge-dialog'
import type { ReceiptProps } from './receipt'
import classes from './cleanup.module.css'

/** The two ways on from files set aside; nothing is free before one is taken. */
export function ReceiptWays({ storeId, receipt, brokerName }: ReceiptProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const undo = useAction('undoCleanup')
  const [isPurging, setPurging] = useState(false)
  return (
    <>
      <div className={classes.ways}>
        <div>
          <h3>{t('cleanup.undo')}</h3>
          <p>{t('cleanup.undoSays')}</p>
          <Button variant="filled" autoFocus loading={undo.isPending} leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => undo.mutate({ storeId, receiptId: receipt.id, lang })}>
            {t('cleanup.undo')}
          </Button>
        </div>
        <div>
          <h3>{t('cleanup.purgeName')}</h3>
          <p>{t('cleanup.purgeWay', { bytes: format.bytes(receipt.setAsideBytes) })}</p>
          <DestructiveButton icon={<IconTrash size={16} aria-hidden />} onClick={() => setPurging(true)}>
            {t('cleanup.purge')}
          </DestructiveButton>
        </div>
      </div>
      {undo.error && <ErrorCard error={undo.error} />}
      {isPurging && <PurgeDialog storeId={storeId} receipt={receipt} brokerName={brokerName} onClose={() => setPurging(false)} />}
    </>
  )
}
