import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { OutputOf } from '../../../../shared/contract/contract'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

type InUse = OutputOf<'inUse'>

test('the list ticks itself when the broker lets go', async () => {
  let inUse: InUse = {
    state: 'in-use',
    abort: true,
    reasons: [
      { code: 'lock-held', pid: 41872, raw: '1: POSIX  ADVISORY  WRITE 41872 08:11:131076 0 0' },
      { code: 'file-mapped', pid: 41872, path: 'commitlog/00000000074088185856' },
    ],
  }
  const { emit } = renderApp({ ...fakeStore('broken'), inUse: () => inUse }, '#/s/broken/in-use')
  await screen.findByRole('heading', { name: 'A broker is using this store, so nothing here can be applied' })
  expect(screen.getByText(/POSIX ADVISORY/)).toBeTruthy()
  expect(screen.getAllByRole('img', { name: 'Waiting' })).toHaveLength(3)

  inUse = { state: 'free', abort: false, reasons: [] }
  emit({ kind: 'in-use-changed', storeId: 'broken', inUse })
  await screen.findByRole('heading', { name: 'No broker is using this store' })
  expect(screen.getAllByRole('img', { name: 'Done' })).toHaveLength(3)
  expect(screen.queryByRole('img', { name: 'Waiting' })).toBeNull()
})

test('what cannot be looked at is named, and never counts as done', async () => {
  renderApp({ ...fakeStore('broken'), inUse: () => ({ state: 'unknown', abort: false, reasons: [{ code: 'other-pid-namespace' }] }) }, '#/s/broken/in-use')
  await screen.findByRole('heading', { name: 'It cannot be told whether a broker is using this store' })
  expect(screen.getByText('All processes can be seen from here')).toBeTruthy()
  expect(screen.getAllByRole('img', { name: 'Waiting' })).toHaveLength(1)
})
