import type { Place, StoreRoute } from './route'

type Query = Readonly<Record<string, string>>

/** The verb that shows the same as a place, and what it adds for what is selected there. */
const verbs: Record<Place, readonly [verb: string, rest?: (query: Query) => readonly string[]]> = {
  overview: ['inspect'],
  findings: ['check', ({ code }) => (code === undefined ? [] : ['--code', code])],
  'next-start': ['forecast'],
  retention: ['retention'],
  messages: ['find', searchOptions],
  groups: ['inspect'],
  compare: ['compare'],
  segments: ['inspect'],
  queues: ['inspect'],
  index: ['inspect'],
  tiered: ['inspect'],
  'free-space': ['plan', cutOptions],
  'set-aside': ['receipts'],
  'in-use': ['inspect'],
  settings: ['inspect'],
}

/** The shell command that shows the same. @param rootOf of another open store */
export function commandOf(route: StoreRoute | undefined, root: string | undefined, rootOf: (storeId: string) => string | undefined): string {
  if (!route || root === undefined) return 'store-inspector open'
  const unitsOf = unitOptions(route)
  if (unitsOf) return asCommand('units', root, unitsOf)
  if (route.place === 'compare') return asCommand('compare', root, [rootOf(route.selection[0] ?? '') ?? 'OTHER', ...(route.query['bytes'] === '1' ? ['--bytes'] : [])])
  const [verb, rest] = verbs[route.place]
  return asCommand(verb, root, rest?.(route.query) ?? [])
}

const asCommand = (verb: string, root: string, rest: readonly string[]): string => ['store-inspector', verb, root, ...rest].map(quoted).join(' ')

/** One queue is what `units` shows. */
function unitOptions({ place, selection: [topic, queueId] }: StoreRoute): readonly string[] | undefined {
  if ((place !== 'queues' && place !== 'tiered') || topic === undefined || queueId === undefined) return undefined
  return ['--topic', topic, '--queue', queueId, ...(place === 'tiered' ? ['--side', 'tiered'] : [])]
}

/** The names of a search in the URL are those of the options. */
function searchOptions(query: Query): readonly string[] {
  const named = ['topic', 'queue', 'key', 'tag', 'id', 'since', 'until', 'text', 'regex', 'side'].flatMap(name => (query[name] ? [`--${name}`, query[name]] : []))
  return query['scan'] === '1' || named.length === 0 ? [...named, '--scan'] : named
}

/** Without a cut, the one that costs nothing: only what dangles. */
function cutOptions({ cut, at, strays, repair, place }: Query): readonly string[] {
  const isNumber = at !== undefined && /^\d+$/.test(at)
  if (isNumber && (cut === 'keep-from' || cut === 'before' || cut === 'free')) return [`--${cut}`, at]
  if (cut === 'repair' && repair !== undefined) return ['--repair', place ? `${repair}=${place}` : repair]
  return strays === '1' ? ['--dangling', '--strays'] : ['--dangling']
}

/** For a POSIX shell. */
export const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
