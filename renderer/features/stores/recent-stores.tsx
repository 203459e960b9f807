import { ActionIcon } from '@mantine/core'
import { IconServer2, IconTerminal2, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAction, useOperation } from '../../api/use-operation'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import classes from './welcome-screen.module.css'

/** Stores opened before; on the first run, what a store is. */
export function RecentStores({ onOpen }: { readonly onOpen: (recentId: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const recent = useOperation('listRecent', {}).data
  const forget = useAction('forgetRecent')
  if (!recent) return null
  if (recent.length === 0) return <FirstRun />
  return (
    <Card title={t('stores.recent')} flush>
      <ul>
        {recent.map(store => (
          <li
            key={store.recentId}
            className={classes.recent}
            data-gone={!store.available || undefined}
            onKeyDown={event => event.key === 'Delete' && forget.mutate({ recentId: store.recentId })}
          >
            <button type="button" className={classes.recentButton} disabled={!store.available} onClick={() => onOpen(store.recentId)}>
              <IconServer2 size={16} stroke={1.75} aria-hidden />
              <span className={classes.recentWords}>
                <b>{store.brokerName}</b>
                <span className={classes.mono}>{store.root}</span>
              </span>
              <span className={classes.dim}>{store.available ? format.ago(store.openedAt, Date.now()) : t('stores.notMounted')}</span>
            </button>
            <ActionIcon aria-label={t('stores.forget', { name: store.brokerName })} title={t('stores.forget', { name: store.brokerName })} onClick={() => forget.mutate({ recentId: store.recentId })}>
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <ServeHint />
    </Card>
  )
}

function FirstRun() {
  const { t } = useTranslation()
  return (
    <Card title={t('stores.first.title')} flush>
      <p className={classes.firstLine}>{t('stores.first.store')}</p>
      <p className={classes.firstLine}>{t('stores.first.sample')}</p>
      <ServeHint />
    </Card>
  )
}

function ServeHint() {
  const { t } = useTranslation()
  return (
    <p className={classes.serve}>
      <IconTerminal2 size={14} stroke={1.75} aria-hidden />
      {t('stores.first.server')} <code className={classes.mono}>{`store-inspector serve ${t('stores.pathHint')}`}</code>
    </p>
  )
}
