import { z } from 'zod'
import type { WorkStage } from '../store/progress'
import { compareDocument } from './compare'
import * as f from './found-messages'
import * as m from './messages'
import { retentionDocument } from './retention'
import * as s from './schemas'
import { spaceDocument } from './space'

/**
 * Every operation of the product, once: its name, what goes in, what comes out. Handlers (`electron/service`), the
 * dispatcher, all bridges, the CLI's JSON and the renderer's client are derived from this table.
 */
const { ofStore, inLanguage, ofPage, ofQueue, ofReceipt } = s.inputs
const nothing = z.object({})
const withLang = { lang: s.lang }

export const contract = {
  // the application
  environment: { input: nothing, output: s.environment },
  listRecent: { input: nothing, output: z.array(s.recentStore) },
  forgetRecent: { input: z.object({ recentId: z.string() }), output: nothing },
  openRecent: { input: z.object({ recentId: z.string() }), output: s.opened },
  openSample: { input: nothing, output: s.opened },
  openDirectory: { input: s.openOptions.extend({ path: z.string().min(1) }), output: s.opened },
  chooseDirectory: { input: nothing, output: s.opened.nullable() },
  listOpen: { input: nothing, output: z.array(s.opened) },
  closeStore: { input: ofStore, output: nothing },

  // looking
  overview: { input: inLanguage, output: s.overview },
  refreshStore: { input: ofStore, output: z.object({ revision: z.number().int() }) },
  inUse: { input: ofStore, output: s.inUse },
  segmentMap: { input: ofStore.extend({ lanes: s.page }), output: s.segmentMap },
  listSegments: { input: ofPage.extend({ within: s.physicalRange.optional() }), output: s.pageOf(s.segment) },
  listQueues: { input: ofPage.extend({ filter: s.queueFilter }), output: s.pageOf(s.queueListRow) },
  queueDetail: { input: ofQueue, output: s.queueDetail },
  listTieredQueues: { input: ofPage.extend({ filter: s.queueFilter }), output: s.pageOf(s.tieredQueueListRow) },
  tieredQueueDetail: { input: ofQueue, output: s.tieredQueueDetail },
  listUnits: {
    input: ofQueue.extend({ side: z.enum(['local', 'tiered']), from: z.number().int().nonnegative(), count: z.number().int().min(1).max(10_000) }),
    output: s.pageOf(s.unitRow),
  },
  /** One record, decoded. Refused with the reason where none begins at the place. `bodyLimit`: also its body, this many bytes of it at most. */
  message: { input: inLanguage.extend({ place: m.messagePlace, bodyLimit: z.number().int().min(1).max(m.LARGEST_BODY_SHOWN).optional() }), output: m.messageDocument },
  /** One page of the messages that fit a query, in the order of their log; ask again from `next` on for the following one. `bodyLimit`: also their bodies. */
  findMessages: {
    input: inLanguage.extend({ query: f.messageQuery, from: f.searchPosition.optional(), hits: z.number().int().min(1).max(1000), bodyLimit: z.number().int().min(1).max(m.LARGEST_BODY_UNPACKED).optional() }),
    output: f.foundPage,
  },
  /** Places of the commitlog, or of a queue's tiered log, from the first one at or after `from`; they end with their file. */
  listLog: {
    input: inLanguage.extend({ tieredQueue: m.queueName.optional(), from: z.number().int().nonnegative(), count: z.number().int().min(1).max(2000) }),
    output: z.object({ rows: z.array(m.logRow) }),
  },
  /** Bytes of the commitlog, or of a queue's tiered log, with the fields of the record that begins there; null where the log has none. */
  recordBytes: { input: ofStore.extend({ tieredQueue: m.queueName.optional(), from: z.number().int().nonnegative(), count: z.number().int().min(1).max(m.MOST_BYTES_SHOWN) }), output: m.recordBytes.nullable() },
  listGroups: { input: ofPage.extend({ text: z.string().optional() }), output: s.pageOf(s.groupPosition) },
  listIndex: { input: ofPage, output: s.pageOf(s.indexFile) },
  listFindings: {
    input: ofPage.extend({ ...withLang, codes: z.array(z.string()).optional(), severities: z.array(z.string()).optional() }),
    output: s.pageOf(s.finding),
  },
  inspectDocument: { input: ofStore, output: s.inspectDocument },
  checkDocument: { input: inLanguage.extend({ codes: z.array(z.string()).optional() }), output: s.checkDocument },
  /**
   * Reads every unit and record, and answers as `checkDocument` does; from then on that and `listFindings` tell what it found, until the
   * store changes. Goes on where a check of the same files was stopped; `progress` counts bytes. Stop it by cancelling the call.
   */
  deepCheck: { input: inLanguage.extend({ codes: z.array(z.string()).optional(), maxBytesPerSecond: z.number().int().min(1).optional() }), output: s.checkDocument },
  /** Whether a deep check of the store is running at all. */
  pauseDeepCheck: { input: ofStore.extend({ paused: z.boolean() }), output: z.object({ running: z.boolean() }) },
  forecastDocument: { input: inLanguage, output: s.forecastDocument },
  /** What takes the space, by topic, queue and tag: reads every unit. */
  spaceDocument: { input: ofStore, output: spaceDocument },
  /** Why segments are still there, and when a broker that runs deletes them. `timeZone`: the broker's, where it is not this machine's. */
  retentionDocument: { input: inLanguage.extend({ timeZone: s.timeZone.optional() }), output: retentionDocument },
  /** One HTML file about the store, without names and evidence bytes where `redact` says so. */
  storeReport: { input: inLanguage.extend({ redact: z.boolean(), timeZone: s.timeZone.optional() }), output: z.object({ html: z.string() }) },
  /** Two open stores held against each other; with `bytes` also what both have, up to the first difference of each file. */
  compareStores: { input: ofStore.extend({ otherId: s.storeId, bytes: z.boolean() }), output: compareDocument },

  // changing
  /** The highest cut that takes no message from a group that has not read it; null for a tiered store alone. */
  consumedUpTo: {
    input: ofStore,
    output: z.object({ physicalOffset: z.number().int(), heldBackBy: z.object({ group: z.string(), topic: z.string(), queueId: z.number().int(), unread: z.number().int() }).nullable(), groups: z.number().int() }).nullable(),
  },
  planCleanup: {
    input: inLanguage.extend({ cut: s.cut, allowPending: z.boolean().optional() }),
    output: s.planSummary,
  },
  listPlanSteps: {
    input: ofStore.extend({ planId: z.string(), kind: z.string().optional(), page: s.page }),
    output: s.pageOf(s.step),
  },
  listPlanKept: { input: ofStore.extend({ planId: z.string(), page: s.page }), output: s.pageOf(s.keptFile) },
  planDocument: { input: ofStore.extend({ planId: z.string(), ...withLang }), output: s.planDocument },
  adoptPlan: { input: inLanguage.extend({ plan: z.unknown() }), output: s.planSummary },
  applyPlan: {
    input: inLanguage.extend({
      planId: z.string(),
      digest: z.string(),
      confirm: z.string(),
      assumeStopped: z.boolean().optional(),
      purge: z.boolean().optional(),
    }),
    output: s.receiptDocument,
  },
  listReceipts: { input: ofStore, output: z.array(s.receiptDocument) },
  undoCleanup: { input: ofReceipt.extend({ ...withLang, assumeStopped: z.boolean().optional(), acceptWrites: z.boolean().optional() }), output: s.receiptDocument },
  purgeCleanup: { input: ofReceipt.extend({ ...withLang, confirm: z.string() }), output: s.receiptDocument },
  recoverCleanup: { input: inLanguage.extend({ assumeStopped: z.boolean().optional(), finish: z.boolean().optional() }), output: s.receiptDocument.nullable() },
} as const

export type Contract = typeof contract
export type OperationName = keyof Contract
export type InputOf<N extends OperationName> = z.infer<Contract[N]['input']>
export type OutputOf<N extends OperationName> = z.infer<Contract[N]['output']>

/** What a handler may use besides its input. */
export interface CallContext {
  readonly callId: string
  readonly signal: AbortSignal
  /** Sends a progress event to the caller. */
  progress(stage: WorkStage, done: number, total: number | undefined): void
}

/** Handlers may answer with their own immutable values: the dispatcher copies what the schema names. */
export type Immutable<T> = T extends readonly (infer Item)[] ? readonly Immutable<Item>[] : T extends object ? { readonly [K in keyof T]: Immutable<T[K]> } : T
export type AnswerOf<N extends OperationName> = Immutable<OutputOf<N>>

export type Handlers = { readonly [N in OperationName]: (input: InputOf<N>, context: CallContext) => AnswerOf<N> | Promise<AnswerOf<N>> }
