/** What a pasted text may mean, the likeliest first. */
export type Wanted =
  | { readonly kind: 'physical-offset'; readonly offset: number }
  | { readonly kind: 'queue-offset'; readonly offset: number }
  | { readonly kind: 'queue'; readonly topic: string; readonly queueId: number; readonly offset: number | undefined }
  | { readonly kind: 'segment'; readonly base: number }
  | { readonly kind: 'time'; readonly at: number }
  /** The broker's id of a message: where it was stored, and at which physical offset. */
  | { readonly kind: 'offset-id'; readonly offset: number; readonly host: string }
  /** The client's id: it names a process and a moment, not a place. */
  | { readonly kind: 'unique-key'; readonly id: string }

/**
 * Reads offsets with separators, `0x` or a binary unit, `topic/3@42`, names and paths of segments and queue files, ids of messages, and times.
 * @param now for times of day without a date
 */
export function readWanted(text: string, now = Date.now()): readonly Wanted[] {
  const trimmed = text.trim().replace(/^["'`]|["'`,;]$/g, '')
  if (trimmed === '') return []
  return [...idsIn(trimmed), ...filesIn(trimmed), ...queueIn(trimmed), ...offsetsIn(trimmed), ...timeIn(trimmed, now)]
}

const unitBytes: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

/** 74088185856 · 74,088,185,856 · 74 088 185 856 · 74_088_185_856 · 0x1140000000 · 69 GiB */
function numberIn(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d[\d,_\s\u00a0\u202f'’]*(?:\.\d+)?)\s*(?:([kmgt])i?b?|b)?$/i.exec(text) ?? []
  const hex = /^0x[0-9a-f]+$/i.test(text) ? Number(text) : undefined
  const value = hex ?? (digits === undefined ? undefined : Number(digits.replaceAll(/[,_\s\u00a0\u202f'’]/g, '')) * (unitBytes[unit.toLowerCase()] ?? 1))
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined
}

function offsetsIn(text: string): Wanted[] {
  const offset = numberIn(text)
  return offset === undefined || isFileName(text) ? [] : [{ kind: 'physical-offset', offset }, { kind: 'queue-offset', offset }]
}

const isFileName = (text: string): boolean => /^\d{20}$/.test(text)

/** A name of twenty digits alone is a segment's; in a path it may be a queue file's, whose unit stands at a twentieth of it. */
function filesIn(text: string): Wanted[] {
  const [, topic, queueId, file] = /(?:^|\/)consumequeue\/([^/]+)\/(\d+)(?:\/(\d{20}))?\/?$/.exec(text) ?? []
  if (topic !== undefined) return [{ kind: 'queue', topic, queueId: Number(queueId), offset: file === undefined ? undefined : Math.floor(Number(file) / 20) }]
  const [, base] = /(?:^|\/)(\d{20})$/.exec(text) ?? []
  return base !== undefined && Number.isSafeInteger(Number(base)) ? [{ kind: 'segment', base: Number(base) }] : []
}

/** orders/3 · orders/3@5024417 · orders-3 is a topic's own name and not read */
function queueIn(text: string): Wanted[] {
  const [, topic, queueId, at] = /^([%\w|-]+)[/:](\d{1,6})(?:\s*[@#:]\s*([\d,_]+))?$/.exec(text) ?? []
  if (topic === undefined) return []
  return [{ kind: 'queue', topic, queueId: Number(queueId), offset: at === undefined ? undefined : numberIn(at) }]
}

/** 32 digits may be either kind of id; 56 are the broker's with an IPv6 address. */
function idsIn(text: string): Wanted[] {
  if (!/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56})$/i.test(text)) return []
  const offset = Number(`0x${text.slice(-16)}`)
  const port = Number(`0x${text.slice(-24, -16)}`)
  const address = text.slice(0, -24)
  const isBrokers = Number.isSafeInteger(offset) && port > 0 && port <= 65_535 && (address.length === 8 || address.length === 32)
  return isBrokers ? [{ kind: 'offset-id', offset, host: `${addressOf(address)}:${port}` }] : [{ kind: 'unique-key', id: text.toUpperCase() }]
}

const addressOf = (hex: string): string =>
  hex.length === 8 ? [0, 2, 4, 6].map(at => Number(`0x${hex.slice(at, at + 2)}`)).join('.') : `[${(hex.match(/.{4}/g) ?? []).join(':')}]`

/** 2026-11-20 · 2026-11-20 02:41[:17[.5]] · with T and a zone · 02:41 of today · 13 digits of milliseconds */
function timeIn(text: string, now: number): Wanted[] {
  if (/^1\d{12}$/.test(text)) return [{ kind: 'time', at: Number(text) }]
  const [, hour, minute, second = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? []
  if (hour !== undefined) return [{ kind: 'time', at: new Date(now).setHours(Number(hour), Number(minute), Number(second), 0) }]
  if (!/^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}.*)?$/.test(text)) return []
  const at = Date.parse(text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T'))
  return Number.isNaN(at) ? [] : [{ kind: 'time', at }]
}
