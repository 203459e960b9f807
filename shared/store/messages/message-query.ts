import { readBody, type MessagePackToJson } from '../formats/body-kind'
import { decodeInnerBatch } from '../formats/inner-batch'
import type { Message } from '../formats/message'
import { keysIn } from '../formats/message-properties'
import type { Compression } from '../formats/system-flag'

/** What a message must be to be found; what is left out does not matter. */
export interface MessageQuery {
  readonly side: 'local' | 'tiered'
  readonly topic?: string | undefined
  readonly queueId?: number | undefined
  /** One of its keys, or its unique key. */
  readonly key?: string | undefined
  readonly uniqueKey?: string | undefined
  readonly tag?: string | undefined
  /** Store time, [since, until). */
  readonly since?: number | undefined
  readonly until?: number | undefined
  /** A part of its body as text. */
  readonly text?: string | undefined
  /** A regular expression that its body as text matches. */
  readonly pattern?: string | undefined
  /** Read the log even where index files would answer. */
  readonly scan?: boolean | undefined
}

/** What the core does not have of its own. */
export interface BodyReaders {
  /** The body as the client sent it; undefined when it cannot be unpacked. */
  unpack(stored: Uint8Array, compression: Compression): Uint8Array | undefined
  readonly messagePackToJson: MessagePackToJson
}

/** Whether a decoded message is the one. Bodies are unpacked only when the query asks for something in them. */
export function matcherOf(query: MessageQuery, readers: BodyReaders): (message: Message) => boolean {
  const { topic, queueId, key, uniqueKey, tag, since = -Infinity, until = Infinity, text, pattern } = query
  const expression = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  const readsBody = text !== undefined || expression !== undefined
  return message => {
    const { header, properties } = message
    if ((topic !== undefined && message.topic !== topic) || (queueId !== undefined && header.queueId !== queueId)) return false
    if (since !== -Infinity && !(header.storeTimestamp >= since)) return false
    if (until !== Infinity && !(header.storeTimestamp < until)) return false
    if (tag !== undefined && properties.get('TAGS') !== tag) return false
    const needsBatch = header.isInnerBatch && (key !== undefined || uniqueKey !== undefined)
    const body = readsBody || needsBatch ? readers.unpack(message.storedBody, message.compression) : undefined
    const all = needsBatch && body !== undefined ? [properties, ...decodeInnerBatch(body).messages.map(each => each.properties)] : [properties]
    if (key !== undefined && !all.some(each => keysIn(each).includes(key) || each.get('UNIQ_KEY') === key)) return false
    if (uniqueKey !== undefined && !all.some(each => each.get('UNIQ_KEY') === uniqueKey)) return false
    if (!readsBody) return true
    const content = body === undefined ? null : readBody(body, readers.messagePackToJson).text
    // Plain bytes are searched as the text they hold in places.
    const searched = content ?? (body === undefined ? '' : lossy.decode(body))
    return (text === undefined || searched.includes(text)) && (expression === undefined || expression.test(searched))
  }
}

const lossy = new TextDecoder('utf-8', { ignoreBOM: true })
