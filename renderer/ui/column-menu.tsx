import { ActionIcon, Menu } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './data-table.module.css'

interface ColumnMenuProps {
  readonly columns: readonly { readonly id: string; readonly name: string; readonly visible: boolean }[]
  readonly onToggle: (columnId: string) => void
}

/** Shows and hides columns; stays at the right end of a table's head, however far the table is scrolled. */
export function ColumnMenu({ columns, onToggle }: ColumnMenuProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.columnMenu}>
      <Menu>
        <Menu.Target>
          <ActionIcon size={22} aria-label={t('ui.columns')} title={t('ui.columns')}>
            <IconColumns3 size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {columns.map(column => (
            <Menu.CheckboxItem key={column.id} checked={column.visible} onChange={() => onToggle(column.id)}>
              {column.name}
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
