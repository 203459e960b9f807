import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { valueAsText, type TextForm } from './rows-as-text'
import classes from './table.module.css'

/** What a menu over a row is about. */
export interface RowMenuPlace {
  /** In the window. */
  readonly left: number
  readonly top: number
  /** The value of the cell it was opened on; undefined for one without a value. */
  readonly value: unknown
  /** Marked rows, the one it was opened on among them. */
  readonly rows: number
}

interface RowMenuProps {
  readonly place: RowMenuPlace | undefined
  readonly onClose: () => void
  readonly onCopyValue: (text: string) => void
  readonly onCopyRows: (form: TextForm) => void
}

/** A right click, or the menu key: the cell's value in its forms, and the marked rows. */
export function RowMenu({ place, onClose, onCopyValue, onCopyRows }: RowMenuProps) {
  const { t } = useTranslation()
  if (!place) return null
  const text = valueAsText(place.value)
  return (
    <Menu opened onClose={onClose} position="bottom-start" returnFocus>
      <Menu.Target>
        <span className={classes.menuPoint} style={{ left: place.left, top: place.top }} />
      </Menu.Target>
      <Menu.Dropdown>
        {text !== '' && <Menu.Item onClick={() => onCopyValue(text)}>{t('ui.copyValue', { text: text.length > 40 ? `${text.slice(0, 40)}…` : text })}</Menu.Item>}
        {isOffset(place.value) && <Menu.Item onClick={() => onCopyValue(hexOf(Number(place.value)))}>{t('ui.copyValue', { text: hexOf(place.value) })}</Menu.Item>}
        <Menu.Item onClick={() => onCopyRows('tsv')}>{t('ui.copyRowsTsv', { count: place.rows })}</Menu.Item>
        <Menu.Item onClick={() => onCopyRows('json')}>{t('ui.copyRowsJson', { count: place.rows })}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const isOffset = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 10

const hexOf = (value: number): string => `0x${value.toString(16)}`
