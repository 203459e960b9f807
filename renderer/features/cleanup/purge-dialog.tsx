import { Button, Modal, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { useFormat } from '../../i18n/format'
import { DestructiveButton, HazardLine } from '../../ui/destructive'
import { ErrorCard } from '../../ui/state-card'
import type { ReceiptProps } from './receipt'
import classes from './cleanup.module.css'

/** The one step that cannot be taken back: it asks for the name of the broker, whatever the cleanup took. */
export function PurgeDialog({ storeId, receipt, brokerName, onClose }: ReceiptProps & { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const purge = useAction('purgeCleanup')
  const [name, setName] = useState('')
  const bytes = format.bytes(receipt.setAsideBytes)
  const offBecause = name === brokerName ? undefined : t('cleanup.off.name')

  function go(event: FormEvent): void {
    event.preventDefault()
    if (offBecause === undefined && !purge.isPending) purge.mutate({ storeId, receiptId: receipt.id, confirm: name, lang }, { onSuccess: onClose })
  }

  return (
    <Modal.Root opened onClose={onClose} centered radius="xl" lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content>
        <HazardLine />
        <form className={classes.purge} onSubmit={go}>
          <Modal.Title component="h2">{t('cleanup.purgeTitle', { bytes })}</Modal.Title>
          <p>{t('cleanup.purgeSays')}</p>
          {receipt.quarantine.map(path => (
            <code key={path} className={classes.path}>
              {path}
            </code>
          ))}
          <TextInput label={t('cleanup.typeName', { name: brokerName })} value={name} onChange={event => setName(event.currentTarget.value)} autoComplete="off" spellCheck={false} />
          {purge.error && <ErrorCard error={purge.error} />}
          <div className={classes.buttons}>
            <Button data-autofocus onClick={onClose}>
              {t('cleanup.cancel')}
            </Button>
            <DestructiveButton filled type="submit" icon={<IconTrash size={16} aria-hidden />} offBecause={offBecause}>
              {t('cleanup.purgeNow', { bytes })}
            </DestructiveButton>
          </div>
          {offBecause !== undefined && <span className={classes.small}>{offBecause}</span>}
        </form>
      </Modal.Content>
    </Modal.Root>
  )
}
