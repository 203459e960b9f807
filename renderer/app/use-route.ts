import { useMemo, useSyncExternalStore } from 'react'
import { hrefOf, parseHash, type Route } from './route'

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The place now shown; follows links, back and forward. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return useMemo(() => parseHash(hash), [hash])
}

/** `replace` for steps that back should not return to, such as moving through a list. */
export function navigate(route: Route, how: 'push' | 'replace' = 'push'): void {
  const href = hrefOf(route)
  if (how === 'push') {
    window.location.hash = href
    return
  }
  window.history.replaceState(null, '', href)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}
