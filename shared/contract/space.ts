import { z } from 'zod'

const count = z.number().int().nonnegative()
const amount = { messages: count, bytes: count }
const part = z.object({ bytes: count, deadBytes: count })

/** `space/1`: what takes the space of a store. Bytes of records by topic, queue and tag; of files on disk by part. */
export const spaceDocument = z.object({
  schema: z.literal('space/1'),
  hasUnreadQueues: z.boolean(),
  topics: z.array(
    z.object({
      topic: z.string(),
      ...amount,
      queues: z.array(z.object({ queueId: z.number().int(), ...amount })),
      tags: z.array(z.object({ tag: z.string().nullable(), ...amount })),
    }),
  ),
  parts: z.object({ commitLog: part, consumeQueue: part, index: part, tiered: part }),
})
export type SpaceDocument = z.infer<typeof spaceDocument>
