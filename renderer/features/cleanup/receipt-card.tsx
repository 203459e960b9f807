import { Button, Modal, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { useAction } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { useFormat } from '../../i18n/format'
import { useCopy } from '../../ui/copy'
import { DestructiveButton } from '../../ui/destructive'
import { Detail, Fact, Facts } from '../../ui/master-detail'
import { ErrorCard, Note } from '../../ui/state-card'
import classes from './cleanup.module.css'

export type Receipt = OutputOf<'listReceipts'>[number]

interface ReceiptCardProps {
  readonly storeId: string
  readonly receipt: Receipt
  readonly brokerName: string
  readonly onClose: () => void
}

/** Step 4: what was really done, measured; undo until the purge. */
export function ReceiptCard({ storeId, receipt, brokerName, onClose }: ReceiptCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const copy = useCopy()
  const { lang } = usePreferences()
  const undo = useAction('undoCleanup')
  const [isPurging, setPurging] = useState(false)
  const { state } = receipt
  const isWhole = state === 'set-aside'
  const titleKey = state === 'applying' || state === 'undoing' || state === 'purging' ? 'unfinished' : state
  const check = t('cleanup.checkSays', { error: format.exact(receipt.checkAfter.error), warning: format.exact(receipt.checkAfter.warning), info: format.exact(receipt.checkAfter.info) })
  return (
    <Detail
      title={t(`cleanup.receiptTitle.${titleKey}`, { bytes: format.bytes(receipt.setAsideBytes), freed: format.bytes(receipt.freedBytes) })}
      subtitle={isWhole && t('cleanup.whole')}
      onClose={onClose}
    >
      <Facts>
        <Fact name={t('cleanup.at')}>{format.time(receipt.startedAt)}</Fact>
        <Fact name={t('cleanup.stepsDone')}>{t('cleanup.ofTotal', { done: format.exact(receipt.stepsDone), total: format.exact(receipt.stepsTotal) })}</Fact>
        <Fact name={t('cleanup.bytes')}>{format.exactBytes(receipt.setAsideBytes)}</Fact>
        <Fact name={t('cleanup.freed')}>{format.exactBytes(receipt.freedBytes)}</Fact>
        <Fact name={t('cleanup.checkAfter')}>{check}</Fact>
        <Fact name={t('cleanup.quarantine')}>
          {receipt.quarantine.map(path => (
            <code key={path}>{path} </code>
          ))}
        </Fact>
      </Facts>
      {receipt.assumedStopped && <Note tone="warn">{t('cleanup.assumed')}</Note>}
      {undo.error && <ErrorCard error={undo.error} />}
      <div className={classes.buttons}>
        {isWhole && (
          <>
            <Button variant="filled" autoFocus loading={undo.isPending} leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => undo.mutate({ storeId, receiptId: receipt.id, lang })}>
              {t('cleanup.undo')}
            </Button>
            <DestructiveButton icon={<IconTrash size={16} aria-hidden />} onClick={() => setPurging(true)}>
              {t('cleanup.purge')}
            </DestructiveButton>
          </>
        )}
        <Button onClick={event => copy(JSON.stringify(receipt, null, 2), event.currentTarget)}>{t('cleanup.copyReport')}</Button>
      </div>
      {isPurging && <PurgeDialog storeId={storeId} receipt={receipt} brokerName={brokerName} onClose={() => setPurging(false)} />}
    </Detail>
  )
}

/** The one step that cannot be taken back. */
function PurgeDialog({ storeId, receipt, brokerName, onClose }: ReceiptCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const purge = useAction('purgeCleanup')
  const [name, setName] = useState('')
  const bytes = format.bytes(receipt.setAsideBytes)
  return (
    <Modal opened onClose={onClose} title={t('cleanup.purgeTitle', { bytes })}>
      <div className={classes.confirm}>
        <p>{t('cleanup.purgeSays')}</p>
        <TextInput label={t('cleanup.typeName', { name: brokerName })} value={name} onChange={event => setName(event.currentTarget.value)} autoComplete="off" spellCheck={false} />
        {purge.error && <ErrorCard error={purge.error} />}
        <div className={classes.buttons}>
          <Button data-autofocus onClick={onClose}>
            {t('cleanup.cancel')}
          </Button>
          <DestructiveButton
            filled
            icon={<IconTrash size={16} aria-hidden />}
            offBecause={name === brokerName ? undefined : t('cleanup.off.name')}
            onClick={() => purge.mutate({ storeId, receiptId: receipt.id, confirm: name, lang }, { onSuccess: onClose })}
          >
            {t('cleanup.purgeNow', { bytes })}
          </DestructiveButton>
        </div>
      </div>
    </Modal>
  )
}
