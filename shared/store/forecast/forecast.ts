import type { FindingCode } from '../checks/finding'
import type { LogRecovery } from '../snapshot/log-recovery'

/** What a broker does at its next start with these bytes; `forecast/1`. Paths are relative to the root, ranges half-open. */
export interface Forecast {
  /** `depends`: how far its queues reach decides. */
  readonly starts: 'yes' | 'no' | 'depends'
  /** What keeps it from starting, or may. */
  readonly refusals: readonly Refused[]
  readonly recovery: 'normal' | 'abnormal'
  readonly commitLog: {
    readonly minOffset: number
    readonly maxOffset: number
    readonly removedFiles: readonly string[]
    /** Where the log ends although more was written behind. */
    readonly cutFrom: number | null
    readonly cutBecause: LogRecovery['reason'] | null
    /** The first segment that it reads; null where that was not followed. */
    readonly readFrom: string | null
  }
  readonly queues: readonly { readonly topic: string; readonly queueId: number; readonly minOffset: number; readonly maxOffset: number; readonly cutUnits: number }[]
  /** Of the queues and the index, while it starts. */
  readonly removedFiles: readonly string[]
  /** About a minute after the start. */
  readonly firstCleaning: { readonly removedFiles: readonly string[] }
  readonly notes: readonly ForecastNote[]
}

export interface Refused {
  readonly code: FindingCode
  readonly path: string | null
}

export interface ForecastNote {
  readonly code:
    | 'version-assumed' | 'queues-not-read' | 'queues-destroyed' | 'hole-stays' | 'log-not-read' | 'minimum-stays-zero' | 'only-quick-look' | 'older-segments-not-read'
    | 'queues-given-up' | 'segments-due'
  readonly facts: Readonly<Record<string, string | number>>
}

/** What decides beside the bytes. */
export interface Surroundings {
  /** broker.conf, where one was found; empty otherwise. */
  readonly configuration: ReadonlyMap<string, string>
  readonly now: number
}
