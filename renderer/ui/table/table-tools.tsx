import { ActionIcon, Menu } from '@mantine/core'
import { IconColumns3, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RememberedLayout } from './use-column-layout'
import type { TextForm } from './rows-as-text'
import classes from './table.module.css'

interface TableToolsProps {
  readonly columns: readonly { readonly id: string; readonly name: string }[]
  readonly layout: RememberedLayout
  readonly onCopyTable: (form: TextForm, near: Element) => void
}

/** Copies the table and chooses its columns; stays at the right end of the head, however far the table is scrolled. */
export function TableTools({ columns, layout, onCopyTable }: TableToolsProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.tools}>
      <Menu>
        <Menu.Target>
          <ActionIcon size={22} aria-label={t('ui.copyTable')} title={t('ui.copyTable')}>
            <IconCopy size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={event => onCopyTable('tsv', event.currentTarget)}>{t('ui.copyTableTsv')}</Menu.Item>
          <Menu.Item onClick={event => onCopyTable('json', event.currentTarget)}>{t('ui.copyTableJson')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Menu closeOnItemClick={false}>
        <Menu.Target>
          <ActionIcon size={22} aria-label={t('ui.columns')} title={t('ui.columns')}>
            <IconColumns3 size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {columns.map(({ id, name }) => (
            <Menu.CheckboxItem key={id} checked={layout.visibility[id] ?? true} onChange={checked => layout.setVisible(id, checked)}>
              {name}
            </Menu.CheckboxItem>
          ))}
          <Menu.Divider />
          <Menu.Item disabled={layout.isOwn} onClick={layout.reset}>
            {t('ui.resetColumns')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
