import type { AnswerOf } from '../../shared/contract/contract'
import type { MessageDocument, MessagePlace } from '../../shared/contract/messages'
import type { Finding, Severity } from '../../shared/store/checks/finding'
import type { ConsumedUpTo } from '../../shared/store/cleanup/consumed-up-to'
import type { CleanupPlan, Cut } from '../../shared/store/cleanup/plan'
import type { CleanupReceipt } from '../../shared/store/cleanup/receipt'
import type { Direction } from '../../shared/store/cleanup/recover'
import type { StoreComparison } from '../../shared/store/compare/compare-stores'
import type { Forecast } from '../../shared/store/forecast/forecast'
import type { InUse } from '../../shared/store/in-use'
import type { LogRow } from '../../shared/store/messages/list-log'
import type { StoreSpace } from '../../shared/store/messages/measure-space'
import type { RecordBytes } from '../../shared/store/messages/read-record-bytes'
import type { UnitRow, UnitsAsked } from '../../shared/store/messages/read-units'
import type { Disk } from '../../shared/store/retention/disks'
import type { Retention } from '../../shared/store/retention/retention'
import type { WorkStage } from '../../shared/store/progress'
import type { StorePicture } from '../../shared/store/snapshot/snapshot'
import type { FindInput } from './messages/find-messages'

/**
 * The long work of the service, as a table of synchronous jobs: `{input, output}` of each. `engine.ts` carries them out,
 * in a worker thread behind the desktop, web and command line doors, in-process in tests. Plain values only.
 */
export interface Jobs {
  /** Recognises the store a folder belongs to. @throws Refusal */
  locate: { input: LocateInput; output: Located }
  /** A snapshot with everything derived from it. */
  look: { input: { storeId: string }; output: Look }
  inUse: { input: { storeId: string }; output: InUse }
  /** Reads of the log what a broker reads at its start. */
  forecast: { input: { storeId: string }; output: Forecast }
  /** What keeps the log, by the configuration, the times of its files and the disks as they are now. */
  retention: { input: { storeId: string; timeZone: string }; output: RetentionLook }
  compare: { input: { storeId: string; otherId: string; bytes: boolean }; output: StoreComparison }
  units: { input: UnitsAsked & { storeId: string }; output: readonly UnitRow[] }
  findMessages: { input: FindInput & { storeId: string }; output: AnswerOf<'findMessages'> }
  /** @throws Refusal that says why there is no message */
  message: { input: { storeId: string; place: MessagePlace; bodyLimit: number | undefined }; output: MessageDocument }
  listLog: { input: LogStretch; output: readonly LogRow[] }
  recordBytes: { input: LogStretch; output: RecordBytes | null }
  space: { input: { storeId: string }; output: StoreSpace }
  consumedUpTo: { input: { storeId: string }; output: ConsumedUpTo | null }
  plan: { input: { storeId: string; cut: Cut; allowPending: boolean; createdAt: number }; output: CleanupPlan }
  /** Refuses a plan that is not what it says it is, or not for this store. */
  verifyPlan: { input: { storeId: string; plan: CleanupPlan }; output: CleanupPlan }
  apply: { input: RunInput & { plan: CleanupPlan; purge: boolean }; output: CleanupReceipt }
  undo: { input: RunInput & { receiptId: string; acceptWrites: boolean }; output: CleanupReceipt }
  purge: { input: RunInput & { receiptId: string }; output: CleanupReceipt }
  recover: { input: RunInput & { direction: Direction }; output: CleanupReceipt | null }
  /** Writes the bundled sample store into a directory that is new or empty. */
  writeSample: { input: { directory: string }; output: null }
  forget: { input: { storeId: string }; output: null }
}

export type JobName = keyof Jobs

/** What the user may say of a store because it cannot be seen from its folder. */
export interface OpenOptions {
  readonly tieredPath?: string | undefined
  readonly configurationPath?: string | undefined
  readonly commitLogPaths?: readonly string[] | undefined
  readonly brokerVersion?: string | undefined
  /** Where journals are kept instead of in the store: for a file system without a free byte. */
  readonly journalPath?: string | undefined
}

export interface RetentionLook {
  readonly now: number
  readonly disks: readonly Disk[]
  readonly retention: Retention
}

export interface LocateInput extends OpenOptions {
  readonly storeId: string
  readonly directory: string
}

export interface Located {
  readonly root: string
  /** Absolute directories whose changes matter. */
  readonly watched: readonly string[]
}

export interface Look {
  readonly takenAt: number
  readonly seconds: number
  readonly snapshot: StorePicture
  /** SHA-256 over every file with its size, time and inode: looks that share it saw the same files. */
  readonly filesDigest: string
  readonly findings: readonly Finding[]
  readonly summary: Readonly<Record<Severity, number>>
  readonly inUse: InUse
  readonly fileSystem: { readonly sizeBytes: number; readonly usedBytes: number; readonly freeBytes: number } | null
  readonly receipts: readonly CleanupReceipt[]
  /** A run that was cut off. */
  readonly unfinished: string | null
  /** What `--dangling` would take now. */
  readonly dangling: { readonly files: number; readonly bytes: number; readonly rows: number }
}

export interface RunInput {
  readonly storeId: string
  readonly assumeStopped: boolean
}

/** Places, or bytes, of the commitlog or of a tiered queue's own log. */
export interface LogStretch {
  readonly storeId: string
  readonly tieredQueue: { readonly topic: string; readonly queueId: number } | undefined
  /** A physical offset. */
  readonly from: number
  readonly count: number
}

/** Runs one job after another; a job that is stopped throws Cancelled. */
export interface JobRunner {
  run<N extends JobName>(name: N, input: Jobs[N]['input'], options?: JobOptions): Promise<Jobs[N]['output']>
  close(): Promise<void>
}

export interface JobOptions {
  readonly signal?: AbortSignal | undefined
  readonly progress?: ((stage: WorkStage, done: number, total: number | undefined) => void) | undefined
}
