import { z } from 'zod'

const time = z.number().int()
const count = z.number().int().nonnegative()
const setting = <T extends z.ZodType>(value: T) => z.object({ value, from: z.enum(['broker.conf', 'default']) })

/** `retention/1`: why segments of the log are still there, and when a broker that runs deletes them. Bytes, epoch milliseconds; ratios are percents. */
export const retentionDocument = z.object({
  schema: z.literal('retention/1'),
  /** In which the hours of `deleteWhen` are read: this machine's, unless another was asked for. */
  timeZone: z.string(),
  now: time,
  settings: z.object({
    fileReservedTime: setting(z.number()),
    deleteWhen: setting(z.array(z.number().int())),
    unreadableDeleteWhen: z.string().nullable(),
    diskMaxUsedSpaceRatio: setting(z.number()),
    diskSpaceCleanForciblyRatio: setting(z.number()),
    diskSpaceWarningLevelRatio: setting(z.number()),
    cleanFileForciblyEnable: setting(z.boolean()),
    deleteFileBatchMax: setting(z.number()),
    cleanResourceInterval: setting(z.number()),
    tieredStoreFileReservedTime: setting(z.number()),
    tieredStoreDeleteFileEnable: setting(z.boolean()),
  }),
  disks: z.array(z.object({ path: z.string(), holds: z.enum(['commitlog', 'consumequeue']), device: z.string(), sizeBytes: count, usedBytes: count, freeBytes: count, usedPercent: z.number() })),
  pressure: z.object({
    mode: z.enum(['at-hours', 'any-hour', 'at-once']),
    refusesMessages: z.boolean(),
    disk: z.object({ path: z.string(), percent: z.number() }).nullable(),
    message: z.string(),
  }),
  next: z.object({ at: time, segments: count, bytes: count }).nullable(),
  reasons: z.array(z.object({ code: z.string(), message: z.string() })),
  segments: z.array(
    z.object({
      path: z.string(),
      baseOffset: z.number().int(),
      allocatedBytes: count,
      modifiedTime: time,
      dueTime: time,
      goesAt: time.nullable(),
      keptBy: z.enum(['last', 'age', 'earlier', 'hour', 'unreadable-hours']).nullable(),
    }),
  ),
  /** `ownTimes`: topics whose reserve.time says otherwise. */
  tiered: z.object({ isDeleting: z.boolean(), hours: z.number(), ownTimes: z.array(z.object({ topic: z.string(), hours: z.number() })), segments: count, bytes: count }).nullable(),
})
export type RetentionDocument = z.infer<typeof retentionDocument>
