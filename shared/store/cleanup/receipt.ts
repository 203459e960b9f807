/** What was really done: schema `receipt/1`. Figures are measured, not promised. */
export interface CleanupReceipt {
  readonly schema: 'receipt/1'
  /** The plan's id and the time of the run: `{planId}-{yyyymmddThhmmss}`. */
  readonly id: string
  readonly state: ReceiptState
  readonly planDigest: string
  readonly cutKind: string
  readonly startedAt: number
  readonly finishedAt: number
  readonly stepsDone: number
  readonly stepsTotal: number
  readonly setAsideBytes: number
  /** 0 until purged; then measured from the files really removed. */
  readonly freedBytes: number
  /** Free bytes of the file system before and after, where they could be asked. */
  readonly fileSystem: { readonly freeBytesBefore: number; readonly freeBytesAfter: number } | null
  /** Absolute directories that hold what was set aside. */
  readonly quarantine: readonly string[]
  readonly checkAfter: { readonly error: number; readonly warning: number; readonly info: number }
  /** The user said aloud that the broker is stopped although it could not be known. */
  readonly assumedStopped: boolean
  /** Who ran it and with what, as the environment tells. */
  readonly tool: string
}

export type ReceiptState = 'applying' | 'set-aside' | 'undoing' | 'undone' | 'rolled-back' | 'purging' | 'purged'

/** A receipt state nothing is left to finish in. */
export const isSettled = (state: ReceiptState): boolean => state === 'set-aside' || state === 'undone' || state === 'rolled-back' || state === 'purged'
