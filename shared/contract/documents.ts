import { z } from 'zod'
import { findingCodes } from '../store/checks/finding'
import { unmendedReasons } from '../store/cleanup/mending'
import { blockerCodes } from '../store/cleanup/plan'
import { repairCodes } from '../store/cleanup/repair-code'

/**
 * The machine interface: the JSON documents of `docs/cli.md`, field by field. The CLI prints them with `--json`, the
 * screens read their parts. Fields do not change their meaning; more may be added.
 */
const count = z.number().int().nonnegative()
const offset = z.number().int()
const time = z.number().int()
const rangeOf = z.object({ start: offset, end: offset })

const unitCounts = z.object({ ok: count, expiredHidden: count, expiredVisible: count, inHole: count, ahead: count, preBlank: count })
const tieredUnitCounts = unitCounts.omit({ preBlank: true })

export const inUse = z.object({
  state: z.enum(['free', 'in-use', 'unknown']),
  reasons: z.array(
    z.object({
      code: z.enum([
        'lock-held', 'file-open', 'file-mapped', 'abort-pid-alive', 'abort-pid-gone', 'abort-pid-reused', 'abort-without-pid',
        'processes-not-visible', 'other-pid-namespace', 'system-not-supported', 'network-file-system',
      ]),
      pid: z.number().int().optional(),
      command: z.string().optional(),
      path: z.string().optional(),
      readsOnly: z.boolean().optional(),
      raw: z.string().optional(),
    }),
  ),
  abort: z.boolean(),
})

export const storeIdentity = z.object({
  root: z.string(),
  kinds: z.array(z.enum(['local', 'tiered'])),
  brokerName: z.string(),
  clusterName: z.string().nullable(),
  brokerVersion: z.object({ assumed: z.string(), from: z.enum(['files', 'default', 'option']) }),
  consumeQueueLayout: z.enum(['simple', 'rocksdb', 'combined']),
  traits: z.array(z.enum(['batch-queues', 'lmq', 'compaction', 'dledger', 'controller', 'timer', 'multi-path', 'queue-ext'])),
  foundBy: z.array(z.object({ code: z.string(), path: z.string() })),
  inUse,
})

export const segment = z.object({
  path: z.string(),
  baseOffset: offset,
  endOffset: offset,
  sizeBytes: count,
  allocatedBytes: count,
  modifiedTime: time,
  state: z.enum(['full', 'active', 'preallocated', 'wrong-size', 'unreadable']),
  firstStoreTimestamp: time.nullable(),
  lastStoreTimestamp: time.nullable(),
})

export const queueFile = z.object({
  path: z.string(),
  baseOffset: offset,
  sizeBytes: count,
  startOffset: offset,
  endOffset: offset,
  firstPhysicalOffset: offset.nullable(),
  lastPhysicalOffset: offset.nullable(),
  dead: z.boolean(),
  modifiedTime: time,
  allocatedBytes: count,
})

/** A queue without its files: what tables show. */
export const queueRow = z.object({
  topic: z.string(),
  queueId: z.number().int(),
  kind: z.enum(['simple', 'batch']),
  fileSizeBytes: count.nullable(),
  firstOffset: offset.nullable(),
  minOffset: offset,
  maxOffset: offset,
  minReason: z.enum(['first-unit', 'first-live-unit', 'all-expired', 'stays-zero', 'empty']),
  firstPhysicalOffset: offset.nullable(),
  lastPhysicalOffset: offset.nullable(),
  units: unitCounts,
  dead: z.boolean(),
  ordered: z.boolean(),
  holes: z.array(rangeOf),
})
const queue = queueRow.extend({ files: z.array(queueFile) })

export const indexFile = z.object({
  path: z.string(),
  beginPhysicalOffset: offset,
  endPhysicalOffset: offset,
  beginTimestamp: time,
  endTimestamp: time,
  entries: count,
  dead: z.boolean(),
})

export const tieredSegment = z.object({
  path: z.string(),
  baseOffset: offset,
  sizeBytes: count,
  fileSizeBytes: count.nullable(),
  state: z.enum(['ok', 'ghost', 'stray', 'size-mismatch']),
})
export const tieredFlatFile = z.object({ minOffset: offset, maxOffset: offset, holes: z.array(rangeOf), segments: z.array(tieredSegment) })
export const tieredQueueRow = z.object({
  topic: z.string(),
  queueId: z.number().int(),
  firstOffset: offset,
  minOffset: offset,
  /** From here on every unit has its record; above `minOffset` when dangling units are visible. */
  realMinOffset: offset,
  maxOffset: offset,
  firstRecordOffset: offset.nullable(),
  units: tieredUnitCounts,
})
export const tieredQueue = tieredQueueRow.extend({ commitLog: tieredFlatFile, consumeQueue: tieredFlatFile })

export const groupPosition = z.object({
  group: z.string(),
  topic: z.string(),
  queueId: z.number().int(),
  committedOffset: offset,
  lag: z.number().int(),
  place: z.enum(['below-min', 'inside', 'beyond-max']),
})

export const inspectDocument = z.object({
  schema: z.literal('inspect/1'),
  store: storeIdentity,
  local: z
    .object({
      commitLog: z.object({
        directories: z.array(z.string()),
        segmentSizeBytes: count.nullable(),
        minOffset: offset,
        maxOffset: offset,
        segments: z.array(segment),
        holes: z.array(rangeOf),
      }),
      queues: z.array(queue),
      index: z.array(indexFile),
      unknownFiles: z.array(z.string()),
    })
    .optional(),
  tiered: z.object({ root: z.string(), metadataPath: z.string().nullable(), queues: z.array(tieredQueue) }).optional(),
  groups: z.array(groupPosition),
})
export type InspectDocument = z.infer<typeof inspectDocument>

export const cut = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dangling'), strays: z.boolean().optional() }),
  z.object({ kind: z.literal('keep-from'), physicalOffset: count }),
  z.object({ kind: z.literal('before'), time }),
  z.object({ kind: z.literal('free'), sizeBytes: count }),
  z.object({ kind: z.literal('repair'), code: z.enum(repairCodes), place: z.string().optional() }),
])

export const finding = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(['error', 'warning', 'info']),
  subject: z.object({
    side: z.enum(['local', 'tiered']).optional(),
    topic: z.string().optional(),
    queueId: z.number().int().optional(),
    group: z.string().optional(),
    path: z.string().optional(),
  }),
  range: rangeOf.optional(),
  rangeKind: z.enum(['queue-offset', 'physical-offset', 'byte']).optional(),
  count,
  message: z.string(),
  consequence: z.string(),
  remedy: z.string(),
  issues: z.array(z.string()),
  /** The cut whose plan mends it. */
  mendedBy: cut.optional(),
  /** Why there is none. */
  notMended: z.object({ reason: z.enum(unmendedReasons), message: z.string() }).optional(),
  evidence: z.object({ path: z.string(), at: count, hex: z.string() }).optional(),
})
export type FindingWords = z.infer<typeof finding>

export const severityCounts = z.object({ error: count, warning: count, info: count })

export const checkDocument = z.object({
  schema: z.literal('check/1'),
  depth: z.enum(['quick', 'deep']),
  summary: severityCounts,
  scanned: z.object({ files: count, bytes: count, units: count, records: count, seconds: z.number() }),
  findings: z.array(finding),
})
export type CheckDocument = z.infer<typeof checkDocument>

export const forecastDocument = z.object({
  schema: z.literal('forecast/1'),
  brokerVersion: storeIdentity.shape.brokerVersion,
  starts: z.enum(['yes', 'no', 'depends']),
  refusals: z.array(z.object({ code: z.string(), path: z.string().nullable() })),
  recovery: z.enum(['normal', 'abnormal']),
  commitLog: z.object({ minOffset: offset, maxOffset: offset, removedFiles: z.array(z.string()), cutFrom: offset.nullable(), cutBecause: z.string().nullable(), readFrom: z.string().nullable() }),
  queues: z.array(z.object({ topic: z.string(), queueId: z.number().int(), minOffset: offset, maxOffset: offset, cutUnits: count })),
  removedFiles: z.array(z.string()),
  firstCleaning: z.object({ removedFiles: z.array(z.string()) }),
  notes: z.array(z.object({ code: z.string(), message: z.string() })),
})
export type ForecastDocument = z.infer<typeof forecastDocument>

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
export const blocker = z.object({ code: z.enum(blockerCodes), message: z.string(), path: z.string().optional(), facts })

const identity = z.object({ sizeBytes: count, modifiedTimeNs: z.string(), inode: z.string() })
const stepFacts = z.object({
  order: count,
  base: z.string(),
  path: z.string(),
  sizeBytes: count,
  allocatedBytes: count,
  modifiedTime: time,
  identity,
  reason: z.string(),
  topic: z.string().optional(),
  queueId: z.number().int().optional(),
})
const replaced = { digestBefore: z.string(), digestAfter: z.string() }
export const step = z.discriminatedUnion('action', [
  stepFacts.extend({
    action: z.literal('set-aside'),
    kind: z.enum(['stray', 'consume-queue', 'index', 'commitlog', 'tiered-consume-queue', 'tiered-commitlog', 'tiered-stray']),
  }),
  stepFacts.extend({
    action: z.literal('rewrite'),
    kind: z.literal('tiered-metadata'),
    removeRows: z.array(
      z.object({ table: z.enum(['commitLogFileSegmentTable', 'consumeQueueFileSegmentTable']), filePath: z.string(), baseOffset: offset }),
    ),
    ...replaced,
  }),
  stepFacts.extend({ action: z.literal('restore'), kind: z.enum(['config', 'tiered-metadata']), ...replaced }),
  stepFacts.extend({ action: z.literal('shorten'), kind: z.literal('tiered-consume-queue'), keptBytes: count, ...replaced }),
])

export const keptFile = z.object({
  path: z.string(),
  reason: z.enum([
    'last-file-of-queue', 'straddles-the-cut', 'dead-queue-keeps-its-counter', 'newest-index-file', 'active-segment',
    'at-or-after-the-cut', 'behind-a-kept-file', 'last-tiered-segment', 'first-record-unreadable',
  ]),
})

export const effects = z.object({
  setAsideBytes: count,
  allocatedBytes: count,
  messages: count,
  topics: z.array(z.object({ topic: z.string(), messages: count, bytes: count })),
  queues: z.array(
    z.object({
      side: z.enum(['local', 'tiered']),
      topic: z.string(),
      queueId: z.number().int(),
      minOffsetBefore: offset,
      minOffsetAfter: offset,
      maxOffset: offset,
    }),
  ),
  unread: z.array(z.object({ group: z.string(), topic: z.string(), queueId: z.number().int(), messages: count })),
  delayedMessages: count,
  timerMessages: count,
  halfMessages: count,
})

export const planDocument = z.object({
  schema: z.literal('plan/1'),
  id: z.string(),
  digest: z.string(),
  createdAt: time,
  store: z.object({
    root: z.string(),
    tieredRoot: z.string().nullable(),
    brokerName: z.string(),
    commitLogDirectories: z.array(z.string()),
  }),
  cut: z.object({
    kind: z.enum(['dangling', 'keep-from', 'before', 'free', 'repair']),
    newMinOffset: offset.nullable(),
    requested: z.number().nullable(),
    repair: z.object({ code: z.enum(repairCodes), place: z.string().nullable() }).optional(),
    queues: z.array(z.object({ topic: z.string(), queueId: z.number().int(), newMinOffset: offset })).optional(),
  }),
  blockers: z.array(blocker),
  steps: z.array(step),
  kept: z.array(keptFile),
  effects,
  bound: z.array(identity.extend({ path: z.string() })),
})
export type PlanDocument = z.infer<typeof planDocument>

export const receiptDocument = z.object({
  schema: z.literal('receipt/1'),
  id: z.string(),
  state: z.enum(['applying', 'set-aside', 'undoing', 'undone', 'rolled-back', 'purging', 'purged']),
  planDigest: z.string(),
  cutKind: z.string(),
  startedAt: time,
  finishedAt: time,
  stepsDone: count,
  stepsTotal: count,
  setAsideBytes: count,
  freedBytes: count,
  fileSystem: z.object({ freeBytesBefore: count, freeBytesAfter: count }).nullable(),
  quarantine: z.array(z.string()),
  checkAfter: severityCounts,
  assumedStopped: z.boolean(),
  tool: z.string(),
})
