import { z } from 'zod'
import { workStages } from '../store/progress'
import {
  checkDocument, cut, effects, finding, forecastDocument, groupPosition, indexFile, inspectDocument, inUse, keptFile, planDocument,
  queueFile, queueRow, receiptDocument, segment, severityCounts, step, storeIdentity, tieredFlatFile, tieredQueueRow,
} from './documents'

/** What the screens ask for beyond the documents: pages and sums, never a whole list that can be long. */

const count = z.number().int().nonnegative()
const offset = z.number().int()
const time = z.number().int()

export const lang = z.enum(['en', 'zh'])
export type Lang = z.infer<typeof lang>

/** An IANA name, such as Asia/Shanghai. */
export const timeZone = z.string().refine(name => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}, 'is no time zone')

export const storeId = z.string().min(1)
const ofStore = z.object({ storeId })

export const page = z.object({ offset: count, limit: z.number().int().min(1).max(2000) })
/** By the first, then by the second, and so on. */
export const sort = z.array(z.object({ by: z.string(), descending: z.boolean() })).max(8).readonly().optional()
export type Sorting = NonNullable<z.infer<typeof sort>>
/** `sums` of what adds up, over all rows and not only those of the page. */
const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), total: count, sums: z.record(z.string(), z.number()).optional() })

// ── the application ──
export const environment = z.object({
  version: z.string(),
  door: z.enum(['desktop', 'web', 'cli', 'test']),
  platform: z.string(),
  runtime: z.string(),
  io: z.object({ backend: z.enum(['map', 'read']), reason: z.string() }),
  /** A native folder dialog exists behind this door. */
  hasFolderDialog: z.boolean(),
  /** A typed path may be opened; null: any, else only at or below these. */
  openableRoots: z.array(z.string()).nullable(),
})

export const recentStore = z.object({
  recentId: z.string(),
  root: z.string(),
  brokerName: z.string(),
  openedAt: time,
  available: z.boolean(),
})

export const openOptions = z.object({
  tieredPath: z.string().optional(),
  configurationPath: z.string().optional(),
  commitLogPaths: z.array(z.string()).optional(),
  brokerVersion: z.string().optional(),
  journalPath: z.string().optional(),
})
export const opened = z.object({ storeId, root: z.string(), brokerName: z.string() })

// ── one store ──
export const unitTotals = z.object({
  ok: count, expiredHidden: count, expiredVisible: count, inHole: count, ahead: count, preBlank: count,
})

export const overview = z.object({
  storeId,
  /** Grows by one with every new snapshot. */
  revision: count,
  takenAt: time,
  seconds: z.number(),
  store: storeIdentity,
  /** What is neither used nor free is a reserve of the superuser. */
  fileSystem: z.object({ sizeBytes: count, usedBytes: count, freeBytes: count }).nullable(),
  local: z
    .object({
      segmentSizeBytes: count.nullable(),
      minOffset: offset,
      maxOffset: offset,
      segments: count,
      segmentBytes: count,
      holes: z.array(z.object({ start: offset, end: offset })),
      oldestStored: time.nullable(),
      newestStored: time.nullable(),
      topics: count,
      /** Estimated bytes of the log per topic: the largest ones, and all others together. */
      topTopics: z.array(z.object({ topic: z.string(), bytes: count })),
      otherTopicsBytes: count,
      queues: count,
      queueFiles: count,
      queueFileBytes: count,
      queueHoles: count,
      deadFiles: count,
      deadFileBytes: count,
      deadQueues: count,
      visibleQueues: count,
      units: unitTotals,
      indexFiles: count,
      indexBytes: count,
      unknownFiles: count,
    })
    .nullable(),
  tiered: z
    .object({
      root: z.string(),
      queues: count,
      commitLogBytes: count,
      consumeQueueBytes: count,
      ghosts: count,
      strays: count,
      strayBytes: count,
      sizeMismatches: count,
      holes: count,
      visibleQueues: count,
      units: unitTotals.omit({ preBlank: true }),
    })
    .nullable(),
  groups: count,
  /** By code, most serious first: how many there are, and the first of them. */
  findings: severityCounts.extend({ /** Quick where it is not said. */ depth: z.enum(['quick', 'deep']).optional(), kinds: z.array(z.object({ title: z.string(), findings: count, first: finding })) }),
  /** What `--dangling` would set aside now. */
  dangling: z.object({ files: count, bytes: count, rows: count }),
  setAside: z.object({ bytes: count, receipts: count, unfinished: z.string().nullable() }),
})
export type Overview = z.infer<typeof overview>

export const unitClass = z.enum(['ok', 'expired-hidden', 'expired-visible', 'in-hole', 'ahead', 'pre-blank'])

/** Runs of one queue on the physical axis. */
export const laneQueue = z.object({
  queueId: z.number().int(),
  runs: z.array(z.object({ unitClass, start: offset, end: offset, units: count })),
})
export const lane = z.object({
  topic: z.string(),
  queueCount: count,
  units: unitTotals,
  sizeBytes: count,
  lowestPhysicalOffset: offset.nullable(),
  /** At most 40 queues, the worst first where there are more; the rest is only in `units`. */
  queues: z.array(laneQueue),
  groups: z.array(z.object({ group: z.string(), physicalOffset: offset })),
})
export const segmentMap = z.object({
  minOffset: offset,
  maxOffset: offset,
  segmentSizeBytes: count,
  holes: z.array(z.object({ start: offset, end: offset })),
  /** Typed columns, one entry per segment. */
  segments: z.object({
    baseOffset: z.array(offset),
    state: z.array(segment.shape.state),
    firstStored: z.array(time.nullable()),
    modifiedTime: z.array(time),
  }),
  lanes: z.array(lane),
  totalLanes: count,
})
export type SegmentMap = z.infer<typeof segmentMap>

/** A stretch of the commitlog, `[start, end)`. */
export const physicalRange = z.object({ start: offset, end: offset })

export const queueFilter = z.object({
  text: z.string().optional(),
  /** Only queues with units that point there. */
  within: physicalRange.optional(),
  classes: z.array(z.enum(['expiredVisible', 'expiredHidden', 'inHole', 'ahead', 'dead', 'hole'])).optional(),
})
export const queueListRow = queueRow.extend({ fileCount: count, deadFiles: count, bytes: count, runs: laneQueue.shape.runs })
export const queueDetail = queueRow.extend({
  files: z.array(queueFile),
  /** Runs along the queue's own offsets. */
  runs: z.array(z.object({ unitClass, start: offset, end: offset, physicalStart: offset.nullable(), physicalEnd: offset.nullable() })),
  groups: z.array(groupPosition),
})
export const tieredQueueListRow = tieredQueueRow.extend({
  commitLogSegments: count, consumeQueueSegments: count, ghosts: count, strays: count, sizeMismatches: count, holes: count, bytes: count,
})
export const tieredQueueDetail = tieredQueueRow.extend({
  commitLog: tieredFlatFile,
  consumeQueue: tieredFlatFile,
  /** Along the queue's own offsets. */
  runs: z.array(z.object({ unitClass, start: offset, end: offset, physicalStart: offset.nullable(), physicalEnd: offset.nullable() })),
  groups: z.array(groupPosition),
})

export const unitRow = z.object({
  queueOffset: offset,
  physicalOffset: offset.nullable(),
  sizeBytes: z.number().int().nullable(),
  /** `0x` and 16 digits; a hash, a delivery time or an ext address. */
  tagsCode: z.string().nullable(),
  unitClass: z.enum(['ok', 'expired-hidden', 'expired-visible', 'in-hole', 'ahead', 'pre-blank', 'unwritten', 'invalid']),
  path: z.string(),
  at: count,
})

/** A plan without its long lists. */
export const planSummary = planDocument.omit({ steps: true, kept: true, bound: true, effects: true }).extend({
  effects,
  stepTotals: z.array(z.object({ kind: step.options[0].shape.kind.or(step.options[2].shape.kind), files: count, bytes: count, firstPath: z.string(), lastPath: z.string() })),
  keptTotals: z.array(z.object({ reason: keptFile.shape.reason, files: count })),
  boundFiles: count,
  cliArguments: z.array(z.string()),
})
export type PlanSummary = z.infer<typeof planSummary>

// ── events ──
export const event = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), callId: z.string(), stage: z.enum(workStages), done: count, total: count.optional() }),
  z.object({
    kind: z.literal('store-changed'),
    storeId,
    revision: count,
    changes: z.array(z.object({ what: z.enum(['file-added', 'file-removed', 'file-grown', 'configuration', 'in-use']), path: z.string() })),
  }),
  z.object({ kind: z.literal('in-use-changed'), storeId, inUse }),
  z.object({ kind: z.literal('store-opened'), storeId }),
])
export type ServiceEvent = z.infer<typeof event>

// ── replies ──
export const replyError = z.object({
  kind: z.enum(['refusal', 'failure', 'usage', 'cancelled', 'bug']),
  code: z.string(),
  message: z.string(),
  path: z.string().optional(),
  blockers: z.array(z.object({ code: z.string(), message: z.string() })).optional(),
})
export type ReplyError = z.infer<typeof replyError>
export type Reply<T = unknown> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ReplyError }

export const inputs = {
  ofStore,
  inLanguage: ofStore.extend({ lang }),
  ofPage: ofStore.extend({ page, sort }),
  ofQueue: ofStore.extend({ topic: z.string(), queueId: z.number().int() }),
  ofReceipt: ofStore.extend({ receiptId: z.string() }),
} as const

export { pageOf, checkDocument, cut, finding, forecastDocument, groupPosition, indexFile, inspectDocument, inUse, keptFile, planDocument, receiptDocument, segment, step }
