import type { MessageQueryInput } from '../../../shared/contract/found-messages'

type Query = Readonly<Record<string, string>>

/** Names of the URL's query, which are those of the options of `find`. */
export const texts = ['topic', 'queue', 'key', 'tag', 'id', 'since', 'until', 'text', 'regex'] as const
export type Field = (typeof texts)[number]
export type Fields = Readonly<Record<Field, string>> & { readonly scan: boolean }

export const fieldsOf = (query: Query): Fields => ({
  ...(Object.fromEntries(texts.map(name => [name, isTime(name) ? clockText(query[name]) : (query[name] ?? '')])) as Record<Field, string>),
  scan: query['scan'] === '1',
})

/** What the URL keeps of a form. An empty one reads the log from its start, and says so. */
export function urlQueryOf(fields: Fields, side: string | undefined): Record<string, string> {
  const named = texts.filter(name => fields[name] !== '').map(name => [name, isTime(name) ? String(Date.parse(fields[name])) : fields[name]])
  const scan = fields.scan || named.length === 0 ? { scan: '1' } : {}
  return { ...Object.fromEntries(named), ...scan, ...(side !== undefined && { side }) }
}

/** Whether a URL asks for anything. */
export const isSearch = (query: Query): boolean => [...texts, 'scan'].some(name => (query[name] ?? '') !== '')

export function messageQueryOf(query: Query, usualSide: 'local' | 'tiered'): MessageQueryInput {
  const { topic, queue, key, tag, id, since, until, text, regex, scan, side } = query
  return {
    side: side === 'local' || side === 'tiered' ? side : usualSide,
    ...(topic && { topic }),
    ...(isWhole(queue) && { queueId: Number(queue) }),
    ...(key && { key }),
    ...(tag && { tag }),
    ...(id && { id }),
    ...(isWhole(since) && { since: Number(since) }),
    ...(isWhole(until) && { until: Number(until) }),
    ...(text && { text }),
    ...(regex && { pattern: regex }),
    ...(scan === '1' && { scan: true }),
  }
}

export type Fault = 'notWhole' | 'notExpression' | 'notAfter'

/** Where a form makes no sense. */
export function faultsOf({ queue, since, until, regex }: Fields): Partial<Record<Field, Fault>> {
  return {
    ...(queue !== '' && !isWhole(queue) && { queue: 'notWhole' as const }),
    ...(since !== '' && until !== '' && Date.parse(since) >= Date.parse(until) && { until: 'notAfter' as const }),
    ...(!compiles(regex) && { regex: 'notExpression' as const }),
  }
}

const isTime = (name: Field): boolean => name === 'since' || name === 'until'
const isWhole = (text: string | undefined): boolean => text !== undefined && /^\d{1,15}$/.test(text)

/** As a field for a date and a time has it: 2026-11-20T02:41:07, of this machine's clock. */
function clockText(milliseconds: string | undefined): string {
  if (!isWhole(milliseconds)) return ''
  const at = new Date(Number(milliseconds))
  return Number.isNaN(at.getTime()) ? '' : new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}

function compiles(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
