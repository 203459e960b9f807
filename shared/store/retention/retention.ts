import type { Clock } from './clock'
import type { Disk, Pressure } from './disks'
import type { RetentionSettings } from './settings'

/** Why segments of the log are still there, and when a broker that runs deletes them. Times are epoch milliseconds. */
export interface Retention {
  readonly settings: RetentionSettings
  readonly pressure: Pressure
  /** Ascending; empty where the log is none of the broker's own. */
  readonly segments: readonly SegmentRetention[]
  /** What goes first, with everything that goes within the hour after it; null when nothing will. */
  readonly next: { readonly at: number; readonly segments: number; readonly bytes: number } | null
  readonly reasons: readonly RetentionReason[]
  /** null without a tiered store. */
  readonly tiered: TieredRetention | null
}

export interface SegmentRetention {
  readonly path: string
  readonly baseOffset: number
  readonly allocatedBytes: number
  readonly modifiedTime: number
  /** `modifiedTime` and `fileReservedTime`: from then on it may go. */
  readonly dueTime: number
  /** When it goes if a broker runs and the disk fills no further; null: never. */
  readonly goesAt: number | null
  /**
   * `last`: a broker never deletes the newest file. `age`: not old enough. `earlier`: old enough, and an earlier one is not.
   * `hour`: waits for `deleteWhen`. `unreadable-hours`: the cleaner fails at `deleteWhen`. null: goes at the next run.
   */
  readonly keptBy: 'last' | 'age' | 'earlier' | 'hour' | 'unreadable-hours' | null
}

export interface RetentionSurroundings {
  /** broker.conf, where one was found; empty otherwise. */
  readonly configuration: ReadonlyMap<string, string>
  readonly disks: readonly Disk[]
  readonly clock: Clock
  readonly now: number
}

/** Of the tiered store: what the broker's hourly cleaning takes by the times in its metadata. */
export interface TieredRetention {
  readonly isDeleting: boolean
  readonly hours: number
  /** Topics that keep longer, or shorter. */
  readonly ownTimes: readonly { readonly topic: string; readonly hours: number }[]
  readonly segments: number
  readonly bytes: number
}

/** One thing that keeps segments, or fills the disk, in the store's own numbers. */
export interface RetentionReason {
  readonly code:
    | 'delete-when-unreadable' | 'never-the-last' | 'not-old-enough' | 'held-back' | 'waits-for-hour' | 'goes-regardless' | 'goes-at-any-hour'
    | 'times-reset' | 'times-ahead' | 'forcible-off' | 'disk-holds-others' | 'defaults-assumed'
  /** Bytes, counts, hours, percents, epoch milliseconds: as the code says. */
  readonly facts: Readonly<Record<string, string | number>>
}
