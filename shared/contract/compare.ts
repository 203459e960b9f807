import { z } from 'zod'

const offset = z.number().int()
const span = z.object({ start: offset, end: offset })

/** `compare/1`: what two stores have not in common. Offsets; ranges are half-open. */
export const compareDocument = z.object({
  schema: z.literal('compare/1'),
  stores: z.tuple([z.object({ root: z.string(), brokerName: z.string() }), z.object({ root: z.string(), brokerName: z.string() })]),
  depth: z.enum(['ranges', 'bytes']),
  same: z.boolean(),
  bytesCompared: z.number().int().nonnegative(),
  commitLog: z
    .object({
      left: span.nullable(),
      right: span.nullable(),
      common: span.nullable(),
      segments: z.array(z.object({ baseOffset: offset, difference: z.enum(['only-left', 'only-right', 'size', 'unreadable', 'bytes']) })),
      firstDifference: z.object({ physicalOffset: offset, leftPath: z.string(), rightPath: z.string(), leftHex: z.string(), rightHex: z.string() }).nullable(),
    })
    .nullable(),
  queues: z.array(
    z.object({
      side: z.enum(['local', 'tiered']),
      topic: z.string(),
      queueId: z.number().int(),
      difference: z.enum(['only-left', 'only-right', 'range', 'file-size', 'unreadable', 'bytes']),
      left: span.nullable(),
      right: span.nullable(),
      firstDifference: z.object({ path: z.string(), at: z.number().int().nonnegative(), queueOffset: offset.nullable() }).nullable(),
    }),
  ),
  equalQueues: z.number().int().nonnegative(),
})
export type CompareDocument = z.infer<typeof compareDocument>
