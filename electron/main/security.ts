import type { Session, WebContents } from 'electron'
import { isOfPage } from './page-address'

/** What the page may ask of the browser: to write the clipboard, because every number can be copied. Reading it is not among them. */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Denies the session every permission and every address that the page does not need. */
export function hardenSession(session: Session, page: string): void {
  const isGranted = (permission: string, url: string): boolean => grantedPermissions.has(permission) && isOfPage(url, page)
  session.setPermissionRequestHandler((_, permission, callback, details) => callback(isGranted(permission, details.requestingUrl)))
  session.setPermissionCheckHandler((_, permission, requestingOrigin) => isGranted(permission, requestingOrigin))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_, callback) => callback({}))
  session.webRequest.onBeforeRequest((request, callback) => callback({ cancel: !mayLoad(request.url, page) }))
}

/** Keeps a window on its page: it goes nowhere, opens nothing and embeds nothing. */
export function confine(contents: WebContents, page: string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', event => {
    if (!isOfPage(event.url, page)) event.preventDefault()
  })
  contents.on('will-frame-navigate', event => {
    if (!event.isMainFrame || !isOfPage(event.url, page)) event.preventDefault()
  })
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
}

/** The page's own files and blobs, the developer tools, and the development server's socket where the page comes from one. */
function mayLoad(url: string, page: string): boolean {
  if (url.startsWith('devtools://')) return true
  return isOfPage(url.replace(/^blob:/, '').replace(/^ws:/, 'http:'), page)
}
