/** Every place inside an open store, in side-bar order; the word in the URL. */
export const places = [
  'overview', 'findings', 'next-start', 'retention', 'messages', 'groups', 'compare', 'segments', 'queues', 'index', 'tiered', 'free-space', 'set-aside', 'in-use', 'settings',
] as const
export type Place = (typeof places)[number]

/**
 * What the URL's hash says is shown: `#/s/{storeId}/{place}/{selection…}?{query}`. Each selection is a link that can be
 * kept, sent and gone back to.
 */
export type Route =
  | { readonly at: 'welcome' }
  /** The settings without a store. */
  | { readonly at: 'settings' }
  | {
      readonly at: 'store'
      readonly storeId: string
      readonly place: Place
      /** What is selected there, such as `['orders', '3']` of the queues. */
      readonly selection: readonly string[]
      readonly query: Readonly<Record<string, string>>
    }

export type StoreRoute = Extract<Route, { at: 'store' }>

export const welcome: Route = { at: 'welcome' }
export const settings: Route = { at: 'settings' }

export function placeOf(
  storeId: string,
  place: Place,
  selection: readonly string[] = [],
  query: Readonly<Record<string, string>> = {},
): StoreRoute {
  return { at: 'store', storeId, place, selection, query }
}

export function parseHash(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const [area, storeId, place, ...selection] = path.split('/').filter(part => part !== '').map(decode)
  if (area === 'settings') return settings
  if (area !== 's' || storeId === undefined) return welcome
  const known = places.find(name => name === place) ?? 'overview'
  return placeOf(storeId, known, selection, Object.fromEntries(new URLSearchParams(search)))
}

export function hrefOf(route: Route): string {
  if (route.at === 'welcome') return '#/'
  if (route.at === 'settings') return '#/settings'
  const path = ['s', route.storeId, route.place, ...route.selection].map(encodeURIComponent).join('/')
  const search = new URLSearchParams(route.query).toString()
  return search === '' ? `#/${path}` : `#/${path}?${search}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
