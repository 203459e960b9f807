import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Handlers, OutputOf } from '../../../../shared/contract/contract'
import type { Overview } from '../../../../shared/contract/schemas'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

type Receipt = OutputOf<'listReceipts'>[number]

/** The damaged store with a run of this state that was cut off. */
async function cutOff(state: Receipt['state']): Promise<Partial<Handlers>> {
  const store = fakeStore('broken')
  const overview = (await store.overview!({ storeId: 'broken', lang: 'en' }, { callId: '', signal: new AbortController().signal, progress: () => undefined })) as Overview
  const receipt: Receipt = {
    schema: 'receipt/1', id: 'run', state, planDigest: 'sha256:0', cutKind: 'dangling', startedAt: 1, finishedAt: 2, stepsDone: 3, stepsTotal: 85, setAsideBytes: 0, freedBytes: 0,
    fileSystem: null, quarantine: [], checkAfter: { error: 0, warning: 0, info: 0 }, assumedStopped: false, tool: 'test',
  }
  return {
    ...store,
    overview: () => ({ ...overview, setAside: { bytes: 0, receipts: 1, unfinished: 'run' } }),
    listReceipts: () => [receipt],
    recoverCleanup: () => null,
  }
}

test.each([
  ['Put all back', {}],
  ['Finish it', { finish: true }],
])('an interrupted cleanup has two ends: %s', async (name, input) => {
  const { user, calls } = renderApp(await cutOff('applying'), '#/s/broken/set-aside')
  await user.click(await screen.findByRole('button', { name }))
  expect(calls.find(call => call.name === 'recoverCleanup')?.input).toEqual({ storeId: 'broken', lang: 'en', ...input })
})

test('an interrupted purge only goes on', async () => {
  renderApp(await cutOff('purging'), '#/s/broken/set-aside')
  expect(await screen.findByRole('button', { name: 'Put it in order' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Finish it' })).toBeNull()
})
