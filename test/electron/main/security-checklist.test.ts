import { readdirSync, readFileSync } from 'node:fs'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { Protocol, Session, WebContents } from 'electron'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import packageFile from '../../../package.json'
import { isOfPage, pageAddress } from '../../../electron/main/page-address'
import { declarePageScheme, servePage } from '../../../electron/main/protocol'
import { confine, hardenSession } from '../../../electron/main/security'
import { windowOptions } from '../../../electron/main/window-options'
import { builtPage, type BuiltPage } from '../../helpers/built-page'

/**
 * Electron's own list of security recommendations, one by one and by its numbers. Where a rule is about what code does, the code is run with a
 * stand-in for Electron's object; where it is about what code must not say, the sources are read.
 */

const project = join(import.meta.dirname, '../../..')

function sourcesBelow(...folders: string[]): { readonly path: string; readonly text: string }[] {
  return folders.flatMap(folder =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.(ts|tsx|html)$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => ({ path: path.slice(project.length + 1), text: readFileSync(path, 'utf8') })),
  )
}
const filesThatSay = (pattern: RegExp, ...folders: string[]): string[] =>
  sourcesBelow(...folders)
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)

const everything = ['electron', 'renderer', 'shared']
const preferences = windowOptions('/app/out/preload/index.cjs', false).webPreferences

/** The events that a window's contents emit, and whether our listeners prevent them. */
function confinedContents() {
  const contents = Object.assign(new EventEmitter(), {
    opened: undefined as ((details: { url: string }) => { action: string }) | undefined,
    setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
      this.opened = handler
    },
  })
  confine(contents as unknown as WebContents, pageAddress)
  return {
    opens: (url: string) => contents.opened?.({ url }).action,
    isPrevented(name: string, details: object): boolean {
      let prevented = false
      contents.emit(name, { ...details, preventDefault: () => (prevented = true) })
      return prevented
    },
  }
}

type Ask = (...args: unknown[]) => unknown
function hardenedSession() {
  const asked: Record<string, Ask> = {}
  const keep = (name: string) => (handler: Ask) => void (asked[name] = handler)
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('display'),
    webRequest: { onBeforeRequest: keep('load') },
  }
  hardenSession(session as unknown as Session, pageAddress)
  return {
    grants(permission: string, requestingUrl: string): boolean {
      let granted: unknown
      asked['request']?.({}, permission, (answer: boolean) => (granted = answer), { requestingUrl })
      expect(asked['check']?.({}, permission, requestingUrl, {})).toBe(granted)
      return granted === true
    },
    givesDevices: () => asked['device']?.({ deviceType: 'hid' }),
    loads(url: string): boolean {
      let cancelled: unknown
      asked['load']?.({ url }, (answer: { cancel: boolean }) => (cancelled = answer.cancel))
      return cancelled === false
    },
  }
}

test('1: nothing is loaded but the own page', () => {
  const session = hardenedSession()
  for (const url of [pageAddress, `${pageAddress}assets/index.js`, `blob:${pageAddress}1`]) expect([url, session.loads(url)]).toEqual([url, true])
  for (const url of ['http://example.com/a.js', 'https://example.com/', 'file:///etc/passwd', 'app://other/index.html', 'ws://127.0.0.1/']) {
    expect([url, session.loads(url)]).toEqual([url, false])
  }
  expect(filesThatSay(/<(script|link|img)[^>]+(src|href)="(https?:)?\/\//, 'renderer')).toEqual([])
})

test('2: the page has no Node', () => {
  expect(preferences).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false })
})

test('3: the page and the preload live in different contexts', () => {
  expect(preferences).toMatchObject({ contextIsolation: true })
  expect(filesThatSay(/contextBridge\.exposeInMainWorld\('storeInspector'/, 'electron')).toEqual(['electron/preload/index.ts'])
})

test('4: every renderer is sandboxed', () => {
  expect(preferences).toMatchObject({ sandbox: true })
  expect(filesThatSay(/app\.enableSandbox\(\)/, 'electron/main')).toEqual(['electron/main/index.ts'])
  expect(filesThatSay(/no-sandbox/, ...everything)).toEqual([])
})

test('5: every permission is denied but writing the clipboard, and that to the own page only', () => {
  const session = hardenedSession()
  expect(session.grants('clipboard-sanitized-write', pageAddress)).toBe(true)
  expect(session.grants('clipboard-sanitized-write', 'https://example.com/')).toBe(false)
  for (const permission of ['clipboard-read', 'media', 'geolocation', 'notifications', 'fullscreen', 'openExternal', 'fileSystem', 'usb', 'unknown']) {
    expect([permission, session.grants(permission, pageAddress)]).toEqual([permission, false])
  }
  expect(session.givesDevices()).toBe(false)
})

test('6: web security stays on', () => {
  expect(preferences).toMatchObject({ webSecurity: true })
})

test('8: insecure content is not run', () => {
  expect(preferences).toMatchObject({ allowRunningInsecureContent: false })
})

test('9, 10: no experimental features and no Blink features', () => {
  expect(preferences).toMatchObject({ experimentalFeatures: false })
  expect(preferences).not.toHaveProperty('enableBlinkFeatures')
  expect(filesThatSay(/appendSwitch|enableBlinkFeatures/, 'electron')).toEqual([])
})

test('11, 12: there is no webview', () => {
  expect(preferences).toMatchObject({ webviewTag: false })
  expect(confinedContents().isPrevented('will-attach-webview', {})).toBe(true)
  expect(filesThatSay(/<webview|allowpopups/, 'renderer')).toEqual([])
})

test('13: the window goes nowhere', () => {
  const contents = confinedContents()
  for (const url of ['https://example.com/', 'file:///etc/passwd', 'app://other/', 'javascript:alert(1)', 'data:text/html,x', 'not a url']) {
    expect([url, contents.isPrevented('will-navigate', { url })]).toEqual([url, true])
    expect([url, contents.isPrevented('will-frame-navigate', { url, isMainFrame: true })]).toEqual([url, true])
  }
  expect(contents.isPrevented('will-frame-navigate', { url: pageAddress, isMainFrame: false })).toBe(true)
  expect(contents.isPrevented('will-redirect', { url: pageAddress })).toBe(true)
  expect(contents.isPrevented('will-navigate', { url: `${pageAddress}#/s/1` })).toBe(false)
  expect(preferences).toMatchObject({ navigateOnDragDrop: false })
})

test('14: the window opens no other', () => {
  for (const url of ['https://example.com/', pageAddress, 'about:blank']) expect(confinedContents().opens(url)).toBe('deny')
  expect(filesThatSay(/new BrowserWindow\(/, 'electron')).toEqual(['electron/main/window.ts'])
})

test('15: nothing is handed to the system to open', () => {
  expect(filesThatSay(/openExternal|shell\.|openPath\(url/, 'electron/main', 'electron/preload')).toEqual([])
})

test('16: Electron is pinned to one version', () => {
  expect(packageFile.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
})

test('17: each side of the IPC is named in one place, where its sender is checked', () => {
  // That an untrusted sender is refused is shown in ipc.test.ts.
  expect(filesThatSay(/\bipcMain\b/, ...everything)).toEqual(['electron/main/desktop.ts'])
  expect(filesThatSay(/\bipcRenderer\b/, ...everything)).toEqual(['electron/preload/index.ts'])
  expect(filesThatSay(/\.handle\(|\bipc\.on\(channels\.c/, 'electron/main').sort()).toEqual(['electron/main/ipc.ts', 'electron/main/protocol.ts'])
})

describe('18, 7: the page comes through an own protocol, under a strict policy', () => {
  let page: BuiltPage
  beforeEach(() => {
    page = builtPage()
  })
  afterEach(() => page.remove())

  function served(): (url: string, init?: RequestInit) => Promise<Response> {
    let handler: ((request: Request) => Response | Promise<Response>) | undefined
    const protocol: Pick<Protocol, 'handle'> = { handle: (_, given) => void (handler = given as typeof handler) }
    servePage(protocol, page.directory)
    // Node's Request knows no own schemes; the handler reads only these two.
    return async (url, init) => handler?.({ url, method: init?.method ?? 'GET' } as Request) ?? Promise.reject(new Error('nothing was registered'))
  }

  test('the page and its files are served with the policy', async () => {
    const ask = served()
    for (const url of [pageAddress, `${pageAddress}index.html`, `${pageAddress}assets/index-4f2a.js`, `${pageAddress}?a=b#token`]) {
      const response = await ask(url)
      expect([url, response.status]).toEqual([url, 200])
      const policy = response.headers.get('content-security-policy')?.split('; ')
      expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"]))
      expect(policy?.find(directive => directive.startsWith('script-src'))).not.toContain('unsafe')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
    expect((await ask(pageAddress)).headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  test.each([
    `${pageAddress}../secret.txt`, `${pageAddress}%2e%2e/secret.txt`, `${pageAddress}..%2fsecret.txt`, `${pageAddress}assets/link.txt`,
    `${pageAddress}assets/`, 'app://other/index.html', 'app://store-inspector:1/index.html',
  ])('%s is not there', async url => {
    expect((await served()(url)).status).toBe(404)
  })

  test('it is only read', async () => {
    expect((await served()(pageAddress, { method: 'POST' })).status).toBe(404)
  })

  test('the scheme is a secure, standard one that keeps to the policy', () => {
    let declared: unknown
    declarePageScheme({ registerSchemesAsPrivileged: schemes => void (declared = schemes) })
    expect(declared).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } }])
    expect(filesThatSay(/file:\/\/|loadFile\(/, 'electron')).toEqual([])
  })
})

test('Electron itself is imported by the main process and the preload only', () => {
  expect(filesThatSay(/^import (?!type).*from 'electron'$/m, ...everything).sort()).toEqual([
    'electron/main/desktop.ts',
    'electron/main/index.ts',
    'electron/main/window.ts',
    'electron/preload/index.ts',
  ])
})

test('19: the packaged program has the fuses set that it needs none of', () => {
  const packaging = readFileSync(join(project, 'electron-builder.yml'), 'utf8')
  const fuses = Object.fromEntries([...(packaging.split('\nelectronFuses:\n')[1] ?? '').split('\n\n')[0]!.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']))
  expect(fuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  })
  expect(packaging).toMatch(/^asar: true$/m)
})

test('20: the page gets functions, never an Electron object', () => {
  const preload = sourcesBelow('electron/preload')
  expect(preload.flatMap(({ text }) => [...text.matchAll(/^import (?!type).*from 'electron'$/gm)].map(([line]) => line))).toEqual([
    "import { contextBridge, ipcRenderer, webUtils } from 'electron'",
  ])
})

test.each([
  ['the same', pageAddress, true],
  ['a deeper path', `${pageAddress}assets/a.js`, true],
  ['another host', 'app://evil/', false],
  ['a host that begins alike', 'app://store-inspector.evil/', false],
  ['a user before another host', 'app://store-inspector@evil/', false],
  ['another scheme', 'https://store-inspector/', false],
  ['no address', '', false],
])('an address that is %s belongs to the page: %s', (_, url, belongs) => {
  expect(isOfPage(url, pageAddress)).toBe(belongs)
})
