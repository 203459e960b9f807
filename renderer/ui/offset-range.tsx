import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Range } from '../../shared/store/range'
import { useFormat } from '../i18n/format'

type Query = Readonly<Record<string, string>>

/** The stretch of the commitlog that a URL narrows its tables to: chosen on the map, sent as a link. */
export function rangeIn({ from, to }: Query): Range | undefined {
  const [start, end] = [Number(from), Number(to)]
  return from !== undefined && to !== undefined && Number.isSafeInteger(start) && end > start ? { start, end } : undefined
}

export const queryOf = ({ start, end }: Range): Query => ({ from: String(start), to: String(end) })

/** Says which stretch a table is narrowed to, and lets go of it. */
export function RangeChip({ range, onClear }: { readonly range: Range; readonly onClear: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Button size="xs" rightSection={<IconX size={12} aria-hidden />} onClick={onClear} title={t('ui.clearRange')}>
      {t('ui.range', { start: format.exact(range.start), end: format.exact(range.end) })}
    </Button>
  )
}
