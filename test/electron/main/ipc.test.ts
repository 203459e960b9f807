import { expect, test } from 'vitest'
import type { Bridge } from '../../../shared/contract/bridge'
import type { ServiceEvent } from '../../../shared/contract/schemas'
import { pageAddress } from '../../../electron/main/page-address'
import { electronShaped, type Sender } from '../../contract/electron-shaped'

function recordingService() {
  const reached: string[] = []
  const listeners = new Set<(event: ServiceEvent) => void>()
  const bridge: Bridge = {
    call: async name => {
      reached.push(`call ${name}`)
      return { ok: true, value: null }
    },
    cancel: callId => void reached.push(`cancel ${callId}`),
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { bridge, reached, listeners }
}

const untrusted: [string, Sender | null][] = [
  ['a foreign page', { url: 'https://evil.example/', parent: null }],
  ['a local file', { url: 'file:///tmp/evil.html', parent: null }],
  ['another host of the own scheme', { url: 'app://evil/', parent: null }],
  ['a frame inside the own page', { url: pageAddress, parent: {} }],
  ['an empty frame', { url: '', parent: null }],
  ['a blob of the own page', { url: `blob:${pageAddress}1`, parent: null }],
  ['a frame that is gone', null],
]

test.each(untrusted)('%s is refused and reaches nothing', async (_, sender) => {
  const service = recordingService()
  const { bridge } = electronShaped(service.bridge, pageAddress, sender)
  expect(await bridge.call('listRecent', {}, '1')).toMatchObject({ ok: false, error: { kind: 'refusal', code: 'untrusted-sender' } })
  bridge.cancel('1')
  expect(service.reached).toEqual([])
})

test('the main frame of the own page is answered', async () => {
  const service = recordingService()
  const { bridge } = electronShaped(service.bridge, pageAddress, { url: `${pageAddress}#/s/1`, parent: null })
  expect(await bridge.call('listRecent', {}, '1')).toEqual({ ok: true, value: null })
  bridge.cancel('1')
  expect(service.reached).toEqual(['call listRecent', 'cancel 1'])
})

test.each([
  ['a name that is no text', 7, '1'],
  ['a call id that is no text', 'listRecent', {}],
])('a message with %s is refused', async (_, name, callId) => {
  const service = recordingService()
  const { bridge } = electronShaped(service.bridge, pageAddress, { url: pageAddress, parent: null })
  expect(await bridge.call(name as string, {}, callId as string)).toMatchObject({ ok: false, error: { kind: 'usage', code: 'invalid-request' } })
  expect(service.reached).toEqual([])
})

test('a window that is gone is sent no more events', () => {
  const service = recordingService()
  const { closeWindow } = electronShaped(service.bridge, pageAddress, { url: pageAddress, parent: null })
  expect(service.listeners.size).toBe(1)
  closeWindow()
  expect(service.listeners.size).toBe(0)
})
