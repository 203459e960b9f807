import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { expect, test, vi } from 'vitest'
import type { PagedRows } from '../../../renderer/api/use-paged-rows'
import { createI18n } from '../../../renderer/i18n/i18n'
import { columnsFor, DataTable, type Sorting } from '../../../renderer/ui/data-table'
import '../render-app'

interface Queue {
  readonly name: string
  readonly units: number
}

const helper = columnsFor<Queue>()
const columns = helper.columns([
  helper.accessor('name', { header: 'Queue', meta: { name: 'Queue', width: 200, grow: 1, sortBy: 'name' } }),
  helper.accessor('units', { header: 'Units', meta: { name: 'Units', width: 100, align: 'right' } }),
])

const total = 20_000
/** Rows 0-199 are here, the others on their way. */
const rows: PagedRows<Queue> = {
  total,
  rowAt: index => (index < 200 ? { name: `orders/${index}`, units: index * 10 } : undefined),
  show: () => undefined,
  error: undefined,
  retry: () => undefined,
}

function renderTable({ onOpen = () => {}, onSort = () => {}, sorting }: { onOpen?: (row: Queue) => void; onSort?: (sorting: Sorting | undefined) => void; sorting?: Sorting }) {
  document.body.innerHTML = ''
  render(
    <I18nextProvider i18n={createI18n('en')}>
      <MantineProvider env="test">
        <DataTable label="Queues" columns={columns} rows={rows} rowId={row => row.name} onOpen={onOpen} onSort={onSort} sorting={sorting} empty="nothing" />
      </MantineProvider>
    </I18nextProvider>,
  )
  return userEvent.setup()
}

test('of twenty thousand rows only those in view exist, and all are counted', () => {
  renderTable({})
  const grid = screen.getByRole('grid', { name: 'Queues' })
  expect(grid.getAttribute('aria-rowcount')).toBe('20001')
  expect(within(grid).getAllByRole('row').length).toBeLessThan(60)
  expect(within(grid).getByRole('row', { name: /orders\/0/ }).getAttribute('aria-rowindex')).toBe('2')
})

test('the keyboard moves and opens', async () => {
  const onOpen = vi.fn<(row: Queue) => void>()
  const user = renderTable({ onOpen })
  screen.getByRole('grid').focus()
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}')
  expect(onOpen).toHaveBeenCalledWith({ name: 'orders/1', units: 10 })
})

test('a head sorts up, then down, then not at all', async () => {
  const onSort = vi.fn<(sorting: Sorting | undefined) => void>()
  let user = renderTable({ onSort })
  await user.click(screen.getByRole('button', { name: 'Queue' }))
  user = renderTable({ onSort, sorting: { by: 'name', descending: false } })
  expect(screen.getByRole('columnheader', { name: 'Queue' }).getAttribute('aria-sort')).toBe('ascending')
  await user.click(screen.getByRole('button', { name: 'Queue' }))
  user = renderTable({ onSort, sorting: { by: 'name', descending: true } })
  await user.click(screen.getByRole('button', { name: 'Queue' }))
  expect(onSort.mock.calls).toEqual([[{ by: 'name', descending: false }], [{ by: 'name', descending: true }], [undefined]])
})

test('a column can be hidden', async () => {
  const user = renderTable({})
  await user.click(screen.getByRole('button', { name: 'Columns' }))
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Units' }))
  expect(screen.queryByRole('columnheader', { name: 'Units' })).toBeNull()
})
