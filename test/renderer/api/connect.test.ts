import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connectToService } from '../../../renderer/api/connect'
import type { DesktopBridge } from '../../../shared/contract/bridge'

const authorizations: (string | null)[] = []

beforeEach(() => {
  authorizations.length = 0
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    authorizations.push(new Headers(init.headers).get('authorization'))
    return new Response('{"ok":true,"value":null}')
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
})

test('the token leaves the address and goes into every call', async () => {
  location.hash = '#token=abc-DEF_123'
  await connectToService().call('listRecent', {}, '1')
  expect(location.href).not.toContain('abc-DEF_123')
  expect(authorizations).toEqual(['Bearer abc-DEF_123'])
})

test('a page that is loaded again still knows its token, and keeps its place', async () => {
  location.hash = '#token=abc'
  connectToService()
  location.hash = '#/s/store-1/overview'
  await connectToService().call('listRecent', {}, '1')
  expect(authorizations).toEqual(['Bearer abc'])
  expect(location.hash).toBe('#/s/store-1/overview')
})

test('in the window the wire is the preload’s', () => {
  const given = {} as DesktopBridge<File>
  vi.stubGlobal('storeInspector', given)
  expect(connectToService()).toBe(given)
})
