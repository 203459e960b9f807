import type { Protocol } from 'electron'
import { listAssets } from '../web/assets'
import { pageHeaders } from '../web/page-headers'
import { pageAddress, pageScheme } from './page-address'

/** Must run before the app is ready: only then may a scheme become a standard, secure one. */
export function declarePageScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true, codeCache: true } }])
}

/**
 * Serves the built page, and nothing but the built page, under the app's own address.
 * @throws Failure when `builtPage` holds none
 */
export function servePage(protocol: Pick<Protocol, 'handle'>, builtPage: string): void {
  const assets = listAssets(builtPage)
  protocol.handle(pageScheme, async request => {
    const { protocol: scheme, host, pathname } = new URL(request.url)
    const asset = `${scheme}//${host}/` === pageAddress && request.method === 'GET' ? assets.get(pathname) : undefined
    if (!asset) return new Response(null, { status: 404, headers: pageHeaders })
    return new Response(await asset.read(), { headers: { ...pageHeaders, 'content-type': asset.contentType } })
  })
}
