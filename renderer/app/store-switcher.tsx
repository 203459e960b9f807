import { Menu } from '@mantine/core'
import { IconFolderOpen, IconSelector, IconServer2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../api/use-operation'
import { hrefOf, placeOf, welcome } from './route'
import classes from './store-switcher.module.css'

/** The open store's name and path; opens the others that are open, and the way to more. */
export function StoreSwitcher({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const open = useOperation('listOpen', {}).data ?? []
  const current = open.find(store => store.storeId === storeId)
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.target} title={t('frame.switchStore', { name: current?.brokerName ?? '' })}>
          <IconServer2 size={16} stroke={1.75} aria-hidden />
          <b>{current?.brokerName}</b>
          <span className={classes.path}>{current?.root}</span>
          <IconSelector size={14} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {open.map(store => (
          <Menu.Item key={store.storeId} component="a" href={hrefOf(placeOf(store.storeId, 'overview'))} leftSection={<IconServer2 size={16} stroke={1.75} aria-hidden />}>
            <b>{store.brokerName}</b> <span className={classes.path}>{store.root}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component="a" href={hrefOf(welcome)} leftSection={<IconFolderOpen size={16} stroke={1.75} aria-hidden />}>
          {t('frame.openAnother')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
