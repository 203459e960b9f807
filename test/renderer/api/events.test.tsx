import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fakeStore } from '../fake-stores'
import { renderApp } from '../render-app'

test('a change of the store asks again what it touched and nothing else', async () => {
  const { calls, emit } = renderApp(fakeStore('small'), '#/s/small/overview')
  await screen.findByRole('heading', { level: 1, name: 'Nothing is wrong' })
  await screen.findByRole('application', { name: 'Segment map' })
  const asked = (name: string): number => calls.filter(call => call.name === name).length
  const mapsBefore = asked('segmentMap')

  emit({ kind: 'in-use-changed', storeId: 'small', inUse: { state: 'free', reasons: [], abort: false } })
  await waitFor(() => expect(asked('overview')).toBe(2))
  expect(asked('segmentMap')).toBe(mapsBefore)

  emit({ kind: 'store-changed', storeId: 'small', revision: 2, changes: [{ what: 'file-added', path: '/data/small/store/commitlog/00000000005368709120' }] })
  await waitFor(() => expect(asked('segmentMap')).toBeGreaterThan(mapsBefore))

  const overviews = asked('overview')
  emit({ kind: 'store-changed', storeId: 'another', revision: 9, changes: [] })
  emit({ kind: 'in-use-changed', storeId: 'small', inUse: { state: 'free', reasons: [], abort: false } })
  await waitFor(() => expect(asked('overview')).toBe(overviews + 1))
})
