import type { Place, StoreRoute } from './route'

const verbs: Record<Place, readonly string[]> = {
  overview: ['inspect'],
  findings: ['check'],
  groups: ['inspect'],
  segments: ['inspect'],
  queues: ['inspect'],
  index: ['inspect'],
  tiered: ['inspect'],
  'free-space': ['plan'],
  'set-aside': ['receipts'],
}

/** The shell command that shows the same. Free space starts with what costs nothing: only what dangles. */
export function commandOf(route: StoreRoute | undefined, root: string | undefined): string {
  if (!route || root === undefined) return 'store-inspector open'
  const rest = route.place === 'free-space' ? ['--dangling'] : []
  return ['store-inspector', ...verbs[route.place], quoted(root), ...rest].join(' ')
}

/** For a POSIX shell. */
export const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
