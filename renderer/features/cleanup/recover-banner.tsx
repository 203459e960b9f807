import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { DestructiveButton } from '../../ui/destructive'
import { Note } from '../../ui/state-card'
import type { Receipt } from './receipt'
import classes from './cleanup.module.css'

interface RecoverBannerProps {
  readonly storeId: string
  /** Of the run that was cut off; undefined while the list of receipts does not show it. */
  readonly state: Receipt['state'] | undefined
}

/** A run that was cut off, and its two ends. An undo or a purge only goes on the way it was going. */
export function RecoverBanner({ storeId, state }: RecoverBannerProps) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const recover = useAction('recoverCleanup')
  const hasTwoEnds = state === 'applying'
  return (
    <Note
      tone="danger"
      icon={<IconAlertTriangle size={16} aria-hidden />}
      action={
        <div className={classes.buttons}>
          <Button loading={recover.isPending} onClick={() => recover.mutate({ storeId, lang })}>
            {t(hasTwoEnds ? 'cleanup.putBack' : 'cleanup.recover')}
          </Button>
          {hasTwoEnds && (
            <DestructiveButton onClick={() => !recover.isPending && recover.mutate({ storeId, lang, finish: true })}>{t('cleanup.finish')}</DestructiveButton>
          )}
        </div>
      }
    >
      {recover.error ? recover.error.message : t('cleanup.unfinished')}
    </Note>
  )
}
