import { z } from 'zod'
import { messageBody, messageDocument } from './messages'

/** Messages that fit a query: what `find` and `export` print, row by row. */
const count = z.number().int().nonnegative()
const time = z.number().int()

/** A regular expression is compiled where the request comes in, so that a wrong one is wrong usage. */
const pattern = z.string().min(1).max(1000).refine(compiles, 'not a regular expression')

export const messageQuery = z.object({
  side: z.enum(['local', 'tiered']),
  topic: z.string().optional(),
  queueId: z.number().int().optional(),
  key: z.string().min(1).optional(),
  /** The broker's id or the client's. */
  id: z.string().min(1).optional(),
  /** The record that begins at, or goes over, this offset of the commitlog; of the queue's own log where the side is tiered. */
  offset: count.optional(),
  tag: z.string().min(1).optional(),
  since: time.optional(),
  until: time.optional(),
  text: z.string().min(1).optional(),
  pattern: pattern.optional(),
  scan: z.boolean().optional(),
})
export type MessageQueryInput = z.infer<typeof messageQuery>

export const searchPosition = z.object({ log: count, offset: count })

/** What one call reads, and how much of bodies it gives, at most. */
export const SEARCH_PAGE_BYTES = 256 * 2 ** 20

export const foundMessage = messageDocument
  .pick({
    side: true, physicalOffset: true, path: true, at: true, sizeBytes: true, topic: true, queueId: true, queueOffset: true, storeTimestamp: true, bornTimestamp: true,
    offsetMessageId: true, keys: true, tags: true, properties: true, storedBodyBytes: true,
  })
  .extend({
    uniqueKey: z.string().nullable(),
    /** How it stands in its store. */
    provenance: z.array(z.enum(['indexed', 'orphan', 'queue-hole', 'after-cut', 'crc-wrong', 'half'])),
    body: messageBody.nullable(),
  })
export type FoundMessage = z.infer<typeof foundMessage>

export const foundPage = z.object({
  rows: z.array(foundMessage),
  /** null: there is nothing more. */
  next: searchPosition.nullable(),
  readBytes: count,
  indexFiles: count,
})

function compiles(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
