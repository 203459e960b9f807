import { createHash } from 'node:crypto'
import type { FoundMessage } from '../../shared/contract/found-messages'

/** What must not leave the house. */
export const redactable = ['bodies', 'keys', 'properties'] as const
export type Redactable = (typeof redactable)[number]

/** One exported message: `exported/1`. */
export interface ExportedMessage extends Omit<FoundMessage, 'body'> {
  readonly schema: 'exported/1'
  /** As in `message/1`, `redacted` besides. */
  readonly bodyState: string
  readonly bodyBytes: number | null
  /** Of the unpacked body, or of the stored bytes where it cannot be unpacked. */
  readonly bodySha256: string
  readonly bodyEncoding: 'utf-8' | 'base64' | null
  readonly body: string | null
}

/** Properties that RocketMQ gives a meaning, and that say nothing of what the message is about. */
const ownProperties = new Set(['TAGS', 'WAIT', 'DELAY', 'REAL_TOPIC', 'REAL_QID', 'TRAN_MSG', 'PGROUP', 'INNER_NUM', 'INNER_BASE', 'MSG_REGION', 'TRACE_ON', 'CLUSTER', 'TIMER_DELIVER_MS', 'TIMER_OUT_MS'])
const keyProperties = new Set(['KEYS', 'UNIQ_KEY'])

/** The same value always gives the same text, so that messages can still be told apart and joined. */
const hidden = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`

export function toExported({ body, ...row }: FoundMessage, redacted: ReadonlySet<Redactable>): ExportedMessage {
  const bytes = Buffer.from(body?.base64 ?? '', 'base64')
  const isText = body?.state === 'shown' && (body.kind === 'text' || body.kind === 'json' || body.kind === 'empty')
  const hidesKeys = redacted.has('keys')
  const hides = (name: string): boolean => (keyProperties.has(name) ? hidesKeys : redacted.has('properties') && !ownProperties.has(name))
  const showsBody = !redacted.has('bodies')
  return {
    schema: 'exported/1',
    ...row,
    keys: hidesKeys ? row.keys.map(hidden) : row.keys,
    uniqueKey: hidesKeys && row.uniqueKey !== null ? hidden(row.uniqueKey) : row.uniqueKey,
    properties: row.properties.map(({ name, value }) => ({ name, value: hides(name) ? hidden(value) : value })),
    bodyState: showsBody ? (body?.state ?? 'broken') : 'redacted',
    bodyBytes: body?.sizeBytes ?? null,
    bodySha256: createHash('sha256').update(bytes).digest('hex'),
    bodyEncoding: showsBody ? (isText ? 'utf-8' : 'base64') : null,
    body: showsBody ? (isText ? (body.text ?? '') : (body?.base64 ?? '')) : null,
  }
}

const columns = [
  'side', 'physicalOffset', 'path', 'at', 'sizeBytes', 'topic', 'queueId', 'queueOffset', 'storeTimestamp', 'bornTimestamp', 'offsetMessageId', 'uniqueKey', 'keys', 'tags', 'properties',
  'provenance', 'bodyState', 'bodyBytes', 'bodySha256', 'bodyEncoding', 'body',
] as const satisfies readonly (keyof ExportedMessage)[]

export const csvHeader = `${columns.join(',')}\r\n`

/** As RFC 4180 has it; keys and provenance separated by blanks, properties as JSON. */
export const csvLine = (row: ExportedMessage): string => `${columns.map(name => csvCell(name === 'keys' || name === 'provenance' ? row[name].join(' ') : row[name])).join(',')}\r\n`

function csvCell(value: ExportedMessage[(typeof columns)[number]]): string {
  const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
