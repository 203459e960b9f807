import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { beforeEach, expect, test, vi } from 'vitest'
import type { PagedRows } from '../../../../renderer/api/use-paged-rows'
import { createI18n } from '../../../../renderer/i18n/i18n'
import { CopyProvider } from '../../../../renderer/ui/copy'
import { columnsFor } from '../../../../renderer/ui/table/columns'
import { DataTable } from '../../../../renderer/ui/table/data-table'
import type { Sorting } from '../../../../shared/contract/schemas'
import '../../render-app'

interface Queue {
  readonly name: string
  readonly units: number
}

const helper = columnsFor<Queue>()
const columns = helper.columns([
  helper.accessor('name', { header: 'Queue', meta: { name: 'Queue', width: 200, grow: 1, sortBy: 'name' } }),
  helper.accessor('units', { header: 'Units', meta: { name: 'Units', width: 100, align: 'right', sortBy: 'units', sum: true } }),
])

const total = 20_000
/** Rows 0-199 are here, the others on their way. */
const rowAt = (index: number): Queue => ({ name: `orders/${index}`, units: index * 10 })
const rows: PagedRows<Queue> = {
  total,
  rowAt: index => (index < 200 ? rowAt(index) : undefined),
  show: () => undefined,
  read: (start, end) => Promise.resolve(Array.from({ length: end - start }, (_, at) => rowAt(start + at))),
  sums: { units: 1_999_900_000 },
  error: undefined,
  retry: () => undefined,
}

interface Asked {
  readonly onOpen?: (row: Queue) => void
  readonly onSort?: (sorting: Sorting) => void
  readonly sorting?: Sorting
}

function renderTable({ onOpen = () => {}, onSort = () => {}, sorting = [] }: Asked = {}) {
  cleanup()
  render(
    <I18nextProvider i18n={createI18n('en')}>
      <MantineProvider env="test">
        <CopyProvider>
          <DataTable name="test" label="Queues" columns={columns} rows={rows} rowId={row => row.name} onOpen={onOpen} onSort={onSort} sorting={sorting} empty="nothing" />
        </CopyProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return userEvent.setup()
}

const heads = (): string[] => screen.getAllByRole('columnheader').map(head => head.textContent)

beforeEach(() => localStorage.clear())

test('of twenty thousand rows only those in view exist, and all are counted', () => {
  renderTable()
  const grid = screen.getByRole('grid', { name: 'Queues' })
  expect(grid.getAttribute('aria-rowcount')).toBe('20002')
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
  const onSort = vi.fn<(sorting: Sorting) => void>()
  let user = renderTable({ onSort })
  await user.click(screen.getByRole('button', { name: 'Queue' }))
  user = renderTable({ onSort, sorting: [{ by: 'name', descending: false }] })
  expect(screen.getByRole('columnheader', { name: 'Queue' }).getAttribute('aria-sort')).toBe('ascending')
  await user.click(screen.getByRole('button', { name: 'Queue' }))
  user = renderTable({ onSort, sorting: [{ by: 'name', descending: true }] })
  await user.click(screen.getByRole('button', { name: 'Queue' }))
  expect(onSort.mock.calls).toEqual([[[{ by: 'name', descending: false }]], [[{ by: 'name', descending: true }]], [[]]])
})

test('Shift sorts by another column after the first', async () => {
  const onSort = vi.fn<(sorting: Sorting) => void>()
  const user = renderTable({ onSort, sorting: [{ by: 'name', descending: true }] })
  await user.keyboard('{Shift>}')
  await user.click(screen.getByRole('button', { name: 'Units' }))
  expect(onSort).toHaveBeenCalledWith([
    { by: 'name', descending: true },
    { by: 'units', descending: false },
  ])
})

test('the keyboard enters the head from the first row and sorts there', async () => {
  const onSort = vi.fn<(sorting: Sorting) => void>()
  const user = renderTable({ onSort })
  screen.getByRole('grid').focus()
  await user.keyboard('{ArrowUp}{ArrowRight}{Enter}')
  expect(onSort).toHaveBeenCalledWith([{ by: 'units', descending: false }])
})

test('a column that is hidden or moved stays so when the table comes again, until all is as at first', async () => {
  let user = renderTable()
  screen.getByRole('grid').focus()
  await user.keyboard('{ArrowUp}{Control>}{ArrowRight}{/Control}')
  expect(heads()).toEqual(['Units', 'Queue'])
  user = renderTable()
  expect(heads()).toEqual(['Units', 'Queue'])
  await user.click(screen.getByRole('button', { name: 'Columns' }))
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Units' }))
  user = renderTable()
  expect(heads()).toEqual(['Queue'])
  await user.click(screen.getByRole('button', { name: 'Columns' }))
  await user.click(await screen.findByRole('menuitem', { name: 'As at first' }))
  expect(heads()).toEqual(['Queue', 'Units'])
})

test('what is copied is the cell, the marked rows, or the table, in raw digits', async () => {
  const user = renderTable()
  const clipboard = (): Promise<string> => navigator.clipboard.readText()
  screen.getByRole('grid').focus()
  await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}{Control>}c{/Control}')
  expect(await clipboard()).toBe('10')
  await user.keyboard('{Escape}{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}c{/Control}')
  await screen.findByText('Copied 3 rows of 3')
  expect(await clipboard()).toBe('Queue\tUnits\norders/1\t10\norders/2\t20\norders/3\t30')
  await user.click(screen.getByRole('button', { name: 'Copy the table' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Copy the table as JSON' }))
  await screen.findByText('Copied 20,000 rows of 20,000')
  expect(JSON.parse(await clipboard())).toHaveLength(20_000)
})

test('the last row adds up the whole list', () => {
  renderTable()
  expect(screen.getByRole('row', { name: '20,000 rows 2.0 G' })).toBeDefined()
})
