import { ActionIcon, Badge, Kbd } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconHelp, IconSearch, IconSettings, IconShieldLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch, SchemeMenu } from './preference-controls'
import { ProductMark } from './product-mark'
import { hrefOf, placeOf, settings, welcome, type StoreRoute } from './route'
import { useShortcutsPage } from './shortcuts-page'
import { StoreSwitcher } from './store-switcher'
import { useWriting } from './use-writing'
import classes from './header.module.css'

/** Product mark, store, command field, whether anything is written, language, colours. */
export function Header({ route }: { readonly route: StoreRoute | undefined }) {
  const { t } = useTranslation()
  const writing = useWriting()
  const shortcuts = useShortcutsPage()
  return (
    <header className={classes.bar}>
      <a className={classes.product} href={hrefOf(welcome)} title={t('frame.openAnother')}>
        <ProductMark />
        <span className={classes.name}>{t('frame.product')}</span>
      </a>
      {route && <StoreSwitcher storeId={route.storeId} />}
      <span className={classes.space} />
      {route && (
        <button type="button" className={classes.command} title={t('frame.command')} onClick={() => spotlight.open()}>
          <IconSearch size={14} stroke={1.75} aria-hidden />
          <span>{t('frame.commandHint')}</span>
          <Kbd size="xs">{t('frame.commandKey')}</Kbd>
        </button>
      )}
      <span className={classes.space} />
      {route && (
        <Badge className={classes.badge} variant={writing ? 'light' : 'muted'} color="warn" leftSection={<IconShieldLock size={14} stroke={1.75} aria-hidden />}>
          {writing ? t('frame.writing') : t('frame.readOnly')}
        </Badge>
      )}
      <LanguageSwitch />
      <SchemeMenu />
      <ActionIcon component="a" href={hrefOf(route ? placeOf(route.storeId, 'settings') : settings)} aria-label={t('frame.place.settings')} title={t('frame.place.settings')}>
        <IconSettings size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={t('frame.shortcuts.title')} title={`${t('frame.shortcuts.title')} (?)`} onClick={shortcuts.open}>
        <IconHelp size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      {!route && (
        <ActionIcon aria-label={t('frame.command')} title={t('frame.command')} onClick={() => spotlight.open()}>
          <IconSearch size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
    </header>
  )
}
