import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClient, type Client } from '../../../shared/contract/client'
import { openDesktopOrWeb } from '../../../electron/web/open-desktop-or-web'
import { serveStore, type ServeOptions } from '../../../electron/web/serve-store'
import { createHttpBridge } from '../../../renderer/api/http-bridge'
import { builtPage, type BuiltPage } from '../../helpers/built-page'

let page: BuiltPage
let directory: string
let options: ServeOptions

beforeEach(() => {
  page = builtPage()
  directory = mkdtempSync(join(tmpdir(), 'serve-store-'))
  options = { assets: page.directory, stateDirectory: join(directory, 'state'), worker: false }
})
afterEach(() => {
  rmSync(directory, { recursive: true })
  page.remove()
})

function clientOf(address: string): Client {
  const { origin, hash } = new URL(address)
  return createClient(createHttpBridge({ base: origin, token: hash.replace('#token=', '') }))
}

test('a store given on the command line is open when the page comes', async () => {
  const root = join(directory, 'store')
  for (const folder of ['commitlog', 'consumequeue', 'config']) mkdirSync(join(root, folder), { recursive: true })
  const served = await serveStore({ ...options, directory: root })
  const client = clientOf(served.url)
  const [store] = await client.call('listOpen', {})
  expect(store).toMatchObject({ root })
  expect(await client.call('overview', { storeId: store?.storeId ?? '', lang: 'zh' })).toMatchObject({ storeId: store?.storeId, store: { root } })
  await served.close()
})

test('a folder that is no store is refused before anything listens', async () => {
  await expect(serveStore({ ...options, directory: page.directory })).rejects.toMatchObject({ name: 'Refusal' })
})

test('without Electron the reason is said, then the address, and the same app is there', async () => {
  const said: string[] = []
  const opened = await openDesktopOrWeb({ ...options, environment: { ELECTRON_EXEC_PATH: join(directory, 'none') }, say: line => said.push(line) })
  if (opened.door !== 'web') throw new Error('there is no Electron here')
  expect(said).toEqual([expect.stringMatching(/^the desktop window needs Electron.*npx install-electron/), opened.web.url])
  expect(await clientOf(opened.web.url).call('environment', {})).toMatchObject({ door: 'web' })
  await opened.web.close()
})
