import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import type { Sorting } from '../../../shared/contract/schemas'
import { rowsInHand } from '../../api/use-paged-rows'
import { Figure } from '../../ui/figure'
import { EmptyCard } from '../../ui/state-card'
import { columnsFor } from '../../ui/table/columns'
import { DataTable } from '../../ui/table/data-table'
import { Tag, type Tone } from '../../ui/tag'

type FlatFile = OutputOf<'tieredQueueDetail'>['commitLog']
type Segment = FlatFile['segments'][number]
interface Row {
  readonly path: string
  readonly baseOffset: number
  /** What the metadata row says; undefined without one. */
  readonly rowBytes: number | undefined
  readonly fileBytes: number | undefined
  readonly state: Segment['state'] | 'hole'
}

const column = columnsFor<Row>()
const tones: Record<Row['state'], Tone> = { ok: 'muted', ghost: 'danger', stray: 'warn', 'size-mismatch': 'danger', hole: 'danger' }

/** Each metadata row beside its file, in the order of their bases; a hole stands where its first byte would. */
export function RowTable({ name, title, file }: { readonly name: string; readonly title: string; readonly file: FlatFile }) {
  const { t } = useTranslation()
  const [sorting, setSorting] = useState<Sorting>([{ by: 'baseOffset', descending: false }])
  const all = useMemo(() => rowsOf(file), [file])
  const rows = useMemo(() => rowsInHand(all, { sorting, summed: ['rowBytes', 'fileBytes'] }), [all, sorting])
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor('baseOffset', { header: t('tiered.fileBase'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('tiered.fileBase'), width: 110, align: 'right', sortBy: 'baseOffset' } }),
        column.accessor('rowBytes', { header: t('tiered.row'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('tiered.row'), width: 110, align: 'right', sortBy: 'rowBytes', sum: true } }),
        column.accessor('fileBytes', { header: t('tiered.disk'), cell: cell => <Figure value={cell.getValue()} />, meta: { name: t('tiered.disk'), width: 110, align: 'right', sortBy: 'fileBytes', sum: true } }),
        column.accessor('state', { header: t('tiered.state'), cell: cell => <Tag tone={tones[cell.getValue()]}>{t(`tiered.rowState.${cell.getValue()}`)}</Tag>, meta: { name: t('tiered.state'), width: 150, grow: 1, sortBy: 'state' } }),
        column.accessor('path', { header: t('tiered.file'), cell: cell => <code>{cell.getValue()}</code>, meta: { name: t('tiered.file'), width: 240, grow: 2, sortBy: 'path', hidden: true } }),
      ]),
    [t],
  )
  return (
    <div>
      <h3>{title}</h3>
      <DataTable dense name={name} label={title} columns={columns} rows={rows} rowId={row => `${row.state} ${row.path} ${row.baseOffset}`} sorting={sorting} onSort={setSorting} mostRowsShown={8} empty={<EmptyCard title={t('tiered.noRows')} />} />
    </div>
  )
}

const rowsOf = ({ segments, holes }: FlatFile): Row[] => [
  ...segments.map(({ path, baseOffset, sizeBytes, fileSizeBytes, state }) => ({ path, baseOffset, rowBytes: state === 'stray' ? undefined : sizeBytes, fileBytes: fileSizeBytes ?? undefined, state })),
  ...holes.map(({ start, end }) => ({ path: '', baseOffset: start, rowBytes: undefined, fileBytes: end - start, state: 'hole' as const })),
]
