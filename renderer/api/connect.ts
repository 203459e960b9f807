import type { Bridge } from '../../shared/contract/bridge'
import { electronBridge } from './electron-bridge'
import { createHttpBridge } from './http-bridge'

/** The wire of the door this page was opened through. Call it before anything reads `location.hash`. */
export function connectToService(): Bridge {
  return electronBridge() ?? createHttpBridge({ token: takeToken() })
}

const tokenKey = 'store-inspector-token'

/** The first address carries the token in its fragment; from there it moves to this tab's storage, so that it is in no history and no bookmark. */
function takeToken(): string {
  const given = /^#token=([\w-]+)$/.exec(location.hash)?.[1]
  if (given !== undefined) {
    sessionStorage.setItem(tokenKey, given)
    history.replaceState(null, '', location.pathname)
  }
  return sessionStorage.getItem(tokenKey) ?? ''
}
