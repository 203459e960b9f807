import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CompareDocument } from '../../../../shared/contract/compare'
import type { OutputOf } from '../../../../shared/contract/contract'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

const other: OutputOf<'openDirectory'> = { ...(fakeStore('small').listOpen!({}, {} as never) as OutputOf<'listOpen'>)[0]!, storeId: 'backup', root: '/backup/store' }
const different: CompareDocument = {
  schema: 'compare/1', stores: [{ root: '/data/store', brokerName: 'broker-a' }, { root: '/backup/store', brokerName: 'broker-a' }], depth: 'ranges', same: false, bytesCompared: 0,
  commitLog: {
    left: { start: 4096, end: 9000 }, right: { start: 0, end: 9000 }, common: { start: 4096, end: 9000 }, segments: [{ baseOffset: 0, difference: 'only-right' }],
    firstDifference: { physicalOffset: 5000, leftPath: 'a', rightPath: 'b', leftHex: '0102', rightHex: '0103' },
  },
  queues: [{ side: 'local', topic: 'orders', queueId: 3, difference: 'range', left: { start: 40, end: 90 }, right: { start: 0, end: 90 }, firstDifference: null }],
  equalQueues: 30,
}

function show(hash: string, document: CompareDocument) {
  const asked: unknown[] = []
  renderApp(
    {
      ...fakeStore('small'),
      listOpen: (input, context) => [...(fakeStore('small').listOpen!(input, context) as OutputOf<'listOpen'>), other],
      openDirectory: () => other,
      compareStores: input => {
        asked.push(input)
        return document
      },
    },
    hash,
  )
  return asked
}

test('an open store is compared with another one that is open', async () => {
  const asked = show('#/s/small/compare', different)
  fireEvent.click(await screen.findByRole('button', { name: /\/backup\/store/ }))
  await screen.findByRole('heading', { level: 1, name: 'The two stores differ' })
  expect(asked).toEqual([{ storeId: 'small', otherId: 'backup', bytes: false }])
  for (const text of ['1 queue differs; equal: 30. The first byte that differs: physical offset 5,000.', 'only in the other', 'other offsets', '0103']) expect(screen.getByText(text)).toBeTruthy()
})

test('a directory is opened, and compared', async () => {
  show('#/s/small/compare', { ...different, same: true, queues: [], commitLog: null })
  fireEvent.change(await screen.findByLabelText(/^Directory on the machine/), { target: { value: '/backup/store' } })
  fireEvent.click(screen.getByRole('button', { name: 'Open and compare' }))
  await screen.findByRole('heading', { level: 1, name: 'No difference in offsets and sizes' })
  expect(window.location.hash).toBe('#/s/small/compare/backup')
})

test('bytes are compared when it is said', async () => {
  const asked = show('#/s/small/compare/backup', { ...different, same: true, depth: 'bytes', bytesCompared: 4096 })
  fireEvent.click(await screen.findByLabelText('Compare bytes, too'))
  await screen.findByRole('heading', { level: 1, name: 'No difference in what both have' })
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ bytes: true }))
})
